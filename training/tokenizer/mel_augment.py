"""Augmentation in the log-mel domain, where it costs next to nothing.

Powers of independent sounds add, so noise is mixed by adding exp(log-mel); filters and gain are
additions; warps of frequency and time are linear interpolations. Decibels become natural-log power by
ln(10)/10.
"""

import numpy as np

from .features import FLOOR, N_MELS

DB = np.log(10) / 10
LOG_FLOOR = np.log(FLOOR)


def stretch_time(mel, phones, factor):
    """Resamples frames so that speech is `factor` times as fast; `phones` (25 Hz) follow."""
    count = max(8, int(len(mel) / factor) // 4 * 4)
    positions = np.linspace(0, len(mel) - 1, count)
    low = np.minimum(positions.astype(np.int64), len(mel) - 2)
    share = (positions - low)[:, None].astype(np.float32)
    rows = np.minimum(((np.arange(count // 4) + 0.5) * len(phones) / (count // 4)).astype(np.int64), len(phones) - 1)
    return mel[low] * (1 - share) + mel[low + 1] * share, phones[rows]


def bend_time(mel, phones, factor, depth, rng):
    """Like `stretch_time`, with a tempo that wanders by up to `depth` (natural log) every half second or so."""
    count = max(8, int(len(mel) / factor) // 4 * 4)
    knots = rng.uniform(-depth, depth, max(2, len(mel) // 40 + 2))
    tempo = np.exp(np.interp(np.linspace(0, len(knots) - 1, count), np.arange(len(knots)), knots))
    positions = np.cumsum(tempo) - tempo[0]
    positions = positions * ((len(mel) - 1) / positions[-1])
    low = np.minimum(positions.astype(np.int64), len(mel) - 2)
    share = (positions - low)[:, None].astype(np.float32)
    rows = np.minimum((positions[2::4] * len(phones) / len(mel)).astype(np.int64), len(phones) - 1)
    return mel[low] * (1 - share) + mel[low + 1] * share, phones[rows]


def speech_statistics(mel):
    """Mean and standard deviation of each mel over the frames that sound, (2, N_MELS)."""
    active = np.repeat(active_frames(mel), 4)
    speech = mel[: len(active)][active].astype(np.float32)
    return np.stack([speech.mean(axis=0), speech.std(axis=0)])


def match_statistics(mel, target, share):
    """Moves the long-term spectrum of a clip to that of a person; `share` of the way for its dynamics.

    Colours a synthetic voice with the mean timbre, microphone and room of a recording.
    """
    mean, spread = speech_statistics(mel)
    ratio = np.clip(target[1] / np.maximum(spread, 0.3), 0.6, 1.6) ** share
    return target[0] + (mel - mean) * ratio


def warp_frequency(mel, factor):
    """Moves formants by `factor` on the mel axis, ends kept inside."""
    positions = np.clip(np.arange(N_MELS) * factor, 0, N_MELS - 1.001)
    low = positions.astype(np.int64)
    share = (positions - low).astype(np.float32)
    return mel[:, low] * (1 - share) + mel[:, low + 1] * share


def random_filter(rng, depth_db):
    """A smooth frequency response of microphone and placement, (N_MELS,) in natural-log power."""
    x = np.linspace(-1, 1, N_MELS)
    curve = rng.normal(0, 1) * x + 0.6 * rng.normal(0, 1) * np.cos(np.pi * x)
    curve = curve + 0.5 * rng.normal(0, 1) * np.cos(2 * np.pi * x + rng.uniform(0, 6.28))
    return (DB * depth_db * curve).astype(np.float32)


def loudness(mel):
    """Natural log of the mean power over the frames within 30 dB of the loudest, summed over mels."""
    power = np.exp(mel).sum(axis=1)
    return float(np.log(power[power > power.max() * 1e-3].mean() + 1e-12))


def active_frames(mel, range_db=32.0):
    """(frames // 4,) bool: 25 Hz frames within `range_db` of the loudest."""
    count = len(mel) // 4
    power = np.exp(mel[: count * 4]).sum(axis=1).reshape(count, 4).mean(axis=1)
    return power > power.max() * 10 ** (-range_db / 10)


def fit_length(mel, frames, rng):
    """A random crop of `frames`, the clip repeated when it is shorter."""
    if len(mel) < frames:
        mel = np.tile(mel, (frames // len(mel) + 1, 1))
    start = rng.integers(0, len(mel) - frames + 1)
    return mel[start:start + frames]


def hiss(frames, level, rng):
    """The noise of a quiet recording: gamma-distributed powers under a random filter.

    A mel band averages several bins, each exponential; a gamma of shape 3 is close enough.
    """
    shape = rng.gamma(3.0, 1 / 3.0, (frames, N_MELS)).astype(np.float32)
    return np.log(shape + 1e-4) + random_filter(rng, 4.0) + np.float32(level - np.log(N_MELS))


def mix(mel, *others):
    """Adds sounds by power and applies the floor of the feature."""
    power = np.exp(mel)
    for other in others:
        power += np.exp(other)
    return np.log(np.maximum(power, FLOOR))


def mask_blocks(mel, rng, value):
    """SpecAugment: two bands of up to 12 mels and up to two gaps of up to 120 ms, in place."""
    for _ in range(2):
        width = rng.integers(0, 13)
        start = rng.integers(0, N_MELS - width + 1)
        mel[:, start:start + width] = value[start:start + width]
    for _ in range(rng.integers(0, 3) if len(mel) > 120 else 0):
        width = rng.integers(0, 13)
        start = rng.integers(0, len(mel) - width)
        mel[start:start + width] = value
    return mel
