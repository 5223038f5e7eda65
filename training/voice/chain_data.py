"""Batches for the prosody and acoustic models, with what is varied: pace, F0, loudness, and the size of the speaker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from .compose_mandarin import stretch
from .corpus import Utterance, load_shard
from .features import MEL_HIGH_HZ, MEL_LOW_HZ, N_MELS, frames_to_points, points_to_frames, sound_positions
from . import cantonese
from .phonemes import LANGUAGES, SYMBOL_INDEX
from .voices import SPEAKERS, VARIANTS, base_speaker, language_of


def warp_matrix(factor: float) -> np.ndarray:
    """(80, 80), to be multiplied from the right: mel of a speaker whose vocal tract is `factor` times shorter, formants `factor` times higher."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (MEL_LOW_HZ, MEL_HIGH_HZ))
    centres = 700 * (10 ** (np.linspace(low, high, N_MELS + 2)[1:-1] / 2595) - 1)
    return np.stack([np.interp(centres / factor, centres, row) for row in np.eye(N_MELS)], 0).astype(np.float32)


# Below this natural-log power (about -61 dBFS) everything is silence; digital zeros would only widen the statistics.
QUIET = -14.0
# The recorded words are spoken as a dictionary would; an assistant's "好的" should not take a second. Who hastens shortens vowels more
# than consonants: (initials, finals and pauses).
CITATION_PACE = {"zh-tan": (0.78, 0.78), "yue-1": (0.84, 0.6)}
YUE_INITIALS = [SYMBOL_INDEX[cantonese.PREFIX + i] for i in cantonese.INITIALS]
# Utterances drawn at once when a batch has a budget of frames, and the most it takes of them.
CANDIDATES, LARGEST_BATCH = 120, 48


@dataclass
class Batch:
    """Padded. N phonemes, T frames (even), P = T/2 tokens; masks are 1 where something is."""

    phonemes: Tensor
    accents: Tensor
    language: Tensor
    speaker: Tensor
    phoneme_mask: Tensor
    log_durations: Tensor
    pitch_points: Tensor
    voicing_points: Tensor
    energy: Tensor
    frame_phoneme: Tensor
    positions: Tensor
    pitch: Tensor
    voicing: Tensor
    frame_energy: Tensor
    mel: Tensor
    token_mask: Tensor


def phoneme_energy(mel: np.ndarray, durations: np.ndarray) -> np.ndarray:
    """Mean log-mel over each phoneme's frames and all bins, (N,)."""
    frame = mel.mean(1)
    starts = np.concatenate([[0], np.cumsum(durations)[:-1]])
    return (np.add.reduceat(frame, starts) / durations).astype(np.float32)


