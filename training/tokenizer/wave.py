"""Waveform work for the data: reading, warping resampler, rooms, telephone, clipping, coding, pitch."""

import numpy as np
import scipy.fft
import scipy.signal
import soundfile

from .features import SAMPLE_RATE
from .paths import DATA

LEVEL_DB = -23.0


def read_audio(path):
    """(mono float32 PCM, sample rate) of any file libsndfile reads."""
    pcm, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    return pcm.mean(axis=1), rate


def resample(pcm, rate_in, rate_out):
    """Band-limited resampling in the frequency domain; rates may be any positive numbers."""
    if len(pcm) == 0 or rate_in == rate_out:
        return pcm
    length = scipy.fft.next_fast_len(len(pcm) + 64, real=True)
    target = max(2, int(round(length * rate_out / rate_in)))
    fast = scipy.fft.next_fast_len(target, real=True)
    # Stretching the padded input to a fast output length keeps the ratio exact to a sample in ten thousand.
    length = int(round(fast * rate_in / rate_out))
    spectrum = scipy.fft.rfft(pcm, length)
    out = scipy.fft.irfft(spectrum[: fast // 2 + 1], fast) * (fast / length)
    return out[: int(round(len(pcm) * rate_out / rate_in))].astype(np.float32)


def active_rms(pcm):
    """Root mean square over the 20 ms frames within 30 dB of the loudest, a rough speech level."""
    count = len(pcm) // 320
    if count == 0:
        return 1e-9
    energy = (pcm[: count * 320].reshape(count, 320) ** 2).mean(axis=1)
    loud = energy[energy > energy.max() * 1e-3]
    return float(np.sqrt(loud.mean())) if len(loud) else 1e-9


def set_level(pcm, level_db=LEVEL_DB):
    """Scales speech to `level_db` dB below full scale (active RMS)."""
    return pcm * np.float32(10 ** (level_db / 20) / max(active_rms(pcm), 1e-6))


def load_rooms():
    """Impulse responses at 16 kHz, direct path first, unit energy; the telephone is kept apart by name."""
    rooms = {}
    for path in sorted((DATA / "room").glob("*.wav")):
        response, rate = read_audio(path)
        response = resample(response, rate, SAMPLE_RATE)
        start = max(0, int(np.argmax(np.abs(response))) - 16)
        response = response[start:start + SAMPLE_RATE]
        rooms[path.stem] = response / np.sqrt((response ** 2).sum())
    return rooms


def add_room(pcm, response, rng):
    """Reverberates with a random share of direct sound, so that distances vary."""
    wet = scipy.signal.oaconvolve(pcm, response)[: len(pcm)]
    mix = rng.uniform(0.3, 1.0)
    return (mix * wet + (1 - mix) * pcm).astype(np.float32)


def telephone(pcm, rng):
    """300–3,400 Hz and μ-law companding to eight bits."""
    low, high = rng.uniform(200, 350), rng.uniform(3000, 3800)
    sos = scipy.signal.butter(4, (low, high), "bandpass", fs=SAMPLE_RATE, output="sos")
    pcm = scipy.signal.sosfilt(sos, pcm).astype(np.float32)
    peak = np.abs(pcm).max() + 1e-9
    companded = np.sign(pcm) * np.log1p(255 * np.abs(pcm) / peak) / np.log(256)
    companded = np.round(companded * 127) / 127
    return (np.sign(companded) * (256 ** np.abs(companded) - 1) / 255 * peak).astype(np.float32)


def clip(pcm, rng):
    """Hard clipping at a share of the peak."""
    limit = np.abs(pcm).max() * rng.uniform(0.15, 0.6)
    return np.clip(pcm, -limit, limit)


def distort(pcm, rooms, rng):
    """One random recording condition; `rng` is a random.Random."""
    if rng.random() < 0.45:
        name = rng.choice([n for n in rooms if "telephone" not in n])
        pcm = add_room(pcm, rooms[name], rng)
    kind = rng.random()
    if kind < 0.12:
        pcm = telephone(pcm, rng)
    elif kind < 0.2:
        pcm = clip(pcm, rng)
    elif kind < 0.27:
        pcm = resample(resample(pcm, SAMPLE_RATE, 8000), 8000, SAMPLE_RATE)
    elif kind < 0.3:
        pcm = scipy.signal.oaconvolve(pcm, rooms["filter-telephone"])[: len(pcm)].astype(np.float32)
    return pcm


def pitch_track(pcm):
    """F0 in Hz at 25 frames a second by normalised autocorrelation, 0 where unvoiced.

    Window 64 ms, lags for 60–450 Hz, a frame is voiced when the peak exceeds 0.5 and it is not quiet.
    """
    window, hop = 1024, 640
    if len(pcm) < window:
        return np.zeros(0, np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(pcm, window)[::hop] * np.hanning(window).astype(np.float32)
    spectrum = scipy.fft.rfft(frames, 2 * window, axis=1)
    correlation = scipy.fft.irfft(spectrum.real ** 2 + spectrum.imag ** 2, axis=1)[:, :300]
    energy = correlation[:, :1]
    low, high = SAMPLE_RATE // 450, SAMPLE_RATE // 60
    taper = 1 - np.arange(300) / window
    normal = correlation / (energy + 1e-9) / taper
    lag = normal[:, low:high].argmax(axis=1) + low
    peak = normal[np.arange(len(lag)), lag]
    voiced = (peak > 0.5) & (energy[:, 0] > 0.01 * energy.max())
    return np.where(voiced, SAMPLE_RATE / lag, 0).astype(np.float32)
