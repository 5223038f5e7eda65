"""English training speech: flite says sentences in a voice and prints its phones with their end times.

    python -m training.voice.make_english --voice slt --sentences 1400
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from .corpus import ShardWriter, Utterance
from .features import (BUILD, DATA, FRAME_RATE, HOP, ROOT, envelope_log_mel, normalise_level, read_audio, track_pitch)
from .phonemes import ENGLISH_VOWELS, SYMBOL_INDEX, english_phonemes, load_cmudict

PITCH_RANGE_HZ = {"slt": (110, 320), "rms": (60, 190), "awb": (75, 230), "kal16": (70, 180)}
LEAD_FRAMES, TAIL_FRAMES = 5, 8
RISE = 5 * np.log(2) / 12


def collect_sentences(seed: int = 7) -> list[str]:
    """Every usable sentence in a fixed shuffled order; the first 200 are for evaluation only."""
    lines = [line.split("\t")[0] for line in (DATA / "text/tatoeba-en-zh.tsv").read_text(encoding="utf8").splitlines()]
    lines = sorted(set(lines))
    usable = []
    for line in lines:
        words = re.findall(r"[A-Za-z']+", line)
        if 4 <= len(words) <= 15 and re.fullmatch(r"[A-Za-z' ,.?!]+", line) and not re.search(r"[.?!].", line):
            try:
                english_phonemes(line)
            except KeyError:
                continue
            usable.append(line)
    random.Random(seed).shuffle(usable)
    return usable


def word_lists(count: int, seed: int) -> list[str]:
    """Random dictionary words in threes, for sounds that sentences rarely bring together."""
    words = [w for w in load_cmudict() if re.fullmatch(r"[a-z]{4,10}", w)]
    rng = random.Random(seed)
    return [", ".join(rng.sample(words, 3)).capitalize() + "." for _ in range(count)]


def assistant_sentences() -> list[str]:
    """Sentences the assistant itself says or hears, when the llm's corpus has been built."""
    found = []
    for path in (ROOT / "training/build/prompts-en.txt", ROOT / "training/build/replies-en.txt"):
        if path.exists():
            for line in path.read_text(encoding="utf8").splitlines():
                found += [s.strip() for s in re.findall(r"[^.?!]+[.?!]?", line)]
    return sorted({s for s in found if re.fullmatch(r"[A-Za-z' ,.?!]+", s) and 3 <= len(s.split()) <= 15})


def speak(voice: str, text: str, folder: str) -> tuple[np.ndarray, list[tuple[str, float]]]:
    """flite's samples and its (phone, end in seconds) list."""
    wav = Path(folder) / "x.wav"
    done = subprocess.run(["flite", "-voice", voice, "-psdur", "-t", text, "-o", str(wav)], capture_output=True, text=True, check=True)
    pairs = re.findall(r"([a-z]+):([0-9.]+)", done.stdout)
    return read_audio(wav), [(p, float(t)) for p, t in pairs]