class ChainData:
    """`made` holds the utterances of shards that are not on disk."""

    def __init__(self, shards: dict[str, float], validation: int, seed: int, made: dict[str, list[Utterance]] | None = None):
        self.rng = np.random.default_rng(seed)
        self.pools: list[list[Utterance]] = []
        self.names, self.held = list(shards), []
        self.weights = np.array(list(shards.values())) / sum(shards.values())
        for name in self.names:
            items = (made or {}).get(name) or load_shard(name)
            if name in CITATION_PACE:
                items = [hasten(item, np.where(np.isin(item.phones, YUE_INITIALS), *CITATION_PACE[name])) for item in items]
            self.held += [(name, item) for item in items[:validation]]
            self.pools.append(items[validation:])
        self.warps = {k: warp_matrix(v.warp) for k, v in VARIANTS.items()}
        sample = np.maximum(np.concatenate([i.mel for pool in self.pools for i in pool[:150]]), QUIET)
        self.mean, self.std = sample.mean(0), np.maximum(sample.std(0), 0.5)

    def pick(self) -> tuple[str, str, Utterance]:
        """(shard, speaker, utterance); a quarter of the time the speaker is a warped variant."""
        index = self.rng.choice(len(self.pools), p=self.weights)
        pool = self.pools[index]
        base = base_speaker(self.names[index])
        variants = [k for k, v in VARIANTS.items() if v.base == base]
        speaker = variants[self.rng.integers(len(variants))] if variants and self.rng.random() < 0.25 else base
        return self.names[index], speaker, pool[self.rng.integers(len(pool))]

    def features(self, speaker: str, item: Utterance, vary: bool):
        """Arrays of one utterance after its variations."""
        mel, pitch, voicing, durations = item.mel, np.log(item.f0), item.voicing, item.durations
        if speaker in VARIANTS:
            mel = mel @ self.warps[speaker]
            pitch = pitch + np.log(VARIANTS[speaker].pitch)
        gain = self.rng.normal(0, 0.9) if vary and self.rng.random() < 0.7 else 0.0
        mel = np.maximum(mel + gain, QUIET)
        points, voiced = frames_to_points(pitch, durations), frames_to_points(voicing, durations)
        targets = (np.log(durations), points, voiced, phoneme_energy(mel - gain, durations))
        if vary and self.rng.random() < 0.4:
            rate = np.exp(self.rng.uniform(-0.28, 0.28))
            mel, durations = repace(mel, durations, rate)
        shift = self.rng.normal(0, 0.2) if vary and self.rng.random() < 0.5 else 0.0
        frames = (points_to_frames(points, durations) + shift, points_to_frames(voiced, durations))
        return targets, durations, frames, phoneme_energy(mel, durations), (mel - self.mean) / self.std

    def choose(self, size: int, frames: int | None) -> list[tuple[str, str, Utterance]]:
        """A few candidates sorted by length keep padding small; `frames` of them, if given, instead of `size` utterances."""
        if frames is None:
            many = sorted((self.pick() for _ in range(size * 4)), key=lambda c: len(c[2].f0))
            start = self.rng.integers(0, 4) * size
            return many[start : start + size]
        many = sorted((self.pick() for _ in range(CANDIDATES)), key=lambda c: len(c[2].f0))
        start = end = self.rng.integers(0, CANDIDATES)
        while end < min(start + LARGEST_BATCH, CANDIDATES) and (end + 1 - start) * len(many[end][2].f0) <= frames:
            end += 1
        return many[start : max(end, start + 1)]

    def batch(self, size: int, vary: bool = True, chosen=None, frames: int | None = None) -> Batch:
        chosen = chosen or self.choose(size, frames)
        rows = [self.features(speaker, item, vary) for _, speaker, item in chosen]
        phones = max(len(c[2].phones) for c in chosen)
        longest = max(int(r[1].sum()) for r in rows)
        longest += longest % 2
        def pad(array, length):
            return np.pad(array, [(0, length - len(array))] + [(0, 0)] * (array.ndim - 1))

        def stack(arrays, length, dtype=np.float32):
            return torch.from_numpy(np.stack([pad(np.asarray(a), length) for a in arrays]).astype(dtype))

        tokens = [np.ones((int(r[1].sum()) + 1) // 2) for r in rows]
        return Batch(
            phonemes=stack([c[2].phones for c in chosen], phones, np.int64),
            accents=stack([c[2].accents for c in chosen], phones, np.int64),
            language=torch.tensor([LANGUAGES[language_of(c[0])] for c in chosen]),
            speaker=torch.tensor([SPEAKERS.index(c[1]) for c in chosen]),
            phoneme_mask=stack([np.ones(len(c[2].phones)) for c in chosen], phones),
            log_durations=stack([r[0][0] for r in rows], phones),
            pitch_points=stack([r[0][1] for r in rows], phones),
            voicing_points=stack([r[0][2] for r in rows], phones),
            energy=stack([r[0][3] for r in rows], phones),
            frame_phoneme=stack([np.repeat(np.arange(len(r[1])), r[1]) for r in rows], longest, np.int64),
            positions=stack([sound_positions(r[1]) for r in rows], longest),
            pitch=stack([r[2][0] for r in rows], longest),
            voicing=stack([r[2][1] for r in rows], longest),
            frame_energy=stack([np.repeat(r[3], r[1]) for r in rows], longest),
            mel=stack([r[4] for r in rows], longest),
            token_mask=stack(tokens, longest // 2),
        )


def hasten(item: Utterance, rate: np.ndarray) -> Utterance:
    """Each phoneme `rate` (N,) times as long."""
    mel, durations = repace(item.mel, item.durations, rate)
    f0, voicing = (repace(a, item.durations, rate)[0] for a in (item.f0, item.voicing))
    return Utterance(item.text, mel, f0, voicing, item.phones, item.accents, durations)


def repace(mel: np.ndarray, durations: np.ndarray, rate: float | np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every phoneme's frames resampled to `rate` times as many."""
    new = np.maximum(1, np.round(durations * rate)).astype(int)
    bounds = np.concatenate([[0], np.cumsum(durations)])
    return np.concatenate([stretch(mel[bounds[i] : bounds[i + 1]], n) for i, n in enumerate(new)]), new
