"""Writes the decoder's resources: `python -m training.tokenizer.make_decoder_lm`.

`lm-en.bin`, `lm-zh.bin`: back-off trigrams over words (format: ngram_file.py).
`lexicon-zh.json`:
  "entries":  { "jin1 tian1": [ids of lm-zh words, most frequent first], … }; every unit has an entry.

English is three Kneser-Ney models interpolated and pruned: what people say to an assistant (the llm's prompts, the small
grammar of texts.py, numbers), everyday sentences (Tatoeba, the questions of the ChatterBot corpus, the llm's slot values), and
the general English of general_english.py. Mandarin is one of the same prompts and sentences, whose unigrams also get a share of
jieba's dictionary frequencies (MIT licence), so that any everyday word can be written. Nothing held out is among the texts: not
the held-out sentences, not the templates and values behind "!", not the Tatoeba pairs that the llm holds out; but every place and
unit that the page's tools know is (tool_words.py), also those that the llm's evaluation holds out.
"""

import json
import re
import zlib
from collections import defaultdict

import numpy as np

from training.llm.chat import chat_prompts
from training.llm.prompts import spoken_prompts
from training.llm.slots import as_spoken

from . import texts, tool_words
from .general_english import GeneralEnglish
from .human import is_test, rows_of
from .ngram_file import to_bytes
from .paths import DATA, PACK
from .text import common_characters, jieba, normalize_english, normalize_mandarin, to_syllables, units
from .word_models import interpolate, kneser_ney, prune

ENGLISH_OPTIONS = {"beam": 96, "weight": 1.0, "wordBonus": 1.6, "oovPenalty": 20.0, "oovLetter": 1.2, "minLogProb": -10.0, "ahead": 0.2,
                   "sharpness": 1.1, "blankBias": -1.0, "gap": 16.0}
MANDARIN_OPTIONS = {"beam": 40, "weight": 0.8, "candidates": 6, "candidateRange": 7.0, "maxWordLength": 4, "paths": 60}
DICTIONARY_WORDS = 40_000
# The dictionary's commonest words of two and more characters are texts of their own, because people say single words.
WORDS_ALONE = 16_000
# What the dictionary adds to the unigrams, for each count that texts give; half of it by the roots of the dictionary's frequencies, so that rare words are not out of reach.
DICTIONARY_SHARE = 0.6
GENERAL_WORDS = 30000
TOOL_PROMPTS = {"en": 45_000, "zh": 30_000}
# Requests with any place, and conversions of any units, that the tools know.
PLACE_REQUESTS = {"en": 3_000, "zh": 7_500}
CONVERSIONS = {"en": 500, "zh": 1_500}
# Assistant, everyday, general; chosen for the perplexity of the tuning sentences, without losing much of that of everyday ones.
SHARES = (0.6, 0.2, 0.2)
LEAST_PAIR, LEAST_TRIPLE = 5e-8, 2e-8
# As in training/llm/slots.py.
LLM_HELD_OUT_PERCENT = 3


def everyday(language):
    """Tatoeba sentences without those that the llm holds out."""
    rows = [line.split("\t")[:2] for line in (DATA / "text" / "tatoeba-en-zh.tsv").read_text().splitlines()]
    held = {texts.NORMALIZE[language](row[0 if language == "en" else 1]) for row in rows
            if zlib.crc32(row[0].lower().encode()) % 100 < LLM_HELD_OUT_PERCENT}
    return [text for text in texts.tatoeba(language) if text not in held]


def chatterbot(language):
    """Lines of the ChatterBot corpus, cut into sentences."""
    folder, found = DATA / "text" / "chatterbot-corpus" / {"en": "english", "zh": "chinese"}[language], []
    for path in sorted(folder.glob("*.yml")):
        for line in re.findall(r"^\s*-?\s*-\s+(.*)$", path.read_text(errors="ignore"), re.M):
            found += [texts.NORMALIZE[language](part) for part in re.split(r"(?<=[.!?。！？])\s*", line.strip("\"' "))]
    return [text for text in found if text and len(text) <= 160]


