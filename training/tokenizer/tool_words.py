"""Sentences with the places and units that the page's tools know, for the word models.

The names are read from the tools' own tables (src/session/tools/places.ts and units.ts), so a place that can be answered can be
written. Some of them are values the llm's evaluation holds out; speech is never drawn from here, only the word models see them.
"""

import re

from . import texts
from .paths import ROOT

TOOLS = ROOT / "src" / "session" / "tools"
HAN = re.compile(r"[\u3400-\u9fff]+")
CONVERSIONS = {
    "en": "convert {n} {a} to {b}|how many {b} are in {n} {a}|what is {n} {a} in {b}|how many {b} is {n} {a}|{n} {a} in {b}|how many {b} in a {one}",
    "zh": "{n}{a}是多少{b}|{n}{a}等于多少{b}|把{n}{a}换算成{b}|{n}{a}有多少{b}|一{a}是多少{b}|{n}{a}换成{b}是多少",
}
# Cities that are more often another word.
AMBIGUOUS = {"nice"}


def table(name):
    return (TOOLS / name).read_text().split("TABLE = `\n", 1)[1].split("`", 1)[0].splitlines()


def places(language):
    """Every name of every place, in the recogniser's form."""
    entries = [entry for line in table("places.ts") for entry in line.split(":", 1)[1].split(";")]
    names = [name for entry in entries for name in (HAN.findall(entry) if language == "zh" else HAN.sub("", entry).split("/"))]
    return sorted({text for text in map(texts.NORMALIZE[language], names) if text})


def unit_kinds(language):
    """Lists of (singular, plural) of the units that convert into one another, in the recogniser's form."""
    kinds = []
    for line in table("units.ts"):
        rows = [row.strip().split("|") for row in line.split(":", 1)[1].split(";")]
        pairs = [(row[3], row[3]) if language == "zh" else (row[0], row[2]) for row in rows]
        kinds.append([tuple(map(texts.NORMALIZE[language], pair)) for pair in pairs if all(map(texts.NORMALIZE[language], pair))])
    return [kind for kind in kinds if len(kind) > 1]


def conversions(language, rng, count):
    """Requests to convert any unit into any other of its kind."""
    kinds, drawn = unit_kinds(language), []
    for _ in range(count):
        (one, many), (_, other) = rng.sample(rng.choice(kinds), 2)
        template = rng.choice(CONVERSIONS[language].split("|"))
        drawn.append(template.format(n=texts.number(language, rng), a=many, one=one, b=other))
    return sorted(set(drawn))


def elsewhere(language, said, rng, count):
    """`count` of the sentences `said` that name a city the llm is trained on, with any place the tools know in its stead."""
    known = {text for text in map(texts.NORMALIZE[language], texts.slots(language)["city"]) if text} - AMBIGUOUS
    # The longest first: 哈尔滨市 is no 哈.
    names = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    pattern = re.compile(names if language == "zh" else rf"\b(?:{names})\b")
    named, wanted, drawn = [text for text in said if pattern.search(text)], places(language), []
    for number in range(count):
        # Every place as often as any other.
        drawn.append(pattern.sub(wanted[number % len(wanted)], rng.choice(named), count=1))
    return sorted(set(drawn))
