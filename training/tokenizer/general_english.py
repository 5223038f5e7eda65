"""The general English trigram of Debian's pocketsphinx-en-us (Carnegie Mellon University, BSD-2-Clause) as a `Backoff`.

A file of `ngram_model_trie.c`: "Trie Language Model", u8 order, u32 n-grams of each order, i32 1 (16-bit tables), the tables
(float32: bigram probability and back-off, trigram probability, 65,536 each), the unigrams (float32 p, float32 back-off, u32
first bigram; one more at the end), packed bigrams and trigrams, u32 length and the words, each ended by a zero. The trie is
reversed: below a word stand the words before it. Probabilities are logarithms to the base 1.0001.
"""

from pathlib import Path

import numpy as np

from .word_models import Backoff

PATH = Path("/usr/share/pocketsphinx/model/en-us/en-us.lm.bin")
MAGIC = b"Trie Language Model"
BINS, BITS = 1 << 16, 16
LOG_BASE = np.log(1.0001)
UNSEEN = -16.5


def packed(data, width, offset, bits, count):
    """A field of `bits` at `offset` in every entry of `width` bits, (count,) int64."""
    data = np.concatenate([np.frombuffer(data, np.uint8), np.zeros(8, np.uint8)])
    bit = np.arange(count, dtype=np.int64) * width + offset
    value = np.zeros(count, np.uint64)
    for i in range(8):
        value |= data[np.minimum((bit >> 3) + i, len(data) - 1)].astype(np.uint64) << np.uint64(8 * i)
    return ((value >> (bit & 7).astype(np.uint64)) & np.uint64((1 << bits) - 1)).astype(np.int64)


class GeneralEnglish:
    """The whole file. `words` as they stand in it."""

    def __init__(self, path=PATH):
        data = path.read_bytes()
        if data[:19] != MAGIC or data[19] != 3:
            raise ValueError(f"{path} is not a trigram of pocketsphinx")
        counts = np.frombuffer(data, "<u4", 3, 20).tolist()
        at = 20 + 12 + 4
        self.tables = np.frombuffer(data, "<f4", 3 * BINS, at).reshape(3, BINS)
        at += self.tables.nbytes
        self.unigrams = np.frombuffer(data, np.dtype([("p", "<f4"), ("back", "<f4"), ("first", "<u4")]), counts[0] + 1, at)
        at += self.unigrams.nbytes
        id_bits, next_bits = counts[0].bit_length(), counts[2].bit_length()
        width2, width3 = id_bits + 2 * BITS + next_bits, id_bits + BITS
        bytes2, bytes3 = (((1 + count) * width + 7) // 8 + 8 for count, width in ((counts[1], width2), (counts[2], width3)))
        pairs, triples = data[at:at + bytes2], data[at + bytes2:at + bytes2 + bytes3]
        at += bytes2 + bytes3
        self.words = [w.decode("latin1") for w in data[at + 4:].split(b"\0")[: counts[0]]]
        count2 = int(self.unigrams["first"][-1])
        self.before2 = packed(pairs, width2, 0, id_bits, count2)
        self.back2 = self.tables[1][packed(pairs, width2, id_bits, BITS, count2)]
        self.log2 = self.tables[0][packed(pairs, width2, id_bits + BITS, BITS, count2)]
        self.first3 = packed(pairs, width2, id_bits + 2 * BITS, next_bits, count2 + 1)
        self.first3[-1] = counts[2]
        self.before3 = packed(triples, width3, 0, id_bits, counts[2])
        self.log3 = self.tables[2][packed(triples, width3, id_bits, BITS, counts[2])]

    def commonest(self, count, is_word):
        """The likeliest words that `is_word` accepts."""
        order = np.argsort(-self.unigrams["p"][:-1], kind="stable")
        return [w for w in (self.words[i] for i in order) if is_word(w)][:count]

    def over(self, words):
        """A `Backoff` over these words; those it does not know get a floor, and n-grams with others go."""
        size, ids = len(words) + 2, {w: i for i, w in enumerate([*words, "<s>", "</s>"])}
        own = np.array([ids.get(w, -1) for w in self.words])
        known = own >= 0
        log1, back1 = np.full(size, UNSEEN), np.zeros(size)
        log1[own[known]], back1[own[known]] = (self.unigrams[name][:-1][known] * LOG_BASE for name in ("p", "back"))
        log1[size - 2] = -30
        last2 = own[np.repeat(np.arange(len(own)), np.diff(self.unigrams["first"].astype(np.int64)))]
        first2 = own[self.before2]
        entry = np.repeat(np.arange(len(first2)), np.diff(self.first3))
        keys2, order2 = self.sorted_keys(size, first2, last2)
        keys3, order3 = self.sorted_keys(size, own[self.before3], first2[entry], last2[entry])
        scaled = lambda values, order: values[order].astype(np.float64) * LOG_BASE
        return Backoff(words, log1, back1, keys2, scaled(self.log2, order2), scaled(self.back2, order2), keys3, scaled(self.log3, order3))

    @staticmethod
    def sorted_keys(size, *columns):
        """(ascending keys, the entries they come from), without entries of unknown words."""
        kept = np.flatnonzero(np.all([column >= 0 for column in columns], axis=0))
        keys = np.zeros(len(kept), np.int64)
        for column in columns:
            keys = keys * size + column[kept]
        order = np.argsort(keys, kind="stable")
        return keys[order], kept[order]
