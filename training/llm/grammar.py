"""The small text grammar the corpus is written in.

`(a|b|)` is a choice, may nest and may be empty; `{name}` is a slot. Choices are drawn with the
caller's random generator, so one seed gives one corpus.
"""

import random
import re
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
CHOICE = re.compile(r"\(([^()]*)\)")
SLOT = re.compile(r"\{(\w+)\}")
CJK = re.compile(r"[\u3400-\u9fff]")


def expand(template: str, rng: random.Random) -> str:
    """Draws every choice of `template`, innermost first; slots stay."""
    while True:
        match = CHOICE.search(template)
        if match is None:
            return tidy(template)
        template = template[:match.start()] + rng.choice(match[1].split("|")) + template[match.end():]


def tidy(text: str) -> str:
    """Closes the gaps that empty choices leave."""
    text = re.sub(r" {2,}", " ", text).strip()
    return re.sub(r" ([,.?!，。？！])", r"\1", text)


def fill(template: str, values: dict[str, str]) -> str:
    """Puts `values` into the slots; an unknown slot is an error in the corpus."""
    return SLOT.sub(lambda match: str(values[match[1]]), template)


def read_sections(name: str) -> dict[str, list[str]]:
    """Sections of a corpus file: `[name]` heads, one entry a line, `#` comments."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (CORPUS / name).read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            current = sections.setdefault(line[1:-1], [])
        else:
            current.append(line)
    return sections


def count_expansions(template: str) -> int:
    """How many texts a template can become, its slots counted once."""
    total = 1
    while (match := CHOICE.search(template)) is not None:
        total *= len(match[1].split("|"))
        template = template[:match.start()] + template[match.end():]
    return total
