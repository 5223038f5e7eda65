"""What the voice chain knows of sound: F0, voicing and a pitch-free log-mel, at 80 frames a second.

The log-mel is taken from the spectral *envelope*, not from the spectrum: each frame is windowed over three
pitch periods and smoothed over two thirds of F0 (the first two steps of CheapTrick, Morise 2015), so the
harmonics are gone and F0 can be moved without touching the mel. Frame i is centred on sample i·hop.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

SAMPLE_RATE = 16000
HOP = 200
N_FFT = 1024
N_MELS = 80
FRAME_RATE = SAMPLE_RATE / HOP
MEL_LOW_HZ, MEL_HIGH_HZ = 20.0, 8000.0
FLOOR = 1e-7
UNVOICED_HZ = 160.0
ACTIVE_RMS = 0.08
POINTS = np.array([0.1, 0.3, 0.5, 0.7, 0.9])
POSITIONS = 6
EDGE_FRAMES = 4.0

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("SOTTO_DATA", ROOT.parent / "shared/data"))
BUILD = ROOT / "training/build/voice"


def mel_matrix() -> np.ndarray:
    """(80, 513) triangular filters on the HTK mel scale; each row sums to one, so flat noise gives its variance."""
    def to_mel(hz):
        return 2595.0 * np.log10(1.0 + hz / 700.0)

    edges = 700.0 * (10 ** (np.linspace(to_mel(MEL_LOW_HZ), to_mel(MEL_HIGH_HZ), N_MELS + 2) / 2595.0) - 1.0)
    bins = np.arange(N_FFT // 2 + 1) * SAMPLE_RATE / N_FFT
    low, mid, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    # The lowest triangles are narrower than a bin; widening them keeps every row non-empty.
    low = np.minimum(low, mid - SAMPLE_RATE / N_FFT)
    high = np.maximum(high, mid + SAMPLE_RATE / N_FFT)
    rows = np.maximum(0.0, np.minimum((bins - low) / (mid - low), (high - bins) / (high - mid)))
    return (rows / rows.sum(1, keepdims=True)).astype(np.float32)


MEL = mel_matrix()


def track_pitch(wav: np.ndarray, low_hz: float = 65.0, high_hz: float = 420.0) -> tuple[np.ndarray, np.ndarray]:
    """Continuous F0 in Hz (interpolated in ln Hz through unvoiced frames) and 0/1 voicing, (T,) each, by Praat."""
    import parselmouth

    frames = len(wav) // HOP + 1
    times = np.arange(frames) * HOP / SAMPLE_RATE
    padded = np.pad(wav.astype(np.float64), 800)
    pitch = parselmouth.Sound(padded, SAMPLE_RATE).to_pitch_ac(
        time_step=HOP / SAMPLE_RATE, pitch_floor=low_hz, pitch_ceiling=high_hz, voicing_threshold=0.45
    )
    hz, at = pitch.selected_array["frequency"], pitch.xs() - 800 / SAMPLE_RATE
    voiced = hz > 0
    if voiced.sum() < 2:
        return np.full(frames, UNVOICED_HZ, np.float32), np.zeros(frames, np.float32)
    f0 = np.exp(np.interp(times, at[voiced], np.log(hz[voiced])))
    voicing = np.interp(times, at, voiced.astype(float))
    return f0.astype(np.float32), voicing.astype(np.float32)


def envelope_log_mel(wav: np.ndarray, f0: np.ndarray) -> np.ndarray:
    """(T, 80) natural log of the mel-averaged power envelope; unit-variance white noise gives 0."""
    frames, half = len(f0), N_FFT // 2
    padded = np.pad(wav.astype(np.float32), (half, half + HOP), mode="reflect")
    segments = np.lib.stride_tricks.sliding_window_view(padded, N_FFT)[:: HOP][:frames]
    offset = np.arange(-half, half, dtype=np.float32)
    hz = np.clip(f0, 48.0, 500.0).astype(np.float32)[:, None]
    reach = 1.5 * SAMPLE_RATE / hz
    window = np.where(np.abs(offset) < reach, 0.5 + 0.5 * np.cos(np.pi * offset / reach), 0.0).astype(np.float32)
    window /= np.sqrt((window**2).sum(1, keepdims=True))
    power = np.abs(np.fft.rfft(segments * window, axis=1)).astype(np.float32) ** 2
    return np.log(np.maximum(smooth_spectrum(power, hz) @ MEL.T, FLOOR)).astype(np.float32)


def smooth_spectrum(power: np.ndarray, hz: np.ndarray) -> np.ndarray:
    """Running mean of each row over ±hz/3, by differences of its cumulative sum with mirrored edges."""
    frames, bins = power.shape
    margin = 16
    mirrored = np.concatenate([power[:, margin:0:-1], power, power[:, -2 : -margin - 2 : -1]], axis=1)
    total = np.concatenate([np.zeros((frames, 1)), np.cumsum(mirrored, axis=1, dtype=np.float64)], axis=1)
    reach = np.minimum(hz / 3.0 / (SAMPLE_RATE / N_FFT), margin - 0.5)
    centre = np.arange(bins)[None, :] + margin + 0.5

    def at(position):
        index = np.floor(position).astype(np.int64)
        left = np.take_along_axis(total, index, 1)
        return left + (position - index) * (np.take_along_axis(total, index + 1, 1) - left)

    return ((at(centre + reach) - at(centre - reach)) / (2 * reach)).astype(np.float32)


def normalise_level(wav: np.ndarray) -> np.ndarray:
    """Scales so that the frames within 25 dB of the loudest have RMS 0.08."""
    frames = wav[: len(wav) // HOP * HOP].reshape(-1, HOP)
    power = (frames.astype(np.float64) ** 2).mean(1)
    active = power[power > power.max() / 316.0]
    return (wav * (ACTIVE_RMS / np.sqrt(active.mean() + 1e-12))).astype(np.float32)


def points_to_frames(values: np.ndarray, durations: np.ndarray) -> np.ndarray:
    """(N, 5) values at 10…90 % of each phoneme → (T,) by linear interpolation at frame centres k + 0.5."""
    starts = np.concatenate([[0], np.cumsum(durations)[:-1]])
    positions = (starts[:, None] + POINTS[None] * durations[:, None]).reshape(-1)
    return np.interp(np.arange(durations.sum()) + 0.5, positions, values.reshape(-1)).astype(np.float32)


def frames_to_points(contour: np.ndarray, durations: np.ndarray) -> np.ndarray:
    """The inverse sampling: (T,) → (N, 5)."""
    starts = np.concatenate([[0], np.cumsum(durations)[:-1]])
    positions = starts[:, None] + POINTS[None] * durations[:, None]
    return np.interp(positions, np.arange(len(contour)) + 0.5, contour).astype(np.float32)


def sound_positions(durations: np.ndarray) -> np.ndarray:
    """(N,) frames of each phoneme → (T, POSITIONS): where in its phoneme each frame is.

    Four Gaussian bumps over the share that has passed, then how near its start and its end are, fading by `EDGE_FRAMES`.
    """
    durations = np.asarray(durations)
    passed = np.concatenate([np.arange(d) for d in durations]) + 0.5
    left = np.repeat(durations, durations) - passed
    share = passed / (passed + left)
    bumps = [np.exp(-0.5 * ((share - centre) * 3) ** 2) for centre in (0, 1 / 3, 2 / 3, 1)]
    return np.stack([*bumps, np.exp(-passed / EDGE_FRAMES), np.exp(-left / EDGE_FRAMES)], 1).astype(np.float32)


def read_audio(data: bytes | str | Path) -> np.ndarray:
    """Decodes a file (path, or bytes of one) to mono float at 16 kHz."""
    import io

    import soundfile
    from scipy.signal import resample_poly

    wav, rate = soundfile.read(io.BytesIO(data) if isinstance(data, bytes) else data, dtype="float32")
    if wav.ndim > 1:
        wav = wav.mean(1)
    if rate != SAMPLE_RATE:
        divisor = np.gcd(rate, SAMPLE_RATE)
        wav = resample_poly(wav, SAMPLE_RATE // divisor, rate // divisor)
    return wav.astype(np.float32)
