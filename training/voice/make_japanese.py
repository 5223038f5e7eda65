"""Japanese training speech: Open JTalk says sentences with the Tohoku HTS voices and traces its labels with their times.

    python -m training.voice.make_japanese --mood neutral --sentences 1200

Pace and F0 are varied as Open JTalk's own options, so that the labels stay exact. Its questions hardly rise; ours do, by rule.
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
from .features import BUILD, DATA, FRAME_RATE, HOP, normalise_level, envelope_log_mel, read_audio, track_pitch
from .japanese import PREFIX, VOWELS, accent_of
from .japanese_text import collect_sentences
from .phonemes import SYMBOL_INDEX

DICTIONARY = "/var/lib/mecab/dic/open-jtalk/naist-jdic"
PITCH_RANGE_HZ = (100, 480)
LEAD_FRAMES, TAIL_FRAMES = 5, 8
RISE = 5 * np.log(2) / 12
LABEL = re.compile(r"^(\d+) (\d+) \S+?\^\S+?-(\w+)\+\S+?=\S+?/A:(\S+?)\+(\S+?)\+\S+?/B:.*?/F:(\w+)_(\w+)#", flags=re.M)


def speak(mood: str, text: str, folder: str, rate: float = 1.0, semitones: float = 0.0) -> tuple[np.ndarray, str]:
    """Samples at 16 kHz, and Open JTalk's trace."""
    wav, trace, source = (Path(folder) / name for name in ("x.wav", "x.trace", "x.txt"))
    source.write_text(text + "\n", encoding="utf8")
    subprocess.run(["open_jtalk", "-x", DICTIONARY, "-m", str(DATA / f"voices/tohoku-f01-{mood}.htsvoice"), "-ow", str(wav), "-ot", str(trace),
                    "-r", str(rate), "-fm", str(semitones), str(source)], check=True, capture_output=True)
    return read_audio(wav), trace.read_text(encoding="utf8", errors="replace")


def read_labels(trace: str, is_question: bool) -> tuple[list[str], list[int], np.ndarray] | None:
    """Phonemes, accents and boundaries in frames (N + 1); None when a sound is not in the inventory."""
    rows = LABEL.findall(trace)
    if len(rows) < 4:
        return None
    phones, accents = [], []
    for _, _, phone, _, mora, count, kernel in rows:
        if phone in ("sil", "pau"):
            phones.append("sp" if phone == "pau" else "sil")
            accents.append(0)
            continue
        phone = PREFIX + {"A": "a", "E": "e", "O": "o"}.get(phone, phone)
        if phone not in SYMBOL_INDEX:
            return None
        phones.append(phone)
        accents.append(accent_of(int(mora), int(count), int(kernel)))
    phones[-1] = "sil?" if is_question else "sil"
    bounds = np.array([int(rows[0][0])] + [int(r[1]) for r in rows]) / 1e7 * FRAME_RATE
    return phones, accents, np.round(bounds).astype(int)


def raise_question(f0: np.ndarray, phones: list[str], bounds: np.ndarray) -> np.ndarray:
    """From the start of the last vowel on, F0 climbs five semitones."""
    last = max(i for i, p in enumerate(phones) if p[len(PREFIX):] in VOWELS)
    start, end = bounds[last], max(bounds[last] + 1, bounds[-2])
    f0 = f0.copy()
    f0[start:] = f0[start] * np.exp(RISE * np.minimum(1, np.arange(len(f0) - start) / (end - start)))
    return f0


def make_utterance(mood: str, text: str, folder: str, rng: random.Random) -> tuple[Utterance, np.ndarray] | None:
    varied = rng.random() < 0.5
    rate, semitones = (rng.uniform(0.85, 1.2), rng.uniform(-2, 2)) if varied else (1.0, 0.0)
    wav, trace = speak(mood, text, folder, rate, semitones)
    labels = read_labels(trace, text.endswith(("？", "?")))
    if labels is None:
        return None
    phones, accents, bounds = labels
    wav = normalise_level(wav)
    f0, voicing = track_pitch(wav, *PITCH_RANGE_HZ)
    if voicing.sum() < 5:
        return None
    mel = envelope_log_mel(wav, f0)
    start, end = max(0, bounds[1] - LEAD_FRAMES), min(len(f0), bounds[-2] + TAIL_FRAMES)
    bounds = np.clip(bounds, start, end)
    if phones[-1] == "sil?":
        f0 = raise_question(f0, phones, bounds)
    durations = np.diff(bounds)
    if durations.min() < 1 or durations.max() > 80:
        return None
    cut = slice(start, end)
    index = np.array([SYMBOL_INDEX[p] for p in phones])
    item = Utterance(text, mel[cut], f0[cut], voicing[cut], index, np.array(accents), durations)
    return item, np.pad(wav, (0, HOP))[start * HOP : end * HOP]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mood", default="neutral", choices=["neutral", "happy", "angry", "sad"])
    parser.add_argument("--sentences", type=int, default=1200)
    args = parser.parse_args()
    texts = collect_sentences(1400)
    held, rest = texts[:60], texts[60:]
    name = "ja-tohoku" if args.mood == "neutral" else f"ja-tohoku-{args.mood}"
    rng = random.Random(args.mood)
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        wanted = [(f"{name}-held-out", held[: args.sentences // 10]), (name, rng.sample(rest, min(args.sentences, len(rest))))]
        for shard, lines in wanted:
            writer, refused = ShardWriter(shard), 0
            for text in lines:
                made = make_utterance(args.mood, text, folder, rng)
                if made is None:
                    refused += 1
                else:
                    writer.add(*made)
            print(shard, len(writer.items), "utterances", round(writer.frames() / FRAME_RATE / 60, 1), "minutes", refused, "refused", flush=True)
            writer.save()


if __name__ == "__main__":
    main()
