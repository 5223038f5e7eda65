"""Letter-to-sound for English words outside the dictionary: a pruned tree of letter contexts, as JSON for the page.

    python -m training.voice.g2p

Training: every letter of a dictionary word is aligned with none, one or two phones (hard EM); then each letter's chunk is
predicted from its context, one letter more at a time in the order ORDER (an IGTree, Daelemans et al. 1997).

Decoding (`pronounce`): for each letter take tree[letter]; a node is a number (a chunk index) or [chunk, letters, nodes]; look the
letter at the next offset of `order` up in `letters` ("_" outside the word); stop when it is not there; the chunk of the last node
reached is the answer. Join the chunks ("" is silence); vowels end in their stress digit. Of several 1s only the first stays, the
rest become 2; without any, the first vowel becomes 1. Letters other than a–z are dropped first.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections import Counter, defaultdict

from .features import ROOT
from .phonemes import ENGLISH_VOWELS, PACK, load_cmudict, split_stress

ORDER = [1, -1, 2, -2, 3, -3, 4, -4]
LIMIT_BYTES = 300_000
MAX_CHUNK = 2


def dictionary_words() -> list[tuple[str, list[str]]]:
    return [(w, p.lower().split()) for w, p in load_cmudict().items() if re.fullmatch(r"[a-z]{2,}", w)]


def is_held_out(word: str) -> bool:
    return zlib.crc32(word.encode()) % 20 == 0


def bare(chunk: str) -> str:
    return re.sub(r"\d", "", chunk)


def align(word: str, phones: list[str], cost) -> list[str] | None:
    """One chunk a letter, of least total cost; None when phones outnumber what letters can hold."""
    letters, count = len(word), len(phones)
    best = [[math.inf] * (count + 1) for _ in range(letters + 1)]
    came = [[0] * (count + 1) for _ in range(letters + 1)]
    best[0][0] = 0.0
    for i in range(letters):
        for j in range(count + 1):
            if best[i][j] == math.inf:
                continue
            for size in range(min(MAX_CHUNK, count - j) + 1):
                value = best[i][j] + cost(word[i], bare(" ".join(phones[j : j + size])))
                if value < best[i + 1][j + size]:
                    best[i + 1][j + size], came[i + 1][j + size] = value, size
    if best[letters][count] == math.inf:
        return None
    chunks, j = [], count
    for i in range(letters, 0, -1):
        size = came[i][j]
        chunks.append(" ".join(phones[j - size : j]))
        j -= size
    return chunks[::-1]


def learn_costs(words, rounds: int = 4):
    """Hard EM over -log p(chunk | letter), from a start that prefers one phone to a letter and like to like."""
    def start(letter: str, chunk: str) -> float:
        same = chunk[:1] == letter or (chunk in ENGLISH_VOWELS) == (letter in "aeiouy")
        return {0: 1.2, 1: 0.5 if same else 1.5}.get(len(chunk.split()), 3.0)

    cost = start
    for _ in range(rounds):
        counts: dict[str, Counter] = defaultdict(Counter)
        for word, phones in words:
            for letter, chunk in zip(word, align(word, phones, cost) or []):
                counts[letter][bare(chunk)] += 1
        totals = {k: sum(v.values()) for k, v in counts.items()}

        def cost(letter: str, chunk: str, counts=counts, totals=totals) -> float:
            return -math.log((counts[letter][chunk] + 0.05) / (totals.get(letter, 0) + 10))
    return cost


def context(word: str, i: int) -> str:
    return "".join(word[i + o] if 0 <= i + o < len(word) else "_" for o in ORDER)


def grow(examples: list[tuple[str, str]], depth: int, above: str, least: int):
    """A node over (context, chunk) pairs, or None when it would only repeat the node above."""
    counts = Counter(chunk for _, chunk in examples)
    chunk, votes = counts.most_common(1)[0]
    if chunk != above and votes - counts[above] < least:
        chunk = above
    children = {}
    if depth < len(ORDER) and len(counts) > 1:
        groups = defaultdict(list)
        for item in examples:
            groups[item[0][depth]].append(item)
        for letter, group in sorted(groups.items()):
            if len(group) >= least and (node := grow(group, depth + 1, chunk, least)) is not None:
                children[letter] = node
    return None if chunk == above and not children else (chunk, children)


def pack(node, index: dict[str, int]):
    chunk, children = node
    if not children:
        return index[chunk]
    return [index[chunk], "".join(children), [pack(c, index) for c in children.values()]]


def build(aligned, least: int) -> dict:
    examples = defaultdict(list)
    for word, chunks in aligned:
        for i, chunk in enumerate(chunks):
            examples[word[i]].append((context(word, i), chunk))
    chunks = sorted({c for group in examples.values() for _, c in group})
    index = {c: i for i, c in enumerate(chunks)}
    tree = {letter: pack(grow(group, 0, "?", least), index) for letter, group in sorted(examples.items())}
    return {"order": ORDER, "chunks": chunks, "tree": tree}


def pronounce(word: str, table: dict) -> list[tuple[str, int]]:
    """Phones and stresses of a word by the table alone."""
    word = re.sub("[^a-z]", "", word.lower())
    tokens: list[str] = []
    for i, letter in enumerate(word):
        node, depth, around = table["tree"][letter], 0, context(word, i)
        while isinstance(node, list):
            at = node[1].find(around[depth]) if depth < len(around) else -1
            if at < 0:
                node = node[0]
            else:
                node, depth = node[2][at], depth + 1
        tokens += table["chunks"][node].split()
    phones = split_stress(" ".join(tokens))
    ones = [i for i, (_, s) in enumerate(phones) if s == 1]
    for i in ones[1:]:
        phones[i] = (phones[i][0], 2)
    vowels = [i for i, (p, _) in enumerate(phones) if p in ENGLISH_VOWELS]
    if not ones and vowels:
        phones[vowels[0]] = (phones[vowels[0]][0], 1)
    return phones


def load_table() -> dict:
    return json.loads((PACK / "g2p-en.json").read_text())


def score(words, table: dict) -> dict[str, float]:
    """Shares of words with the right phones, and with stress too; phone errors by edit distance over phones."""
    import jiwer

    right = stressed = 0
    references, answers = [], []
    for word, phones in words:
        expected = split_stress(" ".join(phones).upper())
        got = pronounce(word, table)
        right += [p for p, _ in got] == [p for p, _ in expected]
        stressed += got == expected
        references.append(" ".join(p for p, _ in expected))
        answers.append(" ".join(p for p, _ in got) or "-")
    return {"words": len(words), "wordsRight": right / len(words), "withStress": stressed / len(words),
            "phoneErrorRate": jiwer.wer(references, answers)}


def main() -> None:
    words = dictionary_words()
    train, test = [w for w in words if not is_held_out(w[0])], [w for w in words if is_held_out(w[0])]
    cost = learn_costs(train[::5])
    aligned = [(w, c) for w, p in train if (c := align(w, p, cost))]
    for least in (2, 3, 4, 5, 6, 8):
        table = build(aligned, least)
        text = json.dumps(table, separators=(",", ":"))
        print("least", least, "bytes", len(text), flush=True)
        if len(text) <= LIMIT_BYTES:
            break
    (PACK / "g2p-en.json").write_text(text + "\n")
    print({k: round(v, 4) for k, v in score(test, table).items()})
    golden = [{"word": w, "phonemes": [p for p, _ in a], "accents": [s for _, s in a]}
              for w, _ in test[::250] if (a := pronounce(w, table))]
    lines = ",\n".join(json.dumps(g) for g in golden)
    (ROOT / "workers/vocoder/golden/g2p-en.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
