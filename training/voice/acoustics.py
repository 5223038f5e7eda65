"""What an utterance sounds like, measured with Praat (parselmouth) and nothing of ours: the independent ear of the measuring scripts."""

from __future__ import annotations

import numpy as np
import parselmouth
from scipy.signal import medfilt

STEP_S = 0.01
ACTIVE_DB = 35.0


def track(wav: np.ndarray, rate: int, low: float = 60.0, high: float = 600.0) -> tuple[np.ndarray, np.ndarray]:
    """(times in s, F0 in Hz with 0 where unvoiced) by Praat's autocorrelation method, without octave outliers."""
    sound = parselmouth.Sound(wav.astype(np.float64), rate)
    pitch = sound.to_pitch_ac(time_step=STEP_S, pitch_floor=low, pitch_ceiling=high, very_accurate=False)
    hz = pitch.selected_array["frequency"]
    smooth = medfilt(hz, 5)
    outlier = (hz > 0) & (smooth > 0) & (np.abs(np.log2(np.maximum(hz, 1) / np.maximum(smooth, 1))) > 0.4)
    return pitch.xs(), np.where(outlier, 0.0, hz)


def level(wav: np.ndarray, rate: int) -> tuple[np.ndarray, np.ndarray]:
    """(times in s, RMS level in dB of full scale) of windows of 20 ms, every 10 ms."""
    size, hop = int(0.02 * rate), int(STEP_S * rate)
    frames = np.lib.stride_tricks.sliding_window_view(wav, size)[::hop]
    return (np.arange(len(frames)) * hop + size / 2) / rate, 10 * np.log10((frames.astype(np.float64) ** 2).mean(1) + 1e-12)


def tilt(wav: np.ndarray, rate: int, f0_times: np.ndarray, hz: np.ndarray) -> float:
    """Slope of the mean spectrum of the voiced frames, in dB per octave between 300 and 5000 Hz (third-octave bands)."""
    size = int(0.032 * rate)
    window = np.hanning(size)
    spectra = []
    for t in f0_times[hz > 0][::2]:
        start = int(t * rate) - size // 2
        if start >= 0 and start + size <= len(wav):
            spectra.append(np.abs(np.fft.rfft(wav[start : start + size] * window)) ** 2)
    if not spectra:
        return float("nan")
    mean = np.mean(spectra, 0)
    bins = np.fft.rfftfreq(size, 1 / rate)
    centres = 300 * 2 ** (np.arange(13) / 3)
    bands = [10 * np.log10(mean[(bins >= c / 2 ** (1 / 6)) & (bins < c * 2 ** (1 / 6))].mean() + 1e-12) for c in centres]
    return float(np.polyfit(np.log2(centres), bands, 1)[0])


def describe(wav: np.ndarray, rate: int = 16000, low: float = 60.0, high: float = 600.0) -> dict[str, float]:
    """One number each; semitones are relative to 100 Hz, times in seconds, levels in dB."""
    times, hz = track(wav, rate, low, high)
    level_times, db = level(wav, rate)
    active = db > db.max() - ACTIVE_DB
    begin, end = level_times[active][[0, -1]]
    voiced = hz > 0
    semitones = 12 * np.log2(np.maximum(hz, 1.0) / 100.0)
    row = {"seconds": float(end - begin), "levelDb": float(10 * np.log10((10 ** (db[active] / 10)).mean())),
           "levelSpreadDb": float(db[active].std()), "voicedShare": float(voiced[(times >= begin) & (times <= end)].mean())}
    if voiced.sum() < 10:
        return row
    at, st = times[voiced], semitones[voiced]
    sound = parselmouth.Sound(wav.astype(np.float64), rate)
    points = parselmouth.praat.call(sound, "To PointProcess (periodic, cc)", low, high)
    harmonicity = sound.to_harmonicity_cc(minimum_pitch=low).values
    last = at > at[-1] - 0.15
    body = (at < at[-1] - 0.15) & (at > at[0] + 0.15)
    row |= {
        "pitchSt": float(st.mean()), "pitchSdSt": float(st.std()), "pitchRangeSt": float(np.percentile(st, 95) - np.percentile(st, 5)),
        "declinationStPerS": float(np.polyfit(at[body], st[body], 1)[0]) if body.sum() > 10 else 0.0,
        "finalSt": float(st[last].mean() - st[body].mean()) if body.any() else 0.0,
        "finalSlopeSt": float(st[last][-3:].mean() - st[last][:3].mean()),
        "tiltDbPerOctave": tilt(wav, rate, times, hz),
        "hnrDb": float(harmonicity[harmonicity > -100].mean()) if (harmonicity > -100).any() else 0.0,
        "jitterPercent": 100 * parselmouth.praat.call(points, "Get jitter (local)", 0, 0, 0.0001, 0.02, 1.3),
        "shimmerDb": parselmouth.praat.call([sound, points], "Get shimmer (local_dB)", 0, 0, 0.0001, 0.02, 1.3, 1.6),
    }
    return {key: float(value) for key, value in row.items()}
