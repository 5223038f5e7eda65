"""Compares two checkpoints clip by clip on every held-out set: `python -m training.tokenizer.compare BEFORE AFTER`.

Says more than word errors can where models are small: units (letters, or Mandarin syllables) wrong on the best path, and the
CTC loss in nats a unit, beside the words (of Mandarin again syllables) of the best path. Prints both checkpoints and their difference, with the 95 % interval
of a paired bootstrap over clips.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from .checkpoint import load_average
from .evaluate import TEXT_SETS, sentence_rows
from .scoring import LETTER_LIMIT, collapse, edit_distance, load_test, run
from .text import encode_english, units

MEASURES = {"words": "{:.1%}", "units": "{:.1%}", "nats": "{:.3f}"}


def words_of(tokens):
    """English words of letters; a syllable among them spoils its word."""
    names = units()
    return "".join(names[u] if u < LETTER_LIMIT else "#" for u in tokens).split()


def rows_of(name, limit):
    """Clips of a test set that have text; the read sentences get their units from it."""
    rows = sentence_rows() if name == "sentences" else load_test(name)
    rows = [{**row, "tokens": encode_english(row["text"])} if "text" in row else row for row in rows if row["has_text"]]
    return rows[:: max(1, len(rows) // limit)][:limit]


def nats(logits, tokens):
    """Negative log-likelihood of the units under CTC."""
    log_probs = torch.from_numpy(logits).log_softmax(-1)[:, None]
    return float(F.ctc_loss(log_probs, torch.tensor(tokens)[None].long(), torch.tensor([len(logits)]), torch.tensor([len(tokens)]),
                            reduction="sum", zero_infinity=True))


def score(row, logits):
    """Measure → (what is wrong, out of how much) of one clip."""
    wanted, heard = list(row["tokens"]), collapse(logits)
    words, said = (words_of(wanted), words_of(heard)) if row["language"] == 0 else (wanted, heard)
    return {"words": (edit_distance(words, said), len(words)), "units": (edit_distance(wanted, heard), len(wanted)),
            "nats": (nats(logits, wanted), len(wanted))}


def rates(pairs, pick):
    """Rates over the clips of every draw; `pairs` (clips, 2), `pick` (draws, clips)."""
    sums = pairs[pick].sum(axis=1)
    return sums[:, 0] / sums[:, 1]


def compare(before, after, draws=2000):
    """((rate, low, high) before, the same after, the same of after − before), over the same draws of clips."""
    before, after = np.array(before, float), np.array(after, float)
    pick = np.random.default_rng(0).integers(0, len(before), (draws, len(before)))
    whole = np.arange(len(before))[None]
    drawn = [rates(before, pick), rates(after, pick)]
    exact = [float(rates(before, whole)[0]), float(rates(after, whole)[0])]
    interval = lambda value, values: (value, *np.percentile(values, (2.5, 97.5)))
    return interval(exact[0], drawn[0]), interval(exact[1], drawn[1]), interval(exact[1] - exact[0], drawn[1] - drawn[0])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="clips a set")
    options = parser.parse_args()
    models = [load_average(path) for path in (options.before, options.after)]
    for name, title in TEXT_SETS.items():
        rows = rows_of(name, options.limit)
        scores = [[score(row, outputs[0]) for row, outputs in zip(rows, run(model, rows, mean, std))] for model, mean, std in models]
        print(f"{title}, {len(rows)} clips", flush=True)
        for measure, form in MEASURES.items():
            sides = compare(*([clip[measure] for clip in clips] for clips in scores))
            print(f"  {measure:6s}" + "  ".join(f"{label} {form.format(v)} [{form.format(low)}, {form.format(high)}]"
                                                for label, (v, low, high) in zip(("before", "after", "difference"), sides)), flush=True)


if __name__ == "__main__":
    main()
