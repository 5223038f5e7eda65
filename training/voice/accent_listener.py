"""A listener that knows an accent: sounds from the page's recogniser without its word models, tones from the course of the pitch.

A recogniser of standard Mandarin cannot know that Chengdu says 四川 with other sounds and tones; who knows the accent does. So each syllable is held against
what the accent makes of its character. Its sounds are picked among all those of the sentences, where sounds that the accent does not tell apart (z and zh,
n and l, -in and -ing) count as one, in two ways: by the recogniser's highest probability at the syllable, and by its probability of the whole sentence with
that sound in that place, over all alignments. The tone is picked by a linear discriminant of the pitch that learnt from other sentences, and the sentence
as that of the highest probability among all. Plain Mandarin is asked alike, with its own sounds and tones. Where each syllable stands is what the page says
of it. The rules of the accent are those of `sichuanese.ts`, read again here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile

from training.tokenizer.decode import BLANK, LETTER_LIMIT
from training.tokenizer.features import log_mel
from training.tokenizer.onnx_runner import OnnxTokenizer
from training.tokenizer.text import to_syllables, units

from .acoustics import track
from .alignment import score, score_replacements
from .features import ROOT, SAMPLE_RATE
from .phonemes import PACK

FOLDS = 5
FRAME_RATE_HZ = 25
# The recogniser tells a syllable up to so many frames after its end.
LATE_FRAMES = 3
# Where in a syllable the pitch is read.
SHARES = np.array([0.2, 0.35, 0.5, 0.65, 0.8, 0.95])
SMALLEST = 1e-12
Syllable = tuple[str, int]


def change_sounds(body: str) -> str:
    """As `changeSounds` of `sichuanese.ts`."""
    body = re.sub(r"^([zcs])h", r"\1", body)
    body = re.sub(r"^l(?![iv])", "n", body)
    body = re.sub(r"^([bpmf])eng$", r"\1ong", body)
    body = re.sub(r"^weng$", "ong", body)
    return re.sub(r"([ei])ng$", r"\1n", body)


@lru_cache(maxsize=1)
def chengdu_words() -> tuple[set[str], dict[str, str]]:
    """Characters of the entering tone and old initials, from the page's tables."""
    source = (ROOT / "workers/vocoder/front-end/sichuanese.ts").read_text(encoding="utf8")
    entering = "".join(re.findall(r"'([一-鿿]{20,})'", source))
    return set(entering), dict(re.findall(r"(\w): '(\w+)'", re.search(r"OLD_INITIALS.*?=\s*\{(.*?)\};", source).group(1)))


def standard(text: str) -> list[Syllable]:
    """Syllables as the recogniser's units write them."""
    return [(name[:-1], int(name[-1])) for name in to_syllables(text)]


def chengdu(text: str) -> list[Syllable]:
    """The same as `toChengdu` has them."""
    entering, old = chengdu_words()
    return [(old.get(c, change_sounds(body)), 2 if tone != 5 and c in entering else tone) for c, (body, tone) in zip(text, standard(text))]


