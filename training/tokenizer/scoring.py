"""Error rates over a corpus, and quick ones while training."""

import numpy as np
import torch

from . import mel_augment as augment
from .data import Example, Store, collate
from .text import units

LETTER_LIMIT = 29


def edit_distance(reference, hypothesis):
    """Levenshtein distance of two sequences."""
    row = list(range(len(hypothesis) + 1))
    for i, wanted in enumerate(reference, 1):
        previous, row[0] = row[0], i
        for j, got in enumerate(hypothesis, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (wanted != got))
    return row[-1]


def error_rate(pairs):
    """Corpus-level error rate of (reference, hypothesis) sequences."""
    return sum(edit_distance(r, h) for r, h in pairs) / max(1, sum(len(r) for r, _ in pairs))


def bootstrap(pairs, draws=1000, seed=0):
    """(rate, low, high): 95 % interval by resampling utterances."""
    errors = np.array([edit_distance(r, h) for r, h in pairs], float)
    lengths = np.array([len(r) for r, _ in pairs], float)
    pick = np.random.default_rng(seed).integers(0, len(pairs), (draws, len(pairs)))
    rates = errors[pick].sum(1) / np.maximum(lengths[pick].sum(1), 1)
    return errors.sum() / max(lengths.sum(), 1), *np.percentile(rates, (2.5, 97.5))


def load_test(name, limit=None):
    """Rows of one test shard."""
    store = Store(lambda file: file == f"test-{name}.npz")
    rows = [row for kind in store.items.values() for row in kind]
    return rows[:limit] if limit else rows


def plain_example(row, rng):
    """The row with the hiss of a quiet recording and no other change."""
    mel = row["mel"].astype(np.float32)
    mel = augment.mix(mel, augment.hiss(len(mel), augment.loudness(mel) - augment.DB * 50, rng))
    return Example(mel, row["tokens"], row["phones"].astype(np.int64), np.zeros(len(row["phones"]), np.int64),
                   row["language"], -1, bool(row["has_text"]), np.full(5, np.nan, np.float32))


@torch.no_grad()
def run(model, rows, mean, std, batch=8):
    """Outputs of every row, trimmed to its length: list of tuples of float32 arrays."""
    rng, results = np.random.default_rng(0), []
    for start in range(0, len(rows), batch):
        group = [plain_example(row, rng) for row in rows[start:start + batch]]
        tensors = collate(group, mean, std)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = model(tensors["mel"], tensors["lengths"])
        for i, length in enumerate(tensors["lengths"].tolist()):
            results.append(tuple(o[i, :length].float().numpy() for o in outputs))
    return results


def collapse(logits):
    """Best path: unit ids without blanks and repeats."""
    best = logits.argmax(axis=1)
    return [int(u) for i, u in enumerate(best) if u != 0 and (i == 0 or u != best[i - 1])]


def quick_scores(model, mean, std, limit=48):
    """Greedy word or syllable error rates of the test shards that exist, for the log of a run."""
    model.eval()
    names, scores = units(), {}
    for name in ("synth-en", "flite-en", "synth-zh", "human-en-digits", "human-zh-words", "human-zh-en-words-many-speakers"):
        rows = [row for row in load_test(name, limit) if row["has_text"]]
        if not rows:
            continue
        pairs = []
        for row, outputs in zip(rows, run(model, rows, mean, std)):
            sides = [list(row["tokens"]), collapse(outputs[0])]
            if row["language"] == 0:
                sides = ["".join(names[u] if u < LETTER_LIMIT else "#" for u in side).split() for side in sides]
            pairs.append(sides)
        scores[name] = round(float(error_rate(pairs)), 3)
    return scores