def requests(language, seed, count):
    """The small grammar of texts.py, and numbers."""
    rng = texts.seeded(seed)
    drawn = sorted({text for text in (texts.NORMALIZE[language](texts.request(language, rng)) for _ in range(count)) if text})
    return drawn + [texts.number(language, rng) for _ in range(count // 5)]


def assistant_prompts(language):
    """The llm's trained prompts in the recogniser's form, with more tool requests than speech is drawn from."""
    count = len({as_spoken(text) for text in chat_prompts(language, False)}) + TOOL_PROMPTS[language]
    rows = map(texts.NORMALIZE[language], spoken_prompts(language, False, count, 1))
    said = sorted({*filter(None, rows)} - set(texts.held_out(language)))
    rng = texts.seeded(6)
    known = tool_words.elsewhere(language, said, rng, PLACE_REQUESTS[language]) + tool_words.conversions(language, rng, CONVERSIONS[language])
    return said + sorted({*known} - {*said} - set(texts.held_out(language)))


def english():
    rng = texts.seeded(5)
    digits = "zero one two three four five six seven eight nine oh".split()
    assistant = [t.split() for t in assistant_prompts("en") + requests("en", 3, 8000)]
    assistant += [rng.choices(digits, k=rng.randint(1, 7)) for _ in range(300)]
    assistant += [t.split() for t in ("alexa", "computer", "jarvis", "snowboy", "view glass", "smart mirror") for _ in range(3)]
    values = [normalize_english(v) for row in texts.slots("en").values() for v in row]
    plain = [t.split() for t in everyday("en") + chatterbot("en") + [v for v in values if v]]
    general = GeneralEnglish()
    words = {w for sentence in assistant + plain for w in sentence}
    words = sorted(words.union(general.commonest(GENERAL_WORDS, re.compile("[a-z][a-z']*$").match)))
    models = [kneser_ney(words, assistant), kneser_ney(words, plain), general.over(words)]
    return prune(interpolate(models, SHARES), LEAST_PAIR, LEAST_TRIPLE)


def mandarin_words():
    """Word → unigram share from the dictionary, words of common characters only."""
    common = set(common_characters())
    # Until then its table of frequencies is empty.
    jieba.initialize()
    rows = sorted(((n, w) for w, n in jieba.dt.FREQ.items() if n > 0 and 1 <= len(w) <= 4 and set(w) <= common), reverse=True)
    chosen = {w: n for n, w in rows[:DICTIONARY_WORDS]}
    for character in common:
        chosen.setdefault(character, jieba.dt.FREQ.get(character, 0) or 1)
    for word in recorded_words():
        if len(word) <= 4:
            chosen.setdefault(word, 20)
    return chosen


def recorded_words():
    """Words of the Mandarin reader, without those that test the recogniser."""
    said = {normalize_mandarin(text) for file, _, text, speaker in rows_of("zh-words") if not is_test("zh-words", file, text, speaker)}
    return sorted(filter(None, said))


def mandarin():
    dictionary, names = mandarin_words(), set(tool_words.places("zh"))
    halves = lambda word: [word[: (len(word) + 1) // 2], word[(len(word) + 1) // 2:]]
    limit = lambda words: [p for w in words for p in ([w] if len(w) <= 4 else halves(w) if w in names else list(w))]
    said = assistant_prompts("zh") + requests("zh", 4, 6000) + everyday("zh") + chatterbot("zh")
    sentences = [limit(jieba.cut(text)) for text in [*said, *recorded_words()]]
    # Said alone, so that a single word may begin and end an utterance.
    sentences += [[word] for word in sorted(dictionary, key=lambda w: (-dictionary[w], w)) if len(word) > 1][:WORDS_ALONE]
    words = sorted({*dictionary, *(w for sentence in sentences for w in sentence)})
    share = np.array([dictionary.get(w, 0) for w in words], float)
    rare = np.sqrt(share)
    return kneser_ney(words, sentences, extra=DICTIONARY_SHARE / 2 * (share / share.sum() + rare / rare.sum()))


def lexicon(model):
    """Syllables → word ids; readings of single characters from pypinyin's heteronyms."""
    from pypinyin import Style, pinyin
    known, entries = set(units()), defaultdict(set)
    for index, word in enumerate(model.words):
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
    order = -model.log1
    return {"entries": {key: sorted(ids, key=order.__getitem__)[:40] for key, ids in sorted(entries.items()) if ids}}


def write(name, data):
    (PACK / name).write_bytes(data)
    print(name, len(data), "bytes", flush=True)


def main():
    write("lm-en.bin", to_bytes(english(), ENGLISH_OPTIONS))
    model = mandarin()
    write("lm-zh.bin", to_bytes(model, MANDARIN_OPTIONS))
    entries = json.dumps(lexicon(model), ensure_ascii=False, separators=(",", ":"))
    write("lexicon-zh.json", f"{entries}\n".encode())


if __name__ == "__main__":
    main()
