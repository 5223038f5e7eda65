"""Differentiable synthesis (the same arithmetic as synth.py) and the spectral losses of the vocoder."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from .features import HOP, MEL, N_FFT
from .synth import WINDOW

WINDOW_T = torch.tensor(WINDOW, dtype=torch.float32)
MEL_T = torch.tensor(MEL.T.copy())


def minimum_phase(log_magnitude: Tensor) -> Tensor:
    """(…, 513) ln amplitude → (…, 513) complex."""
    cepstrum = torch.fft.irfft(log_magnitude, N_FFT)
    half = N_FFT // 2
    folded = torch.cat([cepstrum[..., :1], 2 * cepstrum[..., 1:half], cepstrum[..., half : half + 1]], -1)
    return torch.exp(torch.fft.rfft(folded, N_FFT))


def filter_pair(harmonic: Tensor, noise: Tensor, harmonic_log: Tensor, noise_log: Tensor) -> Tensor:
    """Two excitations (B, 200·T) through two filter tracks (B, T, 513) → (B, 200·T)."""
    batch, frames, _ = harmonic_log.shape

    def spectrum(excitation: Tensor) -> Tensor:
        padded = F.pad(excitation, (HOP, HOP))
        return torch.fft.rfft(padded.unfold(1, 2 * HOP, HOP)[:, :frames] * WINDOW_T, N_FFT)

    mixed = spectrum(harmonic) * minimum_phase(harmonic_log) + spectrum(noise) * minimum_phase(noise_log)
    segments = torch.fft.irfft(mixed, N_FFT).transpose(1, 2)
    length = (frames - 1) * HOP + N_FFT
    output = F.fold(segments, (1, length), (1, N_FFT), stride=(1, HOP))
    return output.reshape(batch, length)[:, HOP : HOP + frames * HOP]


def log_spectrum(wav: Tensor, size: int) -> tuple[Tensor, Tensor]:
    window = torch.hann_window(size)
    power = torch.stft(wav, size, size // 4, window=window, return_complex=True).abs().square() / window.square().sum()
    return power, 0.5 * torch.log(power + 1e-7)


def spectral_loss(made: Tensor, real: Tensor) -> Tensor:
    """Mean |Δ ln amplitude| over windows of 256, 512, 1024 and 2048, plus the same of 80 mel bands.

    The long window tells harmonics from noise between them; the mel bands fix the noise's level.
    """
    total = made.new_zeros(())
    for size in (256, 512, 2048, 1024):
        made_power, made_log = log_spectrum(made, size)
        real_power, real_log = log_spectrum(real, size)
        total = total + (made_log - real_log).abs().mean()
    made_mel = torch.log(made_power.transpose(1, 2) @ MEL_T + 1e-6)
    real_mel = torch.log(real_power.transpose(1, 2) @ MEL_T + 1e-6)
    return total / 4 + 0.5 * (made_mel - real_mel).abs().mean()
