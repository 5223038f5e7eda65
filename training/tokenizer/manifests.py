"""Writes the held-out sets as wavs with tables for the page's own runner: `python -m training.tokenizer.manifests`.

Each table of training/build/eval goes to `npm run eval -- asr`, so that the figures of the model card are measured on
the shipped graphs, in the browser, through the product's decoder.
"""

import argparse
import random
from itertools import islice
from pathlib import Path

import numpy as np
import soundfile

from . import texts
from .espeak import Espeak
from .features import SAMPLE_RATE
from .human import HUMAN, event_clips, is_test, noise_clips, rows_of, tokens_of
from .paths import BUILD, DATA
from .synth import pad_silence
from .testset import espeak_rows, flite_rows, foreign_rows
from .text import LANGUAGES
from .wave import read_audio, resample, set_level

EVAL = BUILD / "eval"
SENTENCES = DATA / "en-sentences-small"


def synthetic(language, rng, engine):
    """Held-out sentences in held-out espeak voices."""
    for text, row in zip(texts.held_out(language), espeak_rows(language, rng, engine)):
        if row is not None:
            yield row.pcm, language, text


def flite(rng):
    for text, row in zip(texts.held_out("en")[::2], flite_rows(rng)):
        if row is not None:
            yield row.pcm, "en", text


def foreign(rng, engine):
    """Languages without text: the transcript should be empty."""
    for row in foreign_rows(rng, engine):
        yield row.pcm, LANGUAGES[row.language], ""


def people(table, rng):
    """The people, or the words, of one set that training never saw."""
    rows = [row for row in rows_of(table) if is_test(table, row[0], row[2], row[3])]
    rng.shuffle(rows)
    for file, language, text, _ in rows:
        if tokens_of(table, language, text) is not None and (HUMAN / table / file).exists():
            pcm, rate = read_audio(HUMAN / table / file)
            yield pad_silence(set_level(resample(pcm, rate, SAMPLE_RATE)), rng)[0], language, text


def sentences():
    for table in ("harvard.tsv", "pocketsphinx.tsv"):
        for line in (SENTENCES / table).read_text().splitlines()[1:]:
            file, language, text, *_ = line.split("\t")
            pcm, rate = read_audio(SENTENCES / file)
            yield np.pad(set_level(resample(pcm, rate, SAMPLE_RATE)), (3200, 6400)), language, text


def sounds():
    """Noise and events of the test split: every word is an invented one."""
    for row in (*noise_clips(True), *event_clips(True)):
        yield row.pcm, "other", ""


def write_set(name: str, clips, limit: int, tuned_on: int = 0) -> None:
    """At most `limit` clips; every `tuned_on`-th chose the weights of the search (tune_decoder.py) and is left out."""
    folder = EVAL / name
    folder.mkdir(parents=True, exist_ok=True)
    lines, seconds = ["file\tlanguage\ttext"], 0.0
    kept = (clip for number, clip in enumerate(clips) if not tuned_on or number % tuned_on)
    for index, (pcm, language, text) in enumerate(islice(kept, limit)):
        soundfile.write(folder / f"{index:03d}.wav", np.clip(pcm, -1, 1), SAMPLE_RATE, subtype="PCM_16")
        lines.append(f"{name}/{index:03d}.wav\t{language}\t{text}")
        seconds += len(pcm) / SAMPLE_RATE
    Path(EVAL / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(lines) - 1, f"{seconds / 60:.1f} min", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=int, default=100, help="clips a set")
    options = parser.parse_args()
    rng, engine = random.Random(99), Espeak()
    write_set("synth-en", synthetic("en", rng, engine), options.limit, tuned_on=6)
    write_set("synth-zh", synthetic("zh", rng, engine), options.limit, tuned_on=4)
    write_set("flite-en", flite(rng), options.limit, tuned_on=8)
    write_set("foreign", foreign(rng, engine), options.limit)
    for table in ("en-digits", "zh-words", "zh-en-words-many-speakers", "en-wake-words"):
        write_set(table, people(table, random.Random(7)), options.limit)
    write_set("sentences", sentences(), options.limit)
    write_set("noise", sounds(), 1000)


if __name__ == "__main__":
    main()