def transfer_stress(heard: list[str], phones: list[str], accents: list[int]) -> tuple[list[int], float]:
    """Aligns what flite said with the dictionary and carries the stress over; also the mean cost of the alignment."""
    def cost(a: str, b: str) -> float:
        if a == b or (a in ("sil", "sp") and b.startswith("s") and b in ("sil", "sp", "sil?")):
            return 0.0
        vowels = (a in ENGLISH_VOWELS) + (b in ENGLISH_VOWELS)
        return {0: 1.0, 1: 3.0, 2: 0.6}[vowels]

    rows, columns = len(heard) + 1, len(phones) + 1
    table = np.zeros((rows, columns))
    table[:, 0], table[0, :] = np.arange(rows), np.arange(columns)
    for i in range(1, rows):
        for j in range(1, columns):
            table[i, j] = min(table[i - 1, j - 1] + cost(heard[i - 1], phones[j - 1]), table[i - 1, j] + 1, table[i, j - 1] + 1)
    stress, i, j = [0] * len(heard), rows - 1, columns - 1
    while i and j:
        if table[i, j] == table[i - 1, j - 1] + cost(heard[i - 1], phones[j - 1]):
            stress[i - 1] = accents[j - 1] if heard[i - 1] in ENGLISH_VOWELS else 0
            i, j = i - 1, j - 1
        elif table[i, j] == table[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return stress, table[-1, -1] / rows


def label(text: str, timed: list[tuple[str, float]]) -> tuple[list[str], list[int], np.ndarray] | None:
    """Phonemes, stresses and boundaries in frames (N + 1), or None when flite read another word."""
    heard = [{"ax": "ah", "axr": "er", "pau": "sp"}.get(p, p) for p, _ in timed]
    reduced = [p == "ax" for p, _ in timed]
    if len(heard) < 4 or heard[0] != "sp" or heard[-1] != "sp" or any(p not in SYMBOL_INDEX for p in heard):
        return None
    phones, accents = english_phonemes(text)
    stress, distance = transfer_stress(heard, phones, accents)
    if distance > 0.2:
        return None
    stress = [0 if r else s for s, r in zip(stress, reduced)]
    heard[0], heard[-1] = "sil", phones[-1]
    bounds = np.round(np.array([0.0] + [t for _, t in timed]) * FRAME_RATE).astype(int)
    for i in range(1, len(bounds)):
        bounds[i] = max(bounds[i], bounds[i - 1] + 1)
    return heard, stress, bounds


def raise_question(f0: np.ndarray, heard: list[str], stress: list[int], bounds: np.ndarray) -> np.ndarray:
    """flite's questions fall like statements; from the last stressed vowel on, F0 climbs five semitones instead."""
    vowels = [i for i, p in enumerate(heard) if p in ENGLISH_VOWELS]
    stressed = [i for i in vowels if stress[i] > 0] or vowels
    start, end = bounds[stressed[-1]], bounds[-2]
    f0 = f0.copy()
    f0[start:] = f0[start] * np.exp(RISE * np.minimum(1, np.arange(len(f0) - start) / max(1, end - start)))
    return f0


def make_utterance(voice: str, text: str, folder: str) -> tuple[Utterance, np.ndarray] | None:
    wav, timed = speak(voice, text, folder)
    labels = label(text, timed)
    if labels is None:
        return None
    heard, stress, bounds = labels
    wav = normalise_level(wav)
    f0, voicing = track_pitch(wav, *PITCH_RANGE_HZ[voice])
    if voicing.sum() < 5:
        return None
    mel = envelope_log_mel(wav, f0)
    start = max(0, bounds[1] - LEAD_FRAMES)
    end = min(len(f0), bounds[-2] + TAIL_FRAMES)
    bounds = np.clip(bounds, start, end)
    if heard[-1] == "sil?":
        f0 = raise_question(f0, heard, stress, bounds)
    durations = np.diff(bounds)
    if durations.min() < 1 or durations.max() > 60:
        return None
    cut = slice(start, end)
    phones = np.array([SYMBOL_INDEX[p] for p in heard])
    item = Utterance(text, mel[cut], f0[cut], voicing[cut], phones, np.array(stress), durations)
    sound = np.pad(wav, (0, HOP))[start * HOP : end * HOP]
    return item, sound


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--voice", required=True)
    parser.add_argument("--sentences", type=int, default=1400)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    everything = collect_sentences()
    BUILD.mkdir(parents=True, exist_ok=True)
    held_out, rest = everything[:200], everything[200:]
    (BUILD / "held-out-en.txt").write_text("\n".join(held_out) + "\n")
    rng = random.Random(args.seed)
    rng.shuffle(rest)
    assistant = assistant_sentences()
    rng.shuffle(assistant)
    texts = word_lists(args.sentences // 8, args.seed) + assistant[: args.sentences // 4] + rest[: args.sentences]
    texts = texts[: args.sentences]
    writer, refused = ShardWriter(f"en-{args.voice}"), 0
    with tempfile.TemporaryDirectory() as folder:
        for text in texts:
            made = make_utterance(args.voice, text, folder)
            if made is None:
                refused += 1
                continue
            # Questions keep their sound out of the vocoder's data: their F0 was changed after the fact.
            writer.add(made[0], made[1])
    print(args.voice, len(writer.items), "utterances", round(writer.frames() / FRAME_RATE / 60, 1), "minutes", refused, "refused")
    writer.save()


if __name__ == "__main__":
    main()
