"""Error rates over a corpus, and quick ones while training."""

from dataclasses import replace

import numpy as np
import torch

from . import mel_augment as augment
from .data import Example, Store, collate
from .model import CHUNK, WIDE_CHUNK
from .features import HOP_LENGTH, STACK, WIN_LENGTH, log_mel
from .text import units

LETTER_LIMIT = 29
# (25 Hz frames of silence before the utterance, frames a chunk) of every phase the page hears it in (workers/tokenizer/recognizer.ts).
PHASES = ((0, CHUNK), (0, WIDE_CHUNK))


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


def silence(frames):
    """(4·frames, 80) log-mel of the hiss that the page adds to everything."""
    samples = WIN_LENGTH + HOP_LENGTH * (frames * STACK - 1)
    return log_mel(1e-4 * np.random.default_rng(1).standard_normal(samples).astype(np.float32)) if frames else np.zeros((0, 80), np.float32)


@torch.no_grad()
def run(model, rows, mean, std, batch=8, phases=PHASES):
    """Outputs of every row, trimmed to its length: list of tuples of float32 arrays. Text logits are the mean of all phases."""
    rng, results = np.random.default_rng(0), []
    for start in range(0, len(rows), batch):
        group = [plain_example(row, rng) for row in rows[start:start + batch]]
        heard = [outputs_of(model, group, mean, std, lead, chunk) for lead, chunk in phases]
        for i in range(len(group)):
            text = np.mean([outputs[i][0] for outputs in heard], axis=0)
            results.append((text, *heard[0][i][1:]))
    return results


def outputs_of(model, group, mean, std, lead, chunk):
    """Outputs of each example behind `lead` frames of silence, without them."""
    later = [replace(e, mel=np.concatenate([silence(lead), e.mel]), phones=np.pad(e.phones, (lead, 0)), events=np.pad(e.events, (lead, 0)))
             for e in group]
    tensors = collate(later, mean, std, chunk=chunk)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = model(tensors["mel"], tensors["lengths"], chunk)
    return [tuple(o[i, lead:length].float().numpy() for o in outputs) for i, length in enumerate(tensors["lengths"].tolist())]


def collapse(logits):
    """Best path: unit ids without blanks and repeats."""
    best = logits.argmax(axis=1)
    return [int(u) for i, u in enumerate(best) if u != 0 and (i == 0 or u != best[i - 1])]


def quick_scores(model, mean, std, limit=48):
    """Greedy word or syllable error rates of the test shards that exist, in short and in wide chunks, for the log of a run."""
    model.eval()
    names, scores = units(), {}
    for name in ("synth-en", "flite-en", "synth-zh", "human-en-digits", "human-zh-words", "human-zh-en-words-many-speakers"):
        rows = [row for row in load_test(name, limit) if row["has_text"]]
        if rows:
            scores[name] = [round(best_path_error(names, rows, run(model, rows, mean, std, phases=[(0, chunk)])), 3) for chunk in (CHUNK, WIDE_CHUNK)]
    return scores


def best_path_error(names, rows, heard):
    """Error rate of words (English) or syllables, without any search."""
    pairs = []
    for row, outputs in zip(rows, heard):
        sides = [list(row["tokens"]), collapse(outputs[0])]
        if row["language"] == 0:
            sides = ["".join(names[u] if u < LETTER_LIMIT else "#" for u in side).split() for side in sides]
        pairs.append(sides)
    return float(error_rate(pairs))
