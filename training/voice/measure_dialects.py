"""Whether dialects are heard as what they are: the tones of one sentence in three of them, and held-out words by a listener that only ever heard people.

    python -m training.voice.make_cantonese && python -m training.voice.make_mandarin      # what the listener learns from, once
    python -m training.voice.measure_dialects --write-table eval-out/dialects.tsv
    npm run build && npm run eval -- tts eval-out/dialects.tsv --out eval-out/dialects
    python -m training.voice.measure_dialects eval-out/dialects

Prints one JSON line a figure. The listener learns from one Hong Kong man's syllables and one woman's Mandarin words, those our voices learned
from too; it is asked about syllables and words that neither it nor the voices were trained on, said by the person and by us.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
import torch

from .acoustics import track
from .cantonese import cantonese_phonemes
from .corpus import Utterance, load_shard
from .evaluate_languages import PARTS, describe, train_listener
from .features import HOP, ROOT, SAMPLE_RATE, envelope_log_mel, normalise_level, track_pitch
from .make_cantonese import PITCH_RANGE_HZ as CANTONESE_HZ
from .make_mandarin import PITCH_RANGE_HZ as MANDARIN_HZ
from .phonemes import MANDARIN_INITIALS, MANDARIN_PREFIX, SYMBOLS, mandarin_phonemes

# The same characters in simplified and traditional writing.
SENTENCE = "明天早上我想去北京看花"
SPOKEN = {"mandarin": ("zh", "zh-tan"), "sichuanese": ("zh", "zh-tan"), "cantonese": ("yue", "yue-1")}
# Chao levels. A third tone before another is a second one, elsewhere inside a sentence it stays low.
MANDARIN_LEVELS = {1: [5, 5], 2: [3, 5], 3: [2, 1], 4: [5, 1]}
CANTONESE_LEVELS = {1: [5, 5], 2: [2, 5], 3: [3, 3], 4: [2, 1], 5: [2, 3], 6: [2, 2]}
TONES = {"mandarin": [2, 1, 3, 4, 2, 3, 4, 3, 1, 4, 1], "sichuanese": [2, 1, 3, 4, 3, 3, 4, 2, 1, 4, 1], "cantonese": [4, 1, 2, 6, 5, 2, 3, 1, 1, 3, 1]}
SHARES = np.array([0.35, 0.5, 0.65, 0.8, 0.95])
HELD = {"yue": "yue-1-held-out", "zh": "zh-tan-held-out"}
COUNT = 120


def chengdu_levels() -> dict[int, list[int]]:
    """The table of the page."""
    source = (ROOT / "workers/vocoder/front-end/sichuanese.ts").read_text(encoding="utf8")
    line = re.search(r"CHENGDU_TONES.*?=\s*\{(.*?)\};", source).group(1)
    return {int(tone): [int(level) for level in levels.split(",")] for tone, levels in re.findall(r"(\d): \[([\d, ]+)\]", line)}


def held_out(language: str) -> list[Utterance]:
    items = load_shard(HELD[language])
    if language == "zh":
        items = [item for item in items if re.fullmatch(r"[一-鿿]{2,4}", item.text) and "儿" not in item.text]
    return items[:COUNT]


def write_table(path: Path) -> None:
    rows = ["id\tlanguage\ttext\tvoice\tdialect\tmarkup"]
    rows += [f"contour.{dialect}\t{language}\t{SENTENCE}\t{voice}\t{dialect}\t" for dialect, (language, voice) in SPOKEN.items()]
    rows += [f"yue.{i}\tyue\t{{字|{item.text}}}\tyue-1\tcantonese\t1" for i, item in enumerate(held_out("yue"))]
    rows += [f"zh.{i}\tzh\t{item.text}\tzh-tan\tmandarin\t" for i, item in enumerate(held_out("zh"))]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(rows) + "\n")


def load_words(folder: Path) -> dict[str, list[tuple[float, float]]]:
    """id → start and end in seconds of each word, which is a character here."""
    words = defaultdict(list)
    for line in (folder / "words.tsv").read_text(encoding="utf8").splitlines()[1:]:
        name, _, start, end = line.split("\t")
        words[name].append((float(start), float(end)))
    return words


def expected_contour(tones: list[int], levels: dict[int, list[int]]) -> np.ndarray:
    """(syllables · shares) Chao levels."""
    return np.concatenate([np.interp(SHARES, np.linspace(0, 1, len(levels[tone])), levels[tone]) for tone in tones])


def heard_contour(wav: np.ndarray, spans: list[tuple[float, float]]) -> np.ndarray:
    """Semitones at the same places, NaN where nothing is voiced, without the slope of the whole sentence."""
    times, hz = track(wav, SAMPLE_RATE, 60, 500)
    semitones = np.where(hz > 0, 12 * np.log2(np.maximum(hz, 1) / 100), np.nan)
    at = np.concatenate([start + SHARES * (end - start) for start, end in spans])
    heard = semitones[np.clip(np.searchsorted(times, at), 0, len(times) - 1)]
    known = ~np.isnan(heard)
    return heard - np.polyval(np.polyfit(at[known], heard[known], 1), at)


def measure_contours(folder: Path) -> None:
    words = load_words(folder)
    tables = {"mandarin": MANDARIN_LEVELS, "sichuanese": chengdu_levels(), "cantonese": CANTONESE_LEVELS}
    for dialect in SPOKEN:
        heard = heard_contour(soundfile.read(folder / f"contour.{dialect}.wav", dtype="float32")[0], words[f"contour.{dialect}"])
        known = ~np.isnan(heard)
        likeness = {name: round(float(np.corrcoef(expected_contour(TONES[name], levels)[known], heard[known])[0, 1]), 3) for name, levels in tables.items()}
        line = np.polyfit(expected_contour(TONES[dialect], tables[dialect])[known], heard[known], 1)
        print(json.dumps({"contour of": dialect, "points": int(known.sum()), "correlation with the tones of": likeness, "semitonesPerLevel": round(float(line[0]), 2)}), flush=True)


def cut(phones: list[str], accents: list[int], bounds: np.ndarray, prefix: str) -> list[tuple[int, int, list]]:
    """(start, end, [initial, final, tone]) of each syllable of phonemes that start at `bounds` (N + 1)."""
    initials = {prefix + i for i in MANDARIN_INITIALS}
    syllables = []
    for i, phone in enumerate(phones):
        if phone.startswith(prefix) and phone not in initials:
            first = i - 1 if phones[i - 1] in initials else i
            syllables.append((int(bounds[first]), int(bounds[i + 1]), [phones[first] if first < i else "", phone, int(accents[i])]))
    return syllables


def rows_of(mel: np.ndarray, f0: np.ndarray, voicing: np.ndarray, syllables: list) -> list:
    """The features that the Cantonese listener uses, for syllables inside a word."""
    return [(describe("aa1", mel, f0, voicing, np.array([start, end - start, len(f0) - end]))[0], label) for start, end, label in syllables]


def human_words(items: list[Utterance], language: str) -> list[list]:
    if language == "yue":
        return [[describe(i.text, i.mel, i.f0, i.voicing, i.durations)] for i in items]
    cuts = [cut([SYMBOLS[p] for p in i.phones], i.accents, np.concatenate([[0], np.cumsum(i.durations)]), MANDARIN_PREFIX) for i in items]
    return [rows_of(i.mel, i.f0, i.voicing, syllables) for i, syllables in zip(items, cuts)]


def labels_of(item: Utterance, language: str) -> list:
    phones, accents = cantonese_phonemes("", [item.text]) if language == "yue" else mandarin_phonemes(item.text)
    if language == "yue":
        return [[phones[1] if len(phones) == 4 else "", phones[-2], accents[1]]]
    return [label for *_, label in cut(phones, accents, np.arange(len(phones) + 1), MANDARIN_PREFIX)]


def our_words(folder: Path, items: list[Utterance], language: str, name_of: Callable[[int], str]) -> list[list]:
    """What the listener is asked about each item, said by us in `name_of(i)`.wav; an item whose syllables cannot be told apart is empty."""
    spans, words = load_words(folder), []
    for i, item in enumerate(items):
        wav = normalise_level(soundfile.read(folder / f"{name_of(i)}.wav", dtype="float32")[0])
        f0, voicing = track_pitch(wav, *(CANTONESE_HZ if language == "yue" else MANDARIN_HZ))
        frames = [(round(start * SAMPLE_RATE / HOP), min(len(f0) - 1, round(end * SAMPLE_RATE / HOP))) for start, end in spans[name_of(i)]]
        labels = labels_of(item, language)
        known = len(frames) == len(labels) and all(end > start for start, end in frames)
        words.append(rows_of(envelope_log_mel(wav, f0), f0, voicing, [(*span, label) for span, label in zip(frames, labels)]) if known else [])
    return words


def ask(listeners: dict, words: list[list], choices: list[list]) -> dict:
    """Share of initials, finals and tones that are heard right, and of words picked among all those of as many syllables in `choices`."""
    mean, std = listeners["scale"]
    hits, picked = [], []
    for word in words:
        if not word:
            continue
        x = (torch.tensor(np.stack([features for features, _ in word])) - mean) / std
        with torch.no_grad():
            scores = [listeners[part][0](x).log_softmax(1).numpy() for part in PARTS]
        names = [listeners[part][1] for part in PARTS]
        hits += [[names[k][scores[k][n].argmax()] == label[k] for k in range(3)] for n, (_, label) in enumerate(word)]

        def likelihood(choice: list) -> float:
            return sum(float(scores[k][n][names[k].index(label[k])]) if label[k] in names[k] else -20.0 for n, label in enumerate(choice) for k in range(3))

        rivals = [choice for choice in choices if len(choice) == len(word)]
        picked.append(max(rivals, key=likelihood) == [label for _, label in word])
    right = np.array(hits)
    return {"syllables": len(hits), **{part: round(float(right[:, k].mean()), 3) for k, part in enumerate(PARTS)}, "all three": round(float(right.all(1).mean()), 3),
            "words": len(picked), "picked from the list": round(float(np.mean(picked)), 3), "list": len(choices)}


def measure_listener(folder: Path, language: str) -> None:
    items = held_out(language)
    train = [row for word in human_words(load_shard(HELD[language].removesuffix("-held-out")), language) for row in word]
    listeners = train_listener(train)
    choices = [list(c) for c in dict.fromkeys(tuple(map(tuple, labels_of(item, language))) for item in load_shard(HELD[language]))]
    choices = [[list(label) for label in choice] for choice in choices]
    for who, words in (("the person", human_words(items, language)), ("our voice", our_words(folder, items, language, lambda i: f"{language}.{i}"))):
        print(json.dumps({"listener": language, "learned from syllables": len(train), "said by": who, **ask(listeners, words, choices)}), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--write-table", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    if args.write_table:
        write_table(args.write_table)
    if args.folder:
        measure_contours(args.folder)
        for language in HELD:
            measure_listener(args.folder, language)


if __name__ == "__main__":
    main()
