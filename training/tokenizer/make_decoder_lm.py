"""Writes the decoder's resources: `python -m training.tokenizer.make_decoder_lm`.

`lm-en.json`, `lm-zh.json`, the same format, a back-off bigram over words:
  "words":    [word, …]; the index is the word's id. Id n = len(words) is <s>, n + 1 is </s>.
  "unigram":  [cost, …] of n + 2 entries (<s> is never predicted), cost = round(-100·ln p).
  "backoff":  [cost, …] of n + 2 entries: what is added to a unigram cost when the bigram is missing.
  "bigrams":  for each first word (n + 1 rows, <s> last) a flat [step, cost, step, cost, …]: the second
              word's id is the sum of the steps so far (ids ascend), the cost is of the whole bigram.
  "decode":   the parameters of the search (see decode.py and README.md).
`lexicon-zh.json`:
  "entries":  { "jin1 tian1": [ids of lm-zh words, most frequent first], … }; every unit has an entry.

Estimated with absolute discounting (0.75) interpolated with add-0.1 unigrams, from the user prompts of
the llm's corpus and the Tatoeba sentences, without the held-out ones; Mandarin words also get a share
of jieba's dictionary frequencies (MIT licence), so that any everyday word can be written.
"""

import json
import math
from collections import Counter, defaultdict

from . import texts
from .paths import PACK
from .text import common_characters, jieba, to_syllables, units

DISCOUNT = 0.75
PROMPT_WEIGHT = 2
ENGLISH_OPTIONS = {"beam": 24, "weight": 0.6, "wordBonus": 1.6, "oovPenalty": 10.0, "oovLetter": 1.2, "minLogProb": -8.0}
MANDARIN_OPTIONS = {"beam": 40, "weight": 0.7, "candidates": 6, "candidateRange": 7.0, "maxWordLength": 4, "paths": 60}
DICTIONARY_WORDS = 24000


def cost(probability):
    return round(-100 * math.log(probability))


def estimate(sentences, extra, options):
    """Builds the file's dictionary from (words, weight) sentences and extra unigram counts."""
    unigram, bigram = Counter(extra), defaultdict(Counter)
    for sentence, weight in sentences:
        for word in sentence:
            unigram[word] += weight
        for first, second in zip(["<s>", *sentence], [*sentence, "</s>"]):
            bigram[first][second] += weight
        unigram["</s>"] += weight
    words = sorted(w for w in unigram if w != "</s>")
    ids = {w: i for i, w in enumerate(words)} | {"<s>": len(words), "</s>": len(words) + 1}
    total = sum(unigram.values()) + 0.1 * len(words)
    share = {w: (unigram[w] + 0.1) / total for w in [*words, "</s>"]}
    rows, backoff = [], []
    for first in [*words, "<s>"]:
        following, count = bigram.get(first, {}), sum(bigram.get(first, {}).values())
        left = DISCOUNT * len(following) / count if count else 1.0
        row, last = [], 0
        for second in sorted(following, key=ids.get):
            probability = (following[second] - DISCOUNT) / count + left * share[second]
            row += [ids[second] - last, cost(probability)]
            last = ids[second]
        rows.append(row)
        backoff.append(cost(left))
    return {"words": words, "unigram": [cost(share[w]) for w in words] + [0, cost(share["</s>"])],
            "backoff": [*backoff, 0], "bigrams": rows, "decode": options}


def write(name, data):
    path = PACK / name
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(name, path.stat().st_size, "bytes")


def english():
    sentences = [(t.split(), PROMPT_WEIGHT) for t in texts.prompts("en")] + [(t.split(), 1) for t in texts.tatoeba("en")]
    rng = texts.seeded(3)
    drawn = {texts.NORMALIZE["en"](texts.request("en", rng)) for _ in range(6000)}
    sentences += [(t.split(), 1) for t in sorted(filter(None, drawn))]
    digits = "zero one two three four five six seven eight nine".split()
    sentences += [(rng.choices(digits, k=rng.randint(1, 7)), 1) for _ in range(300)]
    words = "alexa computer jarvis snowboy view glass smart mirror".split()
    return estimate(sentences, {w: 2 for w in words}, ENGLISH_OPTIONS)


def mandarin_words():
    """Word → unigram share from the dictionary, words of common characters only."""
    common = set(common_characters())
    rows = sorted(((n, w) for w, n in jieba.dt.FREQ.items() if n > 0 and 1 <= len(w) <= 4 and set(w) <= common), reverse=True)
    chosen = {w: n for n, w in rows[:DICTIONARY_WORDS]}
    for character in common:
        chosen.setdefault(character, jieba.dt.FREQ.get(character, 0) or 1)
    for word in texts.vocabulary("zh"):
        if len(word) <= 4:
            chosen.setdefault(word, 20)
    return chosen


def mandarin():
    dictionary = mandarin_words()
    limit = lambda words: [p for w in words for p in ([w] if len(w) <= 4 else list(w))]
    cut = lambda text: limit(jieba.cut(text))
    sentences = [(cut(t), PROMPT_WEIGHT) for t in texts.prompts("zh")] + [(cut(t), 1) for t in texts.tatoeba("zh")]
    rng = texts.seeded(4)
    drawn = {texts.NORMALIZE["zh"](texts.request("zh", rng)) for _ in range(4000)}
    sentences += [(cut(t), 1) for t in sorted(filter(None, drawn))]
    said = sum(len(words) * weight for words, weight in sentences)
    scale = 0.4 * said / sum(dictionary.values())
    return estimate(sentences, {w: n * scale for w, n in dictionary.items()}, MANDARIN_OPTIONS)


def lexicon(model):
    """Syllables → word ids; readings of single characters from pypinyin's heteronyms."""
    from pypinyin import Style, pinyin
    known, entries = set(units()), defaultdict(set)
    for index, word in enumerate(model["words"]):
        readings = [to_syllables(word)]
        if len(word) == 1:
            rows = pinyin(word, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0]
            readings += [[row.replace("ü", "v")] for row in rows]
        for reading in readings:
            if len(reading) == len(word) and set(reading) <= known:
                entries[" ".join(reading)].add(index)
    for unit in units()[29:]:
        if unit not in entries:
            near = [i for tone in "12345" for i in entries.get(unit[:-1] + tone, ())]
            entries[unit].update(near)
    order = model["unigram"]
    return {"entries": {key: sorted(ids, key=order.__getitem__)[:40] for key, ids in sorted(entries.items()) if ids}}


def main():
    write("lm-en.json", english())
    model = mandarin()
    write("lm-zh.json", model)
    write("lexicon-zh.json", lexicon(model))


if __name__ == "__main__":
    main()
