"""Writes shards of the human recordings, events and noise: `python -m training.tokenizer.human`.

Every clip is kept at several warps (pitch and formants together) and recording conditions; the
held-out people, words and clips go to `test-*.npz` as they are, and are never trained on.
"""

import argparse
import random
import zlib

import numpy as np

from . import voices
from .features import SAMPLE_RATE
from .paths import BUILD, DATA, HUMAN, SHARDS
from .shards import ShardWriter, Utterance
from .synth import pad_silence
from .text import EVENTS, LANGUAGES, encode_english, encode_mandarin, normalize_english, normalize_mandarin
from .wave import distort, load_rooms, read_audio, resample, set_level

WARPS = {"zh-words": (0.88, 1.0, 1.13), "zh-en-words-many-speakers": (0.92, 1.0, 1.08), "en-digits": (0.9, 0.95, 1.0, 1.06, 1.12),
         "en-wake-words": (0.92, 1.0, 1.08), "yue-syllables": (1.0,), "en-many-speakers-untranscribed": (0.93, 1.07)}
KIND = {"zh-words": "zh-words", "zh-en-words-many-speakers": "word-set", "en-digits": "digits", "en-wake-words": "wake",
        "yue-syllables": "yue", "en-many-speakers-untranscribed": "read"}
EVENT_NAMES = {"Dog bark": "dog", "Rain": "rain", "Sea waves": "sea_waves", "Baby cry": "baby_cry",
               "Clock tick": "clock_tick", "Person sneeze": "sneeze", "Sneeze": "sneeze", "Helicopter": "helicopter",
               "Chainsaw": "chainsaw", "Rooster": "rooster", "Fire crackling": "fire"}
TEST_NOISE = ("noise4", "office")


def rows_of(table):
    return [line.split("\t") for line in (DATA / f"{table}.tsv").read_text().splitlines()[1:]]


def is_test(table, file, text, speaker):
    """The split: by person where people are known, by word for the one Mandarin reader, else by file."""
    if table == "zh-words":
        return zlib.crc32(text.encode()) % 33 == 0
    if table == "en-wake-words":
        return zlib.crc32(file.encode()) % 12 == 0
    if table == "en-many-speakers-untranscribed":
        return zlib.crc32(speaker.encode()) % 25 == 0
    return speaker in voices.HELD_OUT_STUDENTS or speaker == voices.HELD_OUT_DIGITS


def pseudo_labels():
    """File stem → text of the untranscribed clips, when `pseudo_label.py` has run."""
    path = BUILD / "pseudo-labels.tsv"
    return dict(line.split("\t") for line in path.read_text().splitlines()) if path.exists() else {}


def tokens_of(table, language, text):
    """Unit ids, or None when there is no usable text."""
    if language == "yue" or not text:
        return None
    text = normalize_english(text) if language == "en" else normalize_mandarin(text)
    return (encode_english if language == "en" else encode_mandarin)(text) if text else None


def clips(table, wanted_test, rng, rooms):
    """Yields the utterances of one set, the trained ones at every warp."""
    pseudo = pseudo_labels() if table == "en-many-speakers-untranscribed" else {}
    for file, language, text, speaker in rows_of(table):
        if is_test(table, file, text, speaker) != wanted_test or not (HUMAN / table / file).exists():
            continue
        tokens = tokens_of(table, language, pseudo.get(file.rsplit(".", 1)[0], text))
        if tokens is None and table == "zh-words":
            continue
        original, rate = read_audio(HUMAN / table / file)
        for warp in (1.0,) if wanted_test else WARPS[table]:
            warp *= 1 if wanted_test else rng.uniform(0.97, 1.03)
            pcm = resample(original, rate * warp, SAMPLE_RATE)
            pcm, _ = pad_silence(set_level(pcm), rng)
            if not wanted_test and rng.random() < 0.6:
                pcm = distort(pcm, rooms, rng)
            person = voices.speakers().get(speaker, -1) if 0.95 < warp < 1.05 else -1
            yield Utterance(pcm, tokens or [], LANGUAGES.index(language), person, KIND[table], tokens is not None,
                            rate=float("nan"))


