"""Shapes, conversions, and that the models can learn. Seconds on a CPU, no data needed."""

import json

import numpy as np
import pytest
import torch

from training.voice import spectral, synth
from training.voice.chain import Chain, total
from training.voice.chain_data import Batch, repace, warp_matrix
from training.voice.features import (FLOOR, HOP, MEL, POSITIONS, SAMPLE_RATE, envelope_log_mel, frames_to_points, points_to_frames,
                                     sound_positions, track_pitch)
from training.voice.make_english import transfer_stress
from training.voice.models import Acoustic, Prosody, Vocoder
from training.voice.phonemes import PACK, SYMBOLS, mandarin_phonemes, split_pinyin

SMALL = ({"dim": 32, "layers": 1, "heads": 2, "dropout": 0.0}, {"dim": 64, "layers": 2, "heads": 2, "inner": 64})


def vowel(f0: float, seconds: float = 1.0) -> np.ndarray:
    frames = int(seconds * SAMPLE_RATE / HOP)
    pitch = np.full(frames, np.log(f0))
    filters = np.tile(-2.5 + 2 * np.cos(np.arange(513) / 30), (frames, 1))
    return synth.filter_frames(synth.harmonic_excitation(pitch, np.ones(frames)), filters)


def test_published_inventory_is_the_one_in_code():
    assert json.loads((PACK / "phonemes.json").read_text())["symbols"] == SYMBOLS


@pytest.mark.parametrize("spelled, phones, tone", [
    ("zhuang1", ["zh:zh", "zh:uang"], 1), ("xue2", ["zh:x", "zh:ve"], 2), ("lü4", ["zh:l", "zh:v"], 4),
    ("yuan2", ["zh:van"], 2), ("shi4", ["zh:sh", "zh:iii"], 4), ("ci2", ["zh:c", "zh:ii"], 2), ("de", ["zh:d", "zh:e"], 5),
    ("nve4", ["zh:n", "zh:ve"], 4), ("wen4", ["zh:un"], 4), ("r", ["zh:er"], 5), ("ju2", ["zh:j", "zh:v"], 2),
])
def test_pinyin_splits(spelled, phones, tone):
    assert split_pinyin(spelled) == (phones, tone)


def test_mandarin_pauses_never_touch():
    phonemes, accents = mandarin_phonemes("好，，吗？", ["hao3", "，", "，", "ma5", "？"])
    assert phonemes == ["sil", "zh:h", "zh:ao", "sp", "zh:m", "zh:a", "sil?"]
    assert len(accents) == len(phonemes)


def test_stress_moves_onto_what_was_said():
    stress, distance = transfer_stress(["sp", "t", "ah", "d", "ey", "sp"], ["sil", "t", "uw", "d", "ey", "sil"], [0, 0, 0, 0, 1, 0])
    assert stress == [0, 0, 0, 0, 1, 0]
    assert distance < 0.2


def test_envelope_does_not_follow_pitch():
    low, high = (envelope_log_mel(vowel(f), np.full(81, f))[20:60].mean(0) for f in (110.0, 160.0))
    assert np.abs(low - high)[5:].mean() < 0.35


def test_flat_noise_has_envelope_zero():
    mel = envelope_log_mel(np.random.default_rng(0).standard_normal(SAMPLE_RATE * 4), np.full(321, 150.0))
    assert abs(np.log(np.exp(mel[10:-10]).mean())) < 0.05
    assert mel.min() > np.log(FLOOR)


def test_excitation_pitch_is_exact():
    f0, voicing = track_pitch(vowel(187.0), 80, 400)
    assert np.median(np.abs(1200 * np.log2(f0[voicing > 0.9] / 187.0))) < 3


def test_windows_add_to_one():
    assert np.allclose(synth.WINDOW[:HOP] + synth.WINDOW[HOP:], 1)


def test_harmonic_sum_equals_its_closed_form():
    pitch, voicing = np.full(3, np.log(210.0)), np.ones(3)
    theta = 2 * np.pi * 210.0 / SAMPLE_RATE * np.arange(1, 601)
    ratio = 8000 / 210.0
    count = int(ratio)
    plain = sum(np.cos(k * theta) for k in range(1, count + 1)) + (ratio - count) * np.cos((count + 1) * theta)
    assert np.allclose(synth.harmonic_excitation(pitch, voicing), np.sqrt(2 / ratio) * plain, atol=1e-8)


def test_torch_synthesis_is_the_reference():
    rng = np.random.default_rng(1)
    filters = rng.standard_normal((2, 9, 513)).cumsum(-1) * 0.02 - 3
    excitation = rng.standard_normal((2, 9 * HOP))
    expected = sum(synth.filter_frames(e, f) for e, f in zip(excitation, filters))
    tensors = [torch.tensor(a, dtype=torch.float32)[None] for a in (*excitation, *filters)]
    assert np.abs(spectral.filter_pair(*tensors)[0].numpy() - expected).max() < 1e-4


def test_points_and_frames_are_inverse_for_lines():
    durations = np.array([4, 9, 6])
    contour = np.linspace(5.0, 5.5, 19)
    assert np.abs(points_to_frames(frames_to_points(contour, durations), durations) - contour)[1:-1].max() < 1e-6


