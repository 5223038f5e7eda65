"""What the page's tools know, the shipped word models can write."""

import json

from training.tokenizer import tool_words
from training.tokenizer.ngram_file import Ngram
from training.tokenizer.paths import PACK


def test_every_english_place_and_unit_is_made_of_known_words():
    known = set(Ngram((PACK / "lm-en.bin").read_bytes()).words)
    names = tool_words.places("en") + [plural for kind in tool_words.unit_kinds("en") for _, plural in kind]
    assert len(names) > 420
    assert [name for name in names if not set(name.split()) <= known] == []


def test_mandarin_places_are_words_of_their_own():
    model = Ngram((PACK / "lm-zh.bin").read_bytes())
    entries = json.loads((PACK / "lexicon-zh.json").read_text())["entries"]
    readable = {model.words[i] for ids in entries.values() for i in ids}
    names = [name for name in tool_words.places("zh") if len(name) <= 4]
    assert len(names) > 300
    # Those that jieba cuts in two are written by their halves.
    assert len([name for name in names if name not in readable]) <= 3
