"""Augmentation in the log-mel domain."""

import numpy as np
import pytest

from training.tokenizer import mel_augment as augment


@pytest.fixture
def rng():
    return np.random.default_rng(4)


def speech(rng, frames=400):
    """Log-mels with a loud middle and silent ends."""
    mel = rng.normal(-4, 2, (frames, 80)).astype(np.float32)
    mel[:40] = mel[-40:] = -13.0
    return mel


def test_matching_gives_a_clip_the_mean_spectrum_of_the_other(rng):
    source, other = speech(rng), speech(rng) + np.linspace(-3, 3, 80, dtype=np.float32)
    target = augment.speech_statistics(other)
    matched = augment.match_statistics(source, target, 1.0)
    active = np.repeat(augment.active_frames(source), 4)
    assert np.abs(matched[active].mean(axis=0) - target[0]).max() < 1e-3
    assert np.abs(matched[active].std(axis=0) - target[1]).max() < 0.05


@pytest.mark.parametrize("factor", [0.85, 1.0, 1.2])
def test_a_bent_tempo_keeps_order_and_both_ends(rng, factor):
    mel = np.repeat(np.arange(400, dtype=np.float32)[:, None], 80, axis=1)
    phones = np.arange(100)
    bent, rows = augment.bend_time(mel, phones, factor, 0.35, rng)
    assert len(bent) == 4 * len(rows) == int(400 / factor) // 4 * 4
    assert (np.diff(bent[:, 0]) > 0).all() and (np.diff(rows) >= 0).all()
    assert bent[0, 0] == 0 and bent[-1, 0] == pytest.approx(399, abs=0.5)
    # A label stays with the sound it names: phoneme i spans the frames 4i to 4i + 3.
    assert np.abs(rows - bent[2::4, 0] / 4).max() < 1.0
