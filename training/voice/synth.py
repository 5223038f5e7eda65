"""Reference synthesis: excitation from F0, filtering and overlap-add. TypeScript ports this sample by sample.

Definitions (all at 16 kHz; n is a sample, i a frame centred on sample i·200):

1. f0[n], v[n]: linear interpolation of exp(pitch) in Hz and of voicing between frame centres; the last value holds.
   v is clipped to 0…1.
2. Phase θ[n] = θ[n-1] + 2π·f0[n]/16000, θ[-1] = 0, kept modulo 2π.
3. Harmonic excitation: R = 8000/f0[n], K = floor(R), ρ = R − K,
   h[n] = v[n]·√(2/R)·( Σ_{k=1…K} cos(kθ) + ρ·cos((K+1)θ) ): unit power, flat, no alias; the last harmonic fades.
   The sum has the closed form sin(Kθ/2)·cos((K+1)θ/2)/sin(θ/2), and K where |sin(θ/2)| < 1e-6.
4. Noise excitation: independent Gaussian samples of variance 1 (any generator).
5. Frame i takes both excitations at samples 200i−200 … 200i+199 (zeros before 0), times the periodic Hann window
   w[m] = 0.5 − 0.5·cos(2πm/400). These windows add to one at hop 200: no normalisation, no synthesis window.
6. Each is zero-padded to 1024 at its start and transformed; H·E_h + N·E_n is transformed back to 1024 samples and added into
   the output from sample 200i−200 on.
7. H and N are minimum-phase spectra of the log magnitudes a (513 values, natural log of amplitude): c = irfft(a) (1024 values),
   c[1…511] doubled, c[513…1023] zeroed, H = exp(rfft(c)).
8. T frames give 200·T samples (0 … 200T−1); what rings past the end is dropped.

Streaming: samples before 200i−200+… need frame i, so output up to sample 200i−1 is final once frame i has been added.
"""

from __future__ import annotations

import numpy as np

from .features import HOP, N_FFT, SAMPLE_RATE

WIN = 2 * HOP
WINDOW = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WIN) / WIN)


def upsample(frames: np.ndarray) -> np.ndarray:
    """(T,) at frame centres → (200·T,) samples."""
    return np.interp(np.arange(len(frames) * HOP) / HOP, np.arange(len(frames)), frames)


def harmonic_excitation(pitch: np.ndarray, voicing: np.ndarray) -> np.ndarray:
    """pitch (T,) ln Hz, voicing (T,) 0…1 → (200·T,) samples of unit power where voiced."""
    f0 = upsample(np.exp(pitch.astype(np.float64)))
    theta = np.mod(np.cumsum(2 * np.pi * f0 / SAMPLE_RATE), 2 * np.pi)
    ratio = SAMPLE_RATE / 2 / f0
    count = np.floor(ratio)
    sine = np.sin(theta / 2)
    near_zero = np.abs(sine) < 1e-6
    total = np.sin(count * theta / 2) * np.cos((count + 1) * theta / 2) / np.where(near_zero, 1.0, sine)
    total = np.where(near_zero, count, total) + (ratio - count) * np.cos((count + 1) * theta)
    return np.clip(upsample(voicing.astype(np.float64)), 0, 1) * np.sqrt(2 / ratio) * total


def minimum_phase(log_magnitude: np.ndarray) -> np.ndarray:
    """(T, 513) natural log of amplitude → (T, 513) complex, minimum phase by the folded cepstrum."""
    cepstrum = np.fft.irfft(log_magnitude.astype(np.float64), N_FFT, axis=-1)
    cepstrum[..., 1 : N_FFT // 2] *= 2
    cepstrum[..., N_FFT // 2 + 1 :] = 0
    return np.exp(np.fft.rfft(cepstrum, axis=-1))


def filter_frames(excitation: np.ndarray, log_magnitude: np.ndarray) -> np.ndarray:
    """(200·T,) samples through (T, 513) filters → (200·T,) samples."""
    frames = len(log_magnitude)
    padded = np.concatenate([np.zeros(HOP), excitation[: frames * HOP], np.zeros(WIN)])
    segments = np.lib.stride_tricks.sliding_window_view(padded, WIN)[::HOP][:frames] * WINDOW
    filtered = np.fft.irfft(np.fft.rfft(segments, N_FFT, axis=1) * minimum_phase(log_magnitude), N_FFT, axis=1)
    output = np.zeros(frames * HOP + N_FFT + HOP)
    for i, segment in enumerate(filtered):
        output[i * HOP : i * HOP + N_FFT] += segment
    return output[HOP : HOP + frames * HOP]


def synthesize(pitch, voicing, harmonic_log_magnitude, noise_log_magnitude, seed: int = 0) -> np.ndarray:
    """Both parts together: (200·T,) samples, float32."""
    noise = np.random.default_rng(seed).standard_normal(len(pitch) * HOP)
    voiced = filter_frames(harmonic_excitation(pitch, voicing), harmonic_log_magnitude)
    return (voiced + filter_frames(noise, noise_log_magnitude)).astype(np.float32)
