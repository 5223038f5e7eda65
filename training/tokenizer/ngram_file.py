"""The n-gram files of the decoder, `lm-en.bin` and `lm-zh.bin`: a back-off trigram over words in one byte a cost.

Little-endian. "SNGR", u32 length of the header, the header (JSON padded with spaces to a multiple of four), the words
joined by newlines (`textBytes`), then these arrays, each beginning at a multiple of four; n words have the ids 0…n-1,
<s> is n, </s> is n + 1:
  unigram cost u8 (n + 2), unigram back-off u8 (n + 2), bigrams of each first word u16 (n + 1),
  second word u16, cost u8, back-off u8, trigrams u16 of each bigram (first word, then second word ascend),
  third word u16 and cost u8 of each trigram (in the order of their bigrams, ascending).
A cost q means ln p = -q · costStep; a back-off q means ln weight = -(q - backoffZero) · costStep. `decode` of the header
holds the parameters of the search (decode.py).
"""

import json

import numpy as np

MAGIC = b"SNGR"
COST_STEP, BACKOFF_ZERO = 0.08, 32


def to_bytes(model, decode):
    """The file of a `Backoff` model (word_models.py)."""
    n, size = len(model.words), model.size
    if size >= 1 << 16:
        raise ValueError(f"{size} words do not fit ids of 16 bits")
    quantise = lambda x, zero=0: np.clip(np.round(-x / COST_STEP) + zero, 0, 255).astype(np.uint8)
    pairs = np.bincount(model.keys2 // size, minlength=size)[: n + 1]
    triples = np.bincount(np.searchsorted(model.keys2, model.keys3 // size), minlength=len(model.keys2))
    if max(pairs.max(initial=0), triples.max(initial=0)) >= 1 << 16:
        raise ValueError("a context has more followers than 16 bits count")
    text = "\n".join(model.words).encode()
    header = json.dumps({"words": n, "bigrams": len(model.keys2), "trigrams": len(model.keys3), "textBytes": len(text),
                         "costStep": COST_STEP, "backoffZero": BACKOFF_ZERO, "decode": decode}).encode()
    header += b" " * (-len(header) % 4)
    out = bytearray(MAGIC + len(header).to_bytes(4, "little") + header + text)
    for array in (quantise(model.log1), quantise(model.back1, BACKOFF_ZERO), pairs.astype("<u2"),
                  (model.keys2 % size).astype("<u2"), quantise(model.log2), quantise(model.back2, BACKOFF_ZERO), triples.astype("<u2"),
                  (model.keys3 % size).astype("<u2"), quantise(model.log3)):
        out += b"\0" * (-len(out) % 4) + array.tobytes()
    return bytes(out)


def split(data):
    """(header, the bytes behind it)."""
    if data[:4] != MAGIC:
        raise ValueError("not an n-gram file")
    length = int.from_bytes(data[4:8], "little")
    return json.loads(data[8:8 + length]), 8 + length


def with_options(data, decode):
    """The same file with other parameters of the search."""
    header, start = split(data)
    text = json.dumps(header | {"decode": decode}).encode()
    text += b" " * (-len(text) % 4)
    # The arrays keep their places among multiples of four, because both headers end at one.
    return MAGIC + len(text).to_bytes(4, "little") + text + data[start:]


class Ngram:
    """A model read from its file. A state is a word id or, above them, `first_pair` + the place of a bigram."""

    def __init__(self, data):
        header, at = split(data)
        n, bigrams, trigrams = header["words"], header["bigrams"], header["trigrams"]
        self.words = data[at:at + header["textBytes"]].decode().split("\n") if n else []
        self.begin, self.end, self.unknown, self.first_pair = n, n + 1, n + 2, n + 3
        self.step, self.zero, self.options = header["costStep"], header["backoffZero"], header["decode"]
        at += header["textBytes"]
        arrays = []
        for count, kind in ((n + 2, "u1"), (n + 2, "u1"), (n + 1, "<u2"), (bigrams, "<u2"), (bigrams, "u1"), (bigrams, "u1"),
                            (bigrams, "<u2"), (trigrams, "<u2"), (trigrams, "u1")):
            at += -at % 4
            arrays.append(np.frombuffer(data, kind, count, at))
            at += arrays[-1].nbytes
        self.cost1, self.back1, pairs, self.word2, self.cost2, self.back2, triples, self.word3, self.cost3 = arrays
        self.start2 = np.concatenate([[0], np.cumsum(pairs, dtype=np.int64), [pairs.sum(dtype=np.int64)]])
        self.start3 = np.concatenate([[0], np.cumsum(triples, dtype=np.int64)])

    @staticmethod
    def place(ids, low, end, word):
        found = low + int(np.searchsorted(ids[low:end], word))
        return found if found < end and ids[found] == word else -1

    def unigram(self, word):
        """ln P(word) without context; `word` may be `end`."""
        return -int(self.cost1[word]) * self.step

    def follow(self, state, word):
        """(ln P(word | state), the state after it); `state` may be `begin` or `unknown`, `word` may be `end`."""
        if state == self.unknown:
            return self.unigram(word), word
        pair = state - self.first_pair
        previous = state if pair < 0 else int(self.word2[pair])
        bigram = self.place(self.word2, self.start2[previous], self.start2[previous + 1], word)
        following, backoff = (word if bigram < 0 else bigram + self.first_pair), 0
        if pair >= 0:
            trigram = self.place(self.word3, self.start3[pair], self.start3[pair + 1], word)
            if trigram >= 0:
                return -int(self.cost3[trigram]) * self.step, following
            backoff = int(self.back2[pair]) - self.zero
        if bigram >= 0:
            return -(int(self.cost2[bigram]) + backoff) * self.step, following
        return -(int(self.cost1[word]) + backoff + int(self.back1[previous]) - self.zero) * self.step, following
