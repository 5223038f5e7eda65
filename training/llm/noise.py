"""Mistakes a recogniser makes, put into the words of a request template (never into its slots)."""

import random
from functools import lru_cache

from training.llm.grammar import CJK

CONFUSIONS = {
    "to": ["two", "too", "the"], "for": ["four", "of", "fur"], "the": ["a", "that", ""], "a": ["the", ""], "is": ["as", "his", ""],
    "in": ["and", "an", "on"], "and": ["an", "in"], "what": ["why", "what's", "wat"], "what's": ["what", "watts", "was"],
    "weather": ["whether", "wether", "feather"], "time": ["tim", "dime", "times"], "timer": ["time", "timber", "diner"], "set": ["said", "sat", "get"],
    "how": ["who", "cow"], "note": ["not", "nope", "node"], "notes": ["nodes", "not"], "tell": ["tail", "tall"], "me": ["my", "be"],
    "you": ["u", "your"], "do": ["due", "to"], "date": ["day", "dates"], "day": ["they", "date"], "many": ["money", "men he"],
    "can": ["and", "cam"], "i": ["eye", ""], "please": ["peas", ""], "cancel": ["council", "cancer"], "stop": ["stock", "top"],
    "remind": ["remain", "mind"], "translate": ["translated", "trans late"], "chinese": ["chinees", "china's"], "say": ["see", "said"],
    "weather's": ["whether's"], "convert": ["convent", "covert"], "look": ["luck", "book"], "my": ["by", "me"], "your": ["you're", "or"],
    "voice": ["boys", "choice"], "slower": ["lower", "slow or"], "faster": ["fester", "pastor"], "who": ["how", "ho"], "was": ["is", "were"],
}


@lru_cache
def homophones() -> dict[str, list[str]]:
    """Common characters by their toneless pinyin, from the corpus' own Chinese text."""
    from pypinyin import lazy_pinyin
    from training.llm.slots import vocabulary
    groups: dict[str, list[str]] = {}
    for char in vocabulary("zh"):
        groups.setdefault(lazy_pinyin(char)[0], []).append(char)
    return {char: [other for other in group if other != char] for group in groups.values() for char in group}


def corrupt(template: str, language: str, rng: random.Random) -> str:
    """Drops or confuses one word (English) or character (Chinese) outside the slots."""
    return (_corrupt_en if language == "en" else _corrupt_zh)(template, rng)


def _corrupt_en(template: str, rng: random.Random) -> str:
    words = template.split()
    free = [i for i, word in enumerate(words) if "{" not in word]
    if len(free) < 3:
        return template
    index = rng.choice(free)
    words[index] = rng.choice(CONFUSIONS.get(words[index], [words[index], words[index] + "s", ""]))
    return " ".join(word for word in words if word)


def _corrupt_zh(template: str, rng: random.Random) -> str:
    outside, depth = [], 0
    for index, char in enumerate(template):
        depth += (char == "{") - (char == "}")
        if depth == 0 and CJK.match(char):
            outside.append(index)
    if len(outside) < 4:
        return template
    index = rng.choice(outside)
    others = homophones().get(template[index], [])
    replacement = rng.choice(others) if others and rng.random() < 0.75 else ""
    return template[:index] + replacement + template[index + 1:]
