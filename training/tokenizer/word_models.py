"""Word trigrams in numpy: Kneser-Ney estimation, static interpolation of models, pruning.

A key of a bigram is first · size + second, of a trigram (first · size + second) · size + third; ids as in ngram_file.py.
"""

from dataclasses import dataclass

import numpy as np

NO_KEYS, NO_VALUES = np.zeros(0, np.int64), np.zeros(0)


def places(keys, wanted):
    """(place of each wanted key, whether it is there) among ascending keys."""
    if len(keys) == 0:
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return found, keys[found] == wanted


@dataclass
class Backoff:
    """A back-off trigram (Katz 1987's form): natural logarithms of probabilities and of back-off weights."""

    words: list
    log1: np.ndarray
    back1: np.ndarray
    keys2: np.ndarray
    log2: np.ndarray
    back2: np.ndarray
    keys3: np.ndarray
    log3: np.ndarray

    @property
    def size(self):
        """Words, <s> and </s>."""
        return len(self.words) + 2

    def ids(self):
        return {word: i for i, word in enumerate([*self.words, "<s>", "</s>"])}

    def after_one(self, first, word):
        """ln P(word | first), element by element."""
        found, known = places(self.keys2, first * self.size + word)
        return np.where(known, self.log2[found] if len(self.keys2) else 0, self.back1[first] + self.log1[word])

    def after_two(self, first, second, word):
        """ln P(word | first second), element by element."""
        context, known = places(self.keys2, first * self.size + second)
        low = self.after_one(second, word) + np.where(known, self.back2[context] if len(self.keys2) else 0, 0)
        found, known = places(self.keys3, (first * self.size + second) * self.size + word)
        return np.where(known, self.log3[found] if len(self.keys3) else 0, low)


def discounts(counts):
    """Modified Kneser-Ney discounts of counts 0, 1, 2 and more (Chen and Goodman 1998, section 3)."""
    n1, n2, n3, n4 = (max(1, int((counts == i).sum())) for i in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    return np.clip(np.array([0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3]), 0.1, None)


def discounted(keys, counts, lower, size):
    """(ln p of every key, contexts, ln of what each context leaves to the lower order)."""
    contexts, row = np.unique(keys // size, return_inverse=True)
    total = np.bincount(row, counts)
    taken = np.minimum(discounts(counts)[np.minimum(counts, 3)], 0.95 * counts)
    left = np.bincount(row, taken) / total
    return np.log((counts - taken) / total[row] + left[row] * np.exp(lower)), contexts, np.log(left)


def kneser_ney(words, sentences, extra=None, floor=0.1):
    """Interpolated modified Kneser-Ney of lists of words; `extra` adds to the unigram counts, (len(words),)."""
    size = len(words) + 2
    ids, begin, end = {w: i for i, w in enumerate(words)}, size - 2, size - 1
    flat = np.array([i for s in sentences for i in (begin, *(ids[w] for w in s), end)], np.int64)
    a, b, c = flat[:-2], flat[1:-1], flat[2:]
    keys2, counts2 = np.unique((flat[:-1] * size + flat[1:])[flat[:-1] != end], return_counts=True)
    inside = (a != end) & (b != end)
    keys3, counts3 = np.unique(((a * size + b) * size + c)[inside], return_counts=True)
    # How many different words stand before a bigram; nothing stands before <s>.
    after, kinds = np.unique(keys3 % (size * size), return_counts=True)
    found, known = places(after, keys2)
    spread2 = np.where(keys2 // size == begin, counts2, np.where(known, kinds[found], 1))
    spread1 = np.bincount(keys2 % size, minlength=size) + floor
    if extra is not None:
        spread1[: len(words)] += extra * spread1.sum()
    spread1[begin] = 1e-9
    log1 = np.log(spread1 / spread1.sum())
    log2, contexts, left = discounted(keys2, spread2, log1[keys2 % size], size)
    back1 = np.zeros(size)
    back1[contexts] = left
    model = Backoff(words, log1, back1, keys2, log2, np.zeros(len(keys2)), NO_KEYS, NO_VALUES)
    log3, contexts, left = discounted(keys3, counts3, model.after_one((keys3 // size) % size, keys3 % size), size)
    model.keys3, model.log3 = keys3, log3
    found, known = places(keys2, contexts)
    model.back2[found[known]] = left[known]
    return model


def normalised(words, log1, keys2, log2, keys3, log3):
    """The back-off model of these n-grams: every context's weight is what its n-grams leave over."""
    size = len(words) + 2
    weight = lambda left, lower: np.log(np.maximum(left, 1e-4) / np.maximum(lower, 1e-4))
    first = keys2 // size
    left, lower = 1 - np.bincount(first, np.exp(log2), size), 1 - np.bincount(first, np.exp(log1[keys2 % size]), size)
    model = Backoff(words, log1, weight(left, lower), keys2, log2, np.zeros(len(keys2)), NO_KEYS, NO_VALUES)
    context, known = places(keys2, keys3 // size)
    if not known.all():
        raise ValueError("a trigram without its context")
    low = np.exp(model.after_one((keys3 // size) % size, keys3 % size))
    count = len(keys2)
    left, lower = 1 - np.bincount(context, np.exp(log3), count), 1 - np.bincount(context, low, count)
    model.back2 = np.where(np.bincount(context, minlength=count) > 0, weight(left, lower), 0)
    model.keys3, model.log3 = keys3, log3
    return model


def interpolate(models, shares):
    """One model with the n-grams of all: p = Σ share · p of each."""
    size, shares = models[0].size, np.log(shares)
    mix = lambda rows: np.logaddexp.reduce([row + share for row, share in zip(rows, shares)])
    keys2, keys3 = (np.unique(np.concatenate([getattr(m, name) for m in models])) for name in ("keys2", "keys3"))
    first, second, third = keys3 // (size * size), (keys3 // size) % size, keys3 % size
    return normalised(models[0].words, mix([m.log1 for m in models]),
                      keys2, mix([m.after_one(keys2 // size, keys2 % size) for m in models]),
                      keys3, mix([m.after_two(first, second, third) for m in models]))


def prune(model, least2, least3):
    """Drops n-grams whose absence would cost less than `least` nats a word (weighted difference, Seymore and Rosenfeld 1996)."""
    size = model.size
    # Nothing foretells <s>, so its own probability is none; a sentence begins as often as one ends.
    often = model.log1.copy()
    often[size - 2] = often[size - 1]
    first, second, third = model.keys3 // (size * size), (model.keys3 // size) % size, model.keys3 % size
    context, _ = places(model.keys2, model.keys3 // size)
    lower = model.back2[context] + model.after_one(second, third)
    heard = often[first] + model.after_one(first, second) + model.log3
    kept3 = np.exp(heard) * np.abs(model.log3 - lower) > least3
    keys3, log3 = model.keys3[kept3], model.log3[kept3]
    first, second = model.keys2 // size, model.keys2 % size
    lower = model.back1[first] + model.log1[second]
    kept2 = (np.exp(often[first] + model.log2) * np.abs(model.log2 - lower) > least2) | np.isin(model.keys2, np.unique(keys3 // size))
    return normalised(model.words, model.log1, model.keys2[kept2], model.log2[kept2], keys3, log3)