def event_clips(wanted_test):
    """ESC-10 in whole clips; fold 5 is the test."""
    for file, _, text, _ in rows_of("events"):
        parts = file.split("-")
        fold = parts[1] if len(parts) > 3 else parts[0]
        if (fold == "5") != wanted_test:
            continue
        name = EVENT_NAMES.get(text.split(" - ")[1].strip())
        pcm, rate = read_audio(HUMAN / "events" / file)
        if name is not None and np.abs(pcm).max() > 1e-4:
            yield Utterance(set_level(resample(pcm, rate, SAMPLE_RATE)), [], -1, -1, "event", True, event=EVENTS.index(name))


def coloured(exponent, seconds, generator):
    """Noise with power falling as 1/f^exponent."""
    spectrum = np.fft.rfft(generator.standard_normal(seconds * SAMPLE_RATE))
    bins = np.arange(1, len(spectrum) + 1) + 20
    return np.fft.irfft(spectrum / bins ** (exponent / 2)).astype(np.float32)


def music(seconds, generator):
    """Plucked chords over a bass in a random key: enough of music to be told from speech."""
    out = np.zeros(seconds * SAMPLE_RATE, np.float32)
    beat = int(SAMPLE_RATE * generator.uniform(0.18, 0.5))
    root = generator.uniform(110, 260)
    scale = np.array([0, 2, 4, 5, 7, 9, 11, 12]) if generator.random() < 0.5 else np.array([0, 2, 3, 5, 7, 8, 10, 12])
    partials, decay = generator.integers(2, 9), generator.uniform(1.5, 9)
    for start in range(0, len(out) - beat, beat):
        for _ in range(generator.integers(1, 4)):
            pitch = root * 2 ** ((generator.choice(scale) + 12 * generator.integers(-1, 2)) / 12)
            t = np.arange(min(beat * 3, len(out) - start)) / SAMPLE_RATE
            tone = sum(np.sin(2 * np.pi * pitch * k * t + k) / k ** 1.2 for k in range(1, partials + 1))
            out[start:start + len(t)] += (tone * np.exp(-decay * t) * generator.uniform(0.2, 1)).astype(np.float32)
    return out


def noise_clips(wanted_test):
    """Recorded backgrounds in 5 s pieces, coloured noise, hum and synthetic music."""
    generator = np.random.default_rng(7 if wanted_test else 8)
    pieces = []
    for path in sorted((DATA / "noise").glob("*.opus")):
        if (path.stem in TEST_NOISE) == wanted_test:
            pcm, rate = read_audio(path)
            pcm = resample(pcm, rate, SAMPLE_RATE)
            pieces += [("noise", pcm[s:s + 80000]) for s in range(0, len(pcm) - 16000, 80000)]
    for _ in range(6 if wanted_test else 24):
        pieces.append(("noise", coloured(generator.uniform(0, 2.2), 5, generator)))
        pieces.append(("music", music(5, generator)))
        hum = np.sin(2 * np.pi * generator.choice((50, 60, 100, 120)) * np.arange(80000) / SAMPLE_RATE)
        pieces.append(("noise", (np.tanh(hum * generator.uniform(1, 4)) + 0.05 * coloured(1, 5, generator)).astype(np.float32)))
    for name, pcm in pieces:
        yield Utterance(set_level(pcm), [], -1, -1, "noise", True, event=EVENTS.index(name))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    rng, rooms = random.Random(5), load_rooms()
    for table in [t for t in WARPS if not options.only or t == options.only]:
        for wanted_test in (False, True):
            writer = ShardWriter()
            for utterance in clips(table, wanted_test, rng, rooms):
                writer.add(utterance)
            if writer.rows:
                writer.write(SHARDS / f"{'test-' if wanted_test else ''}human-{table}.npz")
            print(table, "test" if wanted_test else "train", len(writer.rows), f"{writer.seconds / 3600:.2f} h", flush=True)
    for wanted_test in (False, True) if not options.only else ():
        for stem, source in (("events", event_clips), ("noise", noise_clips)):
            writer = ShardWriter()
            for utterance in source(wanted_test):
                writer.add(utterance)
            writer.write(SHARDS / f"{'test-' if wanted_test else ''}{stem}.npz")
            print(stem, "test" if wanted_test else "train", len(writer.rows), f"{writer.seconds / 3600:.2f} h", flush=True)


if __name__ == "__main__":
    main()
