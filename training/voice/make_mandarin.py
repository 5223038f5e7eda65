"""Mandarin training speech: Yue Tan's recorded words, cut into initials and finals by a small HMM trained here.

    python -m training.voice.make_mandarin

Each phoneme is a chain of states with one diagonal Gaussian each over cepstra and their slopes. It starts from even cuts
of the loud part of each word and is re-estimated by Viterbi paths. One speaker and clean sound make that enough.
"""

from __future__ import annotations

import argparse
import random
import tarfile
import zlib

import numpy as np
from scipy.fft import dct

from .corpus import ShardWriter, Utterance
from .features import BUILD, DATA, FRAME_RATE, HOP, envelope_log_mel, normalise_level, read_audio, track_pitch
from . import cantonese
from .phonemes import MANDARIN_INITIALS, SYMBOL_INDEX, mandarin_phonemes

PITCH_RANGE_HZ = (90, 420)
LEAD_FRAMES, TAIL_FRAMES = 5, 8
SHORT_INITIALS = {"b", "d", "g"}
INITIALS = {*MANDARIN_INITIALS, *cantonese.INITIALS}


def is_held_out(text: str) -> bool:
    """One word in twelve is never trained on; the same words whoever asks."""
    return zlib.crc32(text.encode()) % 12 == 0


def state_count(phone: str) -> int:
    if phone.startswith("sil"):
        return 1
    name = phone.split(":")[-1]
    return 2 if name in SHORT_INITIALS else 3 if name in INITIALS else 5


def observe(mel: np.ndarray) -> np.ndarray:
    """(T, 80) log-mel → (T, 26) cepstra 0–12 and their slopes."""
    cepstra = dct(np.maximum(mel, -13), axis=1, norm="ortho")[:, :13]
    return np.concatenate([cepstra, 3 * np.gradient(cepstra, axis=0)], axis=1)


def even_path(observed: np.ndarray, states: list[str]) -> np.ndarray:
    """First guess: silence outside the frames within 30 dB of the loudest, equal shares inside."""
    loud = np.flatnonzero(observed[:, 0] > observed[:, 0].max() - 4.0 * np.sqrt(80))
    first, last = loud[0], max(loud[-1] + 1, loud[0] + 1)
    path = np.zeros(len(observed), int)
    inner = np.arange(last - first) * (len(states) - 2) // max(1, last - first) + 1
    path[first:last] = inner
    path[last:] = len(states) - 1
    return path


def viterbi(scores: np.ndarray) -> np.ndarray:
    """(T, S) log-likelihoods → (T,) state of the best left-to-right path through all states."""
    frames, states = scores.shape
    best = np.full(states, -1e18)
    best[0] = scores[0, 0]
    moved = np.zeros((frames, states), bool)
    for t in range(1, frames):
        step = np.concatenate([[-1e18], best[:-1]])
        moved[t] = step > best
        best = np.maximum(step, best) + scores[t]
    path = np.empty(frames, int)
    state = states - 1
    for t in range(frames - 1, -1, -1):
        path[t] = state
        state -= moved[t, state]
    return path