class AccentListener:
    """`is_chengdu` says which of the two it knows."""

    def __init__(self, is_chengdu: bool) -> None:
        self.encoder = OnnxTokenizer(PACK)
        names = units()[LETTER_LIMIT:]
        self.columns = np.array([BLANK, *range(LETTER_LIMIT, LETTER_LIMIT + len(names))])
        self.bodies = [change_sounds(name[:-1]) if is_chengdu else name[:-1] for name in names]
        self.sounds = sorted(set(self.bodies))
        self.syllables_of = chengdu if is_chengdu else standard

    def numbers(self, text: str) -> list[int]:
        """The sounds of a text by their places in `sounds`."""
        return [self.sounds.index(body) for body, _ in self.syllables_of(text)]

    def hear(self, path: Path, spans: list[tuple[float, float]]) -> tuple[np.ndarray, list[tuple[dict[str, float], np.ndarray]]]:
        """ln P of the blank and of every sound in each frame; for each span the highest probability of every sound, and the pitch about the sentence's mean with its place and length."""
        wav = soundfile.read(path, dtype="float32")[0]
        logits = self.encoder.hear(log_mel(wav))[0][:, self.columns].astype(float)
        likely = np.exp(logits - logits.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        times, hz = track(wav, SAMPLE_RATE, 60, 500)
        semitones = np.interp(times, times[hz > 0], 12 * np.log2(hz[hz > 0] / 100)) if (hz > 0).any() else np.zeros(len(times))
        heard = []
        for k, (start, end) in enumerate(spans):
            peak = likely[int(start * FRAME_RATE_HZ): int(end * FRAME_RATE_HZ) + LATE_FRAMES, 1:].max(0, initial=0)
            sounds: dict[str, float] = {}
            for body, share in zip(self.bodies, peak):
                sounds[body] = sounds.get(body, 0.0) + float(share)
            pitch = np.interp(start + SHARES * (end - start), times, semitones) - semitones.mean()
            heard.append((sounds, np.concatenate([pitch, [(k + 0.5) / len(spans), end - start]])))
        summed = np.stack([likely[:, 0], *(likely[:, 1:][:, np.array(self.bodies) == body].sum(1) for body in self.sounds)], 1)
        return np.log(summed + SMALLEST), heard


def pick_tones(x: np.ndarray, y: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Linear discriminant with one covariance."""
    tones = np.unique(y)
    means = np.array([x[y == t].mean(0) for t in tones])
    spread = sum((x[y == t] - m).T @ (x[y == t] - m) for t, m in zip(tones, means)) / len(x) + 0.01 * np.eye(x.shape[1])
    inverse, share = np.linalg.inv(spread), np.log([np.mean(y == t) for t in tones])
    off = asked[:, None] - means[None]
    return tones[(share - 0.5 * np.einsum("nkd,de,nke->nk", off, inverse, off)).argmax(1)]


def ask(listener: AccentListener, texts: list[str], paths: list[Path], spans: list[list[tuple[float, float]]]) -> dict[str, np.ndarray]:
    """Syllables of each sentence whose sounds (by either way), tone and both are heard right, of `of`; `sentences` are 1 where the right one is picked.

    Sentences whose syllables cannot be told apart count as wrong.
    """
    numbers = [listener.numbers(text) for text in texts]
    choices = sorted({number for sounds in numbers for number in sounds})
    rows, sentences = [], np.zeros(len(texts))
    for i, (text, path, places) in enumerate(zip(texts, paths, spans)):
        said = listener.syllables_of(text)
        log_probs, heard = listener.hear(path, places)
        sentences[i] = int(np.argmax([score(log_probs, sounds) for sounds in numbers])) == i
        aligned = score_replacements(log_probs, numbers[i])[:, choices].argmax(1) if len(places) == len(said) else []
        rows += [(i, body, tone, *ear, listener.sounds[choices[pick]]) for (body, tone), ear, pick in zip(said, heard, aligned)]
    names = [listener.sounds[number] for number in choices]
    sentence, tones, x = (np.array(column) for column in ([r[0] for r in rows], [r[2] for r in rows], [r[4] for r in rows]))
    peaks = np.array([max(names, key=lambda body: r[3].get(body, 0.0)) == r[1] for r in rows])
    aligned = np.array([r[5] == r[1] for r in rows])
    picked = np.zeros_like(tones)
    for fold in range(FOLDS):
        held = sentence % FOLDS == fold
        picked[held] = pick_tones(x[~held], tones[~held], x[held])
    right = {"sounds": peaks, "sounds by alignment": aligned, "tones": picked == tones, "both": peaks & (picked == tones), "both by alignment": aligned & (picked == tones)}
    counted = {name: np.bincount(sentence, hits, len(texts)) for name, hits in right.items()}
    return {**counted, "sentences": sentences, "of": np.array([len(standard(text)) for text in texts], float)}
