"""Mandarin sentences built from recorded words, in the feature domain, because nobody recorded sentences.

A sentence of the text corpus is cut into words that were recorded. Their frames are joined without silence and, since the
mel carries no harmonics, durations and F0 are set by rule: words shrink to speaking pace, a third tone keeps its rise only at
the end, F0 and loudness decline through the sentence. The voice's timbre and tones stay human; its phrasing is this rule's.

    python -m training.voice.compose_mandarin --sentences 1500
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict

import numpy as np

from .corpus import ShardWriter, Utterance, load_shard
from .features import DATA, FRAME_RATE
from .phonemes import MANDARIN_QUESTION_WORDS, SYMBOL_INDEX, mandarin_phonemes, mandarin_syllables, split_pinyin

SEMITONE = np.log(2) / 12
# Height of a neutral tone, in semitones from the voice's mean, after each tone.
NEUTRAL_AFTER = {1: -2.0, 2: -1.0, 3: 2.0, 4: -5.0, 5: -4.0, 0: -1.0}


class Syllable:
    """Frames of one recorded syllable: mel, ln F0, voicing, and how many of them belong to the initial."""

    def __init__(self, phones, tone, mel, pitch, voicing, split):
        self.phones, self.tone, self.mel, self.pitch, self.voicing, self.split = phones, tone, mel, pitch, voicing, split


def cut_word(item: Utterance) -> list[Syllable]:
    """A recorded word → its syllables; the fading last fifth of the last one is left out by `shrink`."""
    bounds = np.concatenate([[0], np.cumsum(item.durations)])
    syllables, index = [], 1
    for spelled in (s for s in mandarin_syllables(item.text) if re.fullmatch(r"[a-zü]+[0-5]?", s)):
        phones, tone = split_pinyin(spelled)
        start, end = bounds[index], bounds[index + len(phones)]
        split = bounds[index + 1] - start if len(phones) == 2 else 0
        syllables.append(Syllable(phones, tone, item.mel[start:end], np.log(item.f0[start:end]), item.voicing[start:end], split))
        index += len(phones)
    return syllables


def stretch(values: np.ndarray, frames: int) -> np.ndarray:
    """Linear resampling of (T, …) along time."""
    position = (np.arange(frames) + 0.5) * len(values) / frames - 0.5
    position = np.clip(position, 0, len(values) - 1)
    left = np.minimum(np.floor(position).astype(int), max(0, len(values) - 2))
    weight = (position - left).reshape(-1, *[1] * (values.ndim - 1))
    right = np.minimum(left + 1, len(values) - 1)
    return values[left] * (1 - weight) + values[right] * weight


class Builder:
    """Lays syllables one after another and keeps phones, tones and durations in step with the frames."""

    def __init__(self, rng: random.Random, silence: np.ndarray, mean_pitch: float):
        self.rng, self.silence, self.mean = rng, silence, mean_pitch
        self.mel, self.pitch, self.voicing, self.phones, self.tones, self.durations = [], [], [], [], [], []

    def pause(self, symbol: str, frames: int) -> None:
        start = self.rng.randrange(max(1, len(self.silence) - frames))
        mel = self.silence[start : start + frames]
        last = self.pitch[-1][-1] if self.pitch else self.mean
        self.push(symbol, 0, mel, np.full(len(mel), last), np.zeros(len(mel)))

    def push(self, symbol, tone, mel, pitch, voicing) -> None:
        self.mel.append(mel), self.pitch.append(pitch), self.voicing.append(voicing)
        self.phones.append(SYMBOL_INDEX[symbol]), self.tones.append(tone), self.durations.append(len(mel))

    def syllable(self, s: Syllable, pace: float, is_word_end: bool, is_clause_end: bool, previous_tone: int) -> None:
        mel, pitch, voicing, end = s.mel, s.pitch, s.voicing, len(s.mel)
        if is_word_end and not is_clause_end:
            end = s.split + max(2, int((end - s.split) * 0.8))
            if s.tone == 3:
                lowest = s.split + int(np.argmin(pitch[s.split : end]))
                end = max(lowest + 2, s.split + 3)
            end = min(end, len(mel))
        mel, pitch, voicing = mel[:end], pitch[:end], voicing[:end]
        if s.tone == 5:
            pitch = self.mean + SEMITONE * (NEUTRAL_AFTER[previous_tone] - np.linspace(0, 2, len(pitch)))
            mel, pace = mel - 0.5, pace * 0.8
        parts = [(0, s.split, pace * 1.1)] if s.split else []
        for (start, stop, rate), symbol in zip(parts + [(s.split, end, pace)], s.phones):
            frames = max(2, round((stop - start) * rate * self.rng.uniform(0.92, 1.08)))
            self.push(symbol, s.tone, *(stretch(a[start:stop], frames) for a in (mel, pitch, voicing)))

    def finish(self, text: str, rises: bool) -> Utterance:
        durations = np.array(self.durations)
        mel, pitch = np.concatenate(self.mel), np.concatenate(self.pitch)
        place = np.linspace(0, 1, len(pitch))
        decline = SEMITONE * (1.2 - (1.0 if rises else 3.0) * place)
        pitch = self.mean + (pitch - self.mean) * (0.95 - 0.2 * place) + decline
        if rises:
            reach = min(len(pitch), 40)
            pitch[-reach:] += SEMITONE * 3.5 * np.linspace(0, 1, reach)
        # Half a second of smoothing would eat tones; three frames only take the steps out of the joints.
        smooth = np.convolve(np.pad(pitch, 1, mode="edge"), [0.25, 0.5, 0.25], "valid")
        speech = np.repeat([p not in (1, 2, 3) for p in self.phones], durations)[:, None]
        mel = mel + np.where(speech, (0.2 - 0.6 * place)[:, None], 0.0)
        return Utterance(text, mel, np.exp(smooth), np.concatenate(self.voicing), np.array(self.phones), np.array(self.tones), durations)


def segment(clause: str, words: dict[str, list]) -> list[str] | None:
    """Longest match first; None when a character was never recorded."""
    found, i = [], 0
    while i < len(clause):
        size = next((n for n in (5, 4, 3, 2, 1) if clause[i : i + n] in words and i + n <= len(clause)), 0)
        if not size:
            return None
        found.append(clause[i : i + size])
        i += size
    return found


def compose(text: str, words, by_sound, rng, silence, mean) -> Utterance | None:
    """One sentence, or None when a word is missing or is read with other tones in this place."""
    clauses = [c for c in re.split(r"[，。？！、；：,.?!]", text) if c]
    if not clauses or any(not re.fullmatch(r"[\u4e00-\u9fff]+", c) for c in clauses):
        return None
    cut = [segment(c, words) for c in clauses]
    if any(c is None for c in cut):
        return None
    rises = text.endswith(("？", "?")) and not any(w in text for w in MANDARIN_QUESTION_WORDS)
    build = Builder(rng, silence, mean)
    build.pause("sil", 5)
    previous = 0
    for number, (clause, parts) in enumerate(zip(clauses, cut)):
        spoken, at = [split_pinyin(s) for s in mandarin_syllables(clause)], 0
        for word in parts:
            wanted = spoken[at : at + len(word)]
            syllables = rng.choice(words[word])
            if len(word) == 1 and (syllables[0].phones, syllables[0].tone) != wanted[0]:
                same = by_sound.get((tuple(wanted[0][0]), wanted[0][1])) or (wanted[0][1] == 5 and by_sound.get(tuple(wanted[0][0])))
                if not same:
                    return None
                found = rng.choice(same)
                syllables = [Syllable(found.phones, wanted[0][1], found.mel, found.pitch, found.voicing, found.split)]
            if [(s.phones, s.tone) for s in syllables] != wanted:
                return None
            at += len(word)
            for k, s in enumerate(syllables):
                is_end = k == len(syllables) - 1
                last = is_end and at == len(clause)
                build.syllable(s, 0.78 if last else 0.56 if is_end else 0.66, is_end, last, previous)
                previous = s.tone
        if number < len(clauses) - 1:
            build.pause("sp", rng.randint(12, 20))
    build.pause("sil?" if rises else "sil", 8)
    return build.finish(text, rises)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sentences", type=int, default=1500)
    args = parser.parse_args()
    rng = random.Random(11)
    items = load_shard("zh-tan")
    words, by_sound, silences = defaultdict(list), defaultdict(list), []
    for item in items:
        cut = cut_word(item)
        words[item.text].append(cut)
        for s in cut if len(cut) == 1 else []:
            by_sound[(tuple(s.phones), s.tone)].append(s)
            by_sound[tuple(s.phones)].append(s)
        silences.append(item.mel[-6:])
    silence = np.concatenate(silences[:400])
    mean = float(np.mean(np.concatenate([np.log(i.f0[i.voicing > 0.5]) for i in items])))
    lines = [line.split("\t")[1] for line in (DATA / "text/tatoeba-en-zh.tsv").read_text(encoding="utf8").splitlines()]
    lines = sorted({t for t in lines if 4 <= len(t) <= 26})
    rng.shuffle(lines)
    writer, tried = ShardWriter("zh-tan-sentences"), 0
    for text in lines:
        tried += 1
        item = compose(text, words, by_sound, rng, silence, mean)
        if item is not None and item.durations.max() <= 70:
            writer.add(item)
        if len(writer.items) >= args.sentences:
            break
    print(len(writer.items), "of", tried, "sentences", round(writer.frames() / FRAME_RATE / 60, 1), "minutes, mean Hz", round(float(np.exp(mean)), 1))
    assert all(mandarin_phonemes(i.text)[0] for i in writer.items[:50])
    writer.save()


if __name__ == "__main__":
    main()
