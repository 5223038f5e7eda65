"""Writes workers/tokenizer/golden/decode.json: logits and the text the reference decoder makes of them.

Each case: "frames", for every 25 Hz frame a flat [unit, logit, unit, logit, …] of its largest logits,
every other unit being at "floor"; "greedy" (TextDecoder.greedy), "language" and "text" (TextDecoder.decode).
The cases are real outputs of a checkpoint when one is named, and otherwise drawn: true units blurred.
Run: `python -m training.tokenizer.golden_decode [training/build/tokenizer-cpu.pt]`.
"""

import json
import sys
from pathlib import Path

import numpy as np

from . import texts
from .decode import load_decoder
from .paths import GOLDEN, PACK
from .text import encode_english, encode_mandarin, units

FLOOR, KEPT = -14.0, 10


def drawn_logits(text, language, rng):
    """Noisy logits around a plausible alignment of `text`."""
    tokens = encode_english(text) if language == "en" else encode_mandarin(text)
    frames, last = [0] * int(rng.integers(1, 5)), -1
    for token in tokens:
        frames += [0] * int(rng.integers(1 if token == last else 0, 3 if language == "en" else 6)) + [token] * int(rng.integers(1, 3))
        last = token
    logits = rng.normal(-9, 2, (len(frames), len(units()))).astype(np.float32)
    for i, token in enumerate(frames):
        logits[i, 0] += rng.uniform(6, 10)
        logits[i, token] += rng.uniform(7, 13)
        logits[i, rng.integers(1, 29) if language == "en" else rng.integers(29, len(units()))] += rng.uniform(0, 9)
    return logits


def sparse(logits):
    """(frames as the file holds them, the same logits rebuilt from it)."""
    rows, rebuilt = [], np.full(logits.shape, FLOOR, np.float32)
    for i, row in enumerate(logits):
        flat = []
        for unit in np.argsort(-row, kind="stable")[:KEPT]:
            value = round(float(max(row[unit], FLOOR)), 3)
            rebuilt[i, unit] = value
            flat += [int(unit), value]
        rows.append(flat)
    return rows, rebuilt


def real_logits(path, count=5):
    """Outputs of a checkpoint on test clips of every kind."""
    from .checkpoint import load_average
    from .scoring import load_test, run
    model, mean, std = load_average(path)
    names = ("synth-en", "synth-zh", "flite-en", "human-en-digits", "human-zh-words", "noise")
    rows = [row for name in names for row in load_test(name)[3:3 + count]]
    return [outputs[0] for outputs in run(model, rows, mean, std)]


def main():
    rng, decoder = np.random.default_rng(11), load_decoder(PACK)
    if len(sys.argv) > 1:
        cases = real_logits(Path(sys.argv[1]))
    else:
        cases = [drawn_logits(text, language, rng) for language in ("en", "zh") for text in texts.held_out(language)[:40:5]]
    written = []
    for logits in cases:
        frames, rebuilt = sparse(logits)
        text, language = decoder.decode(rebuilt)
        written.append({"frames": frames, "greedy": decoder.greedy(rebuilt), "language": language, "text": text})
        print(f"{written[-1]['greedy']}  →  {text}")
    GOLDEN.mkdir(parents=True, exist_ok=True)
    (GOLDEN / "decode.json").write_text(json.dumps({"units": len(units()), "floor": FLOOR, "cases": written},
                                                   ensure_ascii=False, separators=(",", ":")) + "\n")
    print((GOLDEN / "decode.json").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
