"""Chooses the decoder's few weights on every fourth held-out clip: `python -m training.tokenizer.tune_decoder CHECKPOINT`.

Coordinate search over the `decode` objects of lm-en.bin and lm-zh.bin, which are rewritten; copy the
result into make_decoder_lm.py. Scores: word errors (English), character errors (Mandarin).
"""

import sys
from pathlib import Path

from .checkpoint import load_average
from .decode import load_decoder
from .evaluate import mandarin_texts, reference
from .ngram_file import with_options
from .paths import PACK
from .scoring import error_rate, load_test, run

ENGLISH = {"weight": (0.8, 1.0, 1.2), "wordBonus": (0.8, 1.6, 2.4), "sharpness": (1.0, 1.1, 1.2), "blankBias": (-1.5, -1.0, 0.0),
           "ahead": (0.0, 0.2, 0.5), "oovPenalty": (10.0, 13.0, 18.0), "oovLetter": (0.6, 1.2, 2.0)}
MANDARIN = {"weight": (0.3, 0.5, 0.7, 1.0), "candidates": (4, 6, 10)}


def search(options, grid, score):
    """Improves `options` in place, one entry after another."""
    best = score()
    for name, values in grid.items():
        for value in values:
            if value == options[name]:
                continue
            kept, options[name] = options[name], value
            rate = score()
            if rate < best:
                best = rate
            else:
                options[name] = kept
        print(name, options[name], f"{best:.3f}", flush=True)


def store(name, options):
    (PACK / name).write_bytes(with_options((PACK / name).read_bytes(), options))


def main():
    decoder = load_decoder(PACK)
    model, mean, std = load_average(Path(sys.argv[1]))
    english = load_test("synth-en")[::6] + load_test("flite-en")[::8]
    logits = [o[0] for o in run(model, english, mean, std)]
    words = [reference(row) for row in english]
    search(decoder.english.options, ENGLISH,
           lambda: error_rate([(w, decoder.decode_english(x).split()) for w, x in zip(words, logits)]))
    store("lm-en.bin", decoder.english.options)
    mandarin = load_test("synth-zh")[::4]
    sentences, outputs = mandarin_texts(mandarin), [o[0] for o in run(model, mandarin, mean, std)]
    search(decoder.mandarin.options, MANDARIN,
           lambda: error_rate([(list(t), list(decoder.decode_mandarin(x))) for t, x in zip(sentences, outputs)]))
    store("lm-zh.bin", decoder.mandarin.options)


if __name__ == "__main__":
    main()
