"""Mistakes a recogniser makes, put into the words of a request template (never into its slots)."""

import random
from collections import Counter
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
    "there": ["the", "their"], "here": ["he", "her"], "when": ["wants", "one"], "needs": ["need"], "shops": ["shop"], "coats": ["coat"], "jackets": ["jacket"],
    "voice": ["boys", "choice"], "slower": ["lower", "slow or"], "faster": ["fester", "pastor"], "who": ["how", "ho"], "was": ["is", "were"],
}


VOWELS = "aeiou"
# A character must stand this often in the sentences of Tatoeba before the recogniser is thought to write it.
COMMON = 40


# Initials and finals that the recogniser takes for one another, heard on voices it was trained on.
NEAR_SOUNDS = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("x", "s"), ("t", "d"), ("k", "g"), ("ang", "an"), ("eng", "en"), ("ing", "in"), ("uo", "u"), ("ou", "u")]


def near_sounds(syllable: str) -> list[str]:
    """Toneless syllables one initial or final away; not all of them exist."""
    found = []
    for one, other in NEAR_SOUNDS:
        for a, b in ((one, other), (other, one)):
            if syllable.startswith(a) and not (a in "zcs" and syllable[1:2] == "h"):
                found.append(b + syllable[len(a):])
            elif syllable.endswith(a):
                found.append(syllable[:-len(a)] + b)
    return found


@lru_cache
def homophones() -> dict[str, list[str]]:
    """Common characters that sound alike or nearly so but for the tone, from the corpus' own Chinese text."""
    from pypinyin import lazy_pinyin
    from training.llm.slots import tatoeba
    counts = Counter(char for _, chinese in tatoeba()["train"] for char in CJK.findall(chinese))
    groups: dict[str, list[str]] = {}
    for char in sorted(char for char, count in counts.items() if count >= COMMON):
        groups.setdefault(lazy_pinyin(char)[0], []).append(char)
    near = {sound: [char for other in near_sounds(sound) for char in groups.get(other, [])] for sound in groups}
    # Near sounds are a third of all at most: a homophone is likelier.
    return {char: [other for other in group if other != char] + near[sound][:max(1, len(group) // 2)] for sound, group in groups.items() for char in group}


def mishear(text: str, language: str, rng: random.Random, share: float) -> str:
    """A spoken text with about `share` of its words (English) or characters (Chinese) misheard or lost."""
    if language == "zh":
        heard = [_misheard_character(char, rng) if rng.random() < share else char for char in text]
        return "".join(heard) or text
    words = [_misheard_word(word, rng) if rng.random() < share else word for word in text.split()]
    return " ".join(word for word in words if word) or text


def _misheard_character(char: str, rng: random.Random) -> str:
    others = homophones().get(char, [])
    return rng.choice(others) if others and rng.random() < 0.75 else ""


def _misheard_word(word: str, rng: random.Random) -> str:
    """A known confusion, a lost word, a lost letter or another vowel."""
    if word in CONFUSIONS and rng.random() < 0.6:
        return rng.choice(CONFUSIONS[word])
    if rng.random() < 0.25 or len(word) < 3:
        return ""
    index = rng.randrange(len(word))
    other = rng.choice(VOWELS) if word[index] in VOWELS and rng.random() < 0.6 else ""
    return word[:index] + other + word[index + 1:]


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