def test_repacing_keeps_phonemes_whole():
    mel, durations = repace(np.ones((10, 80)), np.array([1, 4, 5]), 0.5)
    assert durations.tolist() == [1, 2, 2]
    assert mel.shape == (5, 80)


def test_places_run_from_the_start_of_a_phoneme_to_its_end():
    places = sound_positions(np.array([1, 8]))
    assert places.shape == (9, POSITIONS)
    # The middle of a phoneme of one frame is as far from both ends.
    assert np.allclose(places[0, [0, 1, 4]], places[0, [3, 2, 5]])
    assert (np.diff(places[1:, 4]) < 0).all() and np.allclose(places[1:, 4], places[:0:-1, 5])


def test_warp_of_one_changes_nothing():
    assert np.abs(warp_matrix(1.0) - np.eye(80)).max() < 1e-6


def test_shapes():
    prosody, acoustic, vocoder = Prosody(**SMALL[0]), Acoustic(condition_dim=32, **SMALL[1]), Vocoder(dim=32, layers=2)
    ids = torch.ones(1, 7, dtype=torch.int32)
    shapes = [tuple(o.shape) for o in prosody(ids, ids, torch.zeros(1, dtype=torch.int32), torch.zeros(1, 64))]
    assert shapes == [(1, 7, 32), (1, 7), (1, 7, 5), (1, 7, 5), (1, 7)]
    frames = [torch.zeros(1, 10) for _ in range(3)]
    assert acoustic(torch.zeros(1, 10, 32), *frames, torch.zeros(1, 64), torch.zeros(1, 10, 80), torch.zeros(1)).shape == (1, 10, 80)
    assert tuple(vocoder(torch.zeros(1, 10, 80), *frames[:2])[0].shape) == (1, 10, 513)


def test_vocoder_sees_five_frames_to_each_side():
    torch.manual_seed(0)
    vocoder = Vocoder(dim=32, layers=4).eval()
    torch.nn.init.normal_(vocoder.leave.weight)
    mel, flat = torch.randn(1, 31, 80), torch.full((1, 31), 5.0)
    moved = mel.clone()
    moved[0, 15] += 1
    with torch.no_grad():
        changed = (vocoder(mel, flat, flat)[0] - vocoder(moved, flat, flat)[0]).abs().amax(-1)[0] > 0
    assert changed.nonzero().flatten().tolist() == list(range(10, 21))


def make_batch() -> Batch:
    rng = torch.Generator().manual_seed(2)
    def noise(*shape):
        return torch.randn(*shape, generator=rng)

    durations = torch.tensor([[4, 6, 2], [5, 3, 4]])
    frames = torch.stack([torch.arange(3).repeat_interleave(d) for d in durations])
    mel = noise(2, 3, 80).gather(1, frames[..., None].expand(-1, -1, 80))
    return Batch(phonemes=torch.tensor([[1, 5, 9], [1, 8, 30]]), accents=torch.zeros(2, 3, dtype=torch.long), language=torch.tensor([0, 0]),
                 speaker=torch.tensor([0, 1]), phoneme_mask=torch.ones(2, 3), log_durations=durations.float().log(),
                 pitch_points=5 + 0.2 * noise(2, 3, 5), voicing_points=(noise(2, 3, 5) > 0).float(), energy=-6 + noise(2, 3),
                 frame_phoneme=frames, positions=torch.tensor(np.stack([sound_positions(d.numpy()) for d in durations])), pitch=5 + 0.1 * noise(2, 12), voicing=torch.ones(2, 12), frame_energy=-6 + noise(2, 12),
                 mel=mel, token_mask=torch.ones(2, 6))


def test_one_batch_is_learnt_by_heart():
    torch.manual_seed(3)
    chain, batch = Chain(*SMALL), make_batch()
    optimizer = torch.optim.AdamW(chain.parameters(), lr=3e-3)
    first = {k: float(v.detach()) for k, v in chain.losses(batch).items()}
    for _ in range(250):
        losses = chain.losses(batch)
        optimizer.zero_grad()
        total(losses).backward()
        optimizer.step()
    last = {k: float(v.detach()) for k, v in losses.items()}
    assert last["duration"] < 0.3 * first["duration"]
    assert last["energy"] < 0.1 * first["energy"]
    assert last["flow"] < 0.5 * first["flow"]


def test_padding_changes_nothing():
    torch.manual_seed(4)
    chain = Chain(*SMALL).eval()
    ids = torch.tensor([[1, 5, 9, 12]])
    padded = torch.tensor([[1, 5, 9, 12, 0, 0]])
    speaker, language = torch.randn(1, 64), torch.tensor([0])
    with torch.no_grad():
        short = chain.prosody(ids, ids * 0, language, speaker)[0]
        long = chain.prosody(padded, padded * 0, language, speaker, torch.tensor([[1.0, 1, 1, 1, 0, 0]]))[0]
    assert (short - long[:, :4]).abs().max() < 1e-4


def test_mel_rows_average():
    assert np.allclose(MEL.sum(1), 1, atol=1e-5)
    assert (MEL > 0).any(1).all()
