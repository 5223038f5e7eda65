"""The log-mel against its definition written out plainly, and the augmentation that works on it."""

import numpy as np

from training.tokenizer import features, mel_augment
from training.tokenizer.wave import resample


def test_frame_follows_the_definition():
    pcm = np.random.default_rng(0).normal(0, 0.1, 2000).astype(np.float32)
    frame = pcm[3 * 160:3 * 160 + 400].astype(np.float64) * (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 400))
    power = np.abs(np.fft.rfft(frame, 512)) ** 2
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    edges = 700 * (10 ** (np.linspace(mel(20), mel(7600), 82) / 2595) - 1)
    expected = []
    for low, peak, high in zip(edges, edges[1:], edges[2:]):
        weights = [max(0, min((f - low) / (peak - low), (high - f) / (high - peak))) for f in np.arange(257) * 31.25]
        expected.append(np.log(max(np.dot(weights, power), 1e-6)))
    assert np.abs(features.log_mel(pcm)[3] - expected).max() < 1e-3


def test_frame_count_and_silence():
    assert len(features.log_mel(np.zeros(399, np.float32))) == 0
    silence = features.log_mel(np.zeros(400 + 160 * 4, np.float32))
    assert silence.shape == (5, 80)
    assert np.allclose(silence, np.log(1e-6))


def test_mixing_adds_powers():
    quiet, loud = np.full((8, 80), 1.0, np.float32), np.full((8, 80), 3.0, np.float32)
    assert np.allclose(mel_augment.mix(quiet, loud), np.log(np.exp(1.0) + np.exp(3.0)), atol=1e-5)


def test_mixed_log_mel_is_close_to_the_log_mel_of_the_mixture():
    rng = np.random.default_rng(1)
    first, second = (rng.normal(0, 0.1, 32000).astype(np.float32) for _ in range(2))
    real = features.log_mel(first + second)
    made = mel_augment.mix(features.log_mel(first), features.log_mel(second))
    assert abs(float((real - made).mean())) < 0.15


def test_stretching_keeps_labels_in_place():
    mel = np.repeat(np.arange(100, dtype=np.float32)[:, None], 80, 1)
    phones = np.arange(25)
    fast, labels = mel_augment.stretch_time(mel, phones, 1.25)
    assert len(fast) == 80 and len(labels) == 20
    assert np.abs(fast[::4, 0][: len(labels)] / 4 - labels).max() < 1.0


def test_resampling_keeps_a_tone():
    tone = np.sin(2 * np.pi * 440 * np.arange(22050) / 22050).astype(np.float32)
    out = resample(tone, 22050, 16000)
    assert len(out) == 16000
    spectrum = np.abs(np.fft.rfft(out[2000:14000] * np.hanning(12000)))
    assert abs(spectrum.argmax() * 16000 / 12000 - 440) < 2