class Aligner:
    """Gaussians by state name; `fit` alternates estimating them and finding paths."""

    def __init__(self, words: list[tuple[np.ndarray, list[str]]]):
        self.words = [(o, self.spell(p)) for o, p in words]

    @staticmethod
    def spell(phones: list[str]) -> list[str]:
        return [f"{p if not p.startswith('sil') else 'sil'}/{k}" for p in phones for k in range(state_count(p))]

    def estimate(self, paths: list[np.ndarray]) -> None:
        names = {name: i for i, name in enumerate(sorted({s for _, states in self.words for s in states}))}
        count = np.zeros(len(names))
        total, squares = np.zeros((len(names), 26)), np.zeros((len(names), 26))
        for (observed, states), path in zip(self.words, paths):
            index = np.array([names[s] for s in states])[path]
            np.add.at(count, index, 1)
            np.add.at(total, index, observed)
            np.add.at(squares, index, observed**2)
        self.names = names
        count = np.maximum(count, 1)[:, None]
        self.mean = total / count
        floor = 0.05 * (squares.sum(0) / count.sum() - (total.sum(0) / count.sum()) ** 2)
        self.variance = np.maximum(squares / count - self.mean**2, floor)

    def score(self, observed: np.ndarray, states: list[str]) -> np.ndarray:
        index = [self.names[s] for s in states]
        mean, variance = self.mean[index], self.variance[index]
        distance = ((observed[:, None] - mean[None]) ** 2 / variance[None]).sum(2)
        return -0.5 * (distance + np.log(variance).sum(1)[None])

    def fit(self, rounds: int) -> list[np.ndarray]:
        paths = [even_path(o, s) for o, s in self.words]
        for number in range(rounds):
            self.estimate(paths)
            scores = [self.score(o, s) for o, s in self.words]
            paths = [viterbi(s) for s in scores]
            gained = np.mean([s[np.arange(len(p)), p].mean() for s, p in zip(scores, paths)])
            print("round", number, "log-likelihood a frame", round(float(gained), 3), flush=True)
        return paths


def read_words(limit: int | None, name: str = "zh-words", range_hz: tuple[int, int] = PITCH_RANGE_HZ) -> list[tuple[str, np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    """(text, wav, f0, voicing, mel) of every recording of a set that has voice in it."""
    rows = [line.split("\t") for line in (DATA / f"{name}.tsv").read_text(encoding="utf8").splitlines()[1:]]
    texts = {f"{name}/{r[0]}": r[2] for r in rows}
    words = []
    with tarfile.open(DATA / f"{name}.tar") as tar:
        for member in tar:
            if member.name not in texts or (limit and len(words) >= limit):
                continue
            wav = normalise_level(read_audio(tar.extractfile(member).read()))
            f0, voicing = track_pitch(wav, *range_hz)
            if voicing.sum() >= 5:
                words.append((texts[member.name], wav, f0, voicing, envelope_log_mel(wav, f0)))
    return words


def to_utterance(word, phones: list[str], accents: list[int], path: np.ndarray, longest: int = 70) -> tuple[Utterance, np.ndarray] | None:
    text, wav, f0, voicing, mel = word
    ends = np.cumsum([state_count(p) for p in phones])
    bounds = np.concatenate([[0], [int(np.searchsorted(path, e)) for e in ends]])
    start, end = max(0, bounds[1] - LEAD_FRAMES), min(len(f0), bounds[-2] + TAIL_FRAMES)
    bounds = np.clip(bounds, start, end)
    durations = np.diff(bounds)
    if durations.min() < 1 or durations.max() > longest:
        return None
    cut = slice(start, end)
    index = np.array([SYMBOL_INDEX[p] for p in phones])
    item = Utterance(text, mel[cut], f0[cut], voicing[cut], index, np.array(accents), durations)
    return item, np.pad(wav, (0, HOP))[start * HOP : end * HOP]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=int)
    parser.add_argument("--rounds", type=int, default=8)
    args = parser.parse_args()
    words = read_words(args.limit)
    random.Random(3).shuffle(words)
    labels = [mandarin_phonemes(w[0]) for w in words]
    aligner = Aligner([(observe(w[4]), p) for w, (p, _) in zip(words, labels)])
    paths = aligner.fit(args.rounds)
    train, held, refused = ShardWriter("zh-tan"), ShardWriter("zh-tan-held-out"), 0
    for word, (phones, accents), path in zip(words, labels, paths):
        made = to_utterance(word, phones, accents, path)
        if made is None:
            refused += 1
            continue
        (held if is_held_out(word[0]) else train).add(*made)
    print(len(train.items), "words", round(train.frames() / FRAME_RATE / 60, 1), "minutes,", len(held.items), "held out,", refused, "refused")
    BUILD.mkdir(parents=True, exist_ok=True)
    train.save()
    held.save()


if __name__ == "__main__":
    main()
