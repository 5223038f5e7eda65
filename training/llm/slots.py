"""Draws the values that fill the slots of the corpus: places, names, notes, numbers, phrases."""

import os
import random
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from training.llm.grammar import CJK, fill, read_sections

PUNCTUATION = re.compile(r"[^\w\s']|_")
HELD_OUT_PERCENT = 3


@dataclass
class Draw:
    """What a sampler may use: its generator, the language and register, and which split."""
    rng: random.Random
    language: str
    is_spoken: bool
    is_held: bool = False
    noise: float = 0.1  # share of spoken training requests with a recogniser's mistake


def data_folder() -> Path:
    return Path(os.environ.get("SOTTO_DATA", "../shared/data"))


def as_spoken(text: str) -> str:
    """Recogniser form: lower case, no punctuation but the apostrophe, Chinese without spaces."""
    text = PUNCTUATION.sub(" ", text.replace("’", "'")).lower()
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])", "", text)


@lru_cache
def tatoeba() -> dict[str, list[tuple[str, str]]]:
    """Tatoeba pairs (English, simplified Chinese), split by a hash of the English sentence."""
    from opencc import OpenCC
    simplify = OpenCC("t2s").convert
    split: dict[str, list[tuple[str, str]]] = {"train": [], "held": []}
    for line in (data_folder() / "text/tatoeba-en-zh.tsv").read_text(encoding="utf-8").splitlines():
        english, chinese = line.split("\t")[:2]
        chinese = simplify(chinese).replace("?", "？").replace("!", "！")
        if len(english) > 90 or len(chinese) > 45:
            continue
        held = zlib.crc32(english.lower().encode()) % 100 < HELD_OUT_PERCENT
        split["held" if held else "train"].append((english, chinese))
    held_chinese = {chinese for _, chinese in split["held"]}
    split["train"] = [pair for pair in split["train"] if pair[1] not in held_chinese]
    return split


@lru_cache
def short_sentences(language: str, is_held: bool) -> list[str]:
    """Short Tatoeba sentences without digits, for notes and phrases to copy."""
    column = 0 if language == "en" else 1
    limit = 42 if language == "en" else 14
    texts = [pair[column].rstrip(".!?。！？") for pair in tatoeba()["held" if is_held else "train"]]
    return [t for t in dict.fromkeys(texts) if 3 < len(t) <= limit or (language == "zh" and 2 <= len(t) <= limit)
            if not re.search(r"[\d\"“”A-Z]{2}|\d|\"|“", t)]


@lru_cache
def short_pairs(is_held: bool) -> list[tuple[str, str]]:
    """Short Tatoeba pairs for the tool `translate`."""
    pairs = tatoeba()["held" if is_held else "train"]
    return [(e, z) for e, z in pairs if len(e) <= 40 and len(z) <= 16 and not re.search(r"\d|\"|“", e + z)]


@lru_cache
def vocabulary(language: str) -> list[str]:
    """English words, or Chinese characters, of the training sentences."""
    if language == "en":
        words = {w for e, _ in tatoeba()["train"] for w in re.findall(r"[a-z]{3,}", e.lower())}
    else:
        words = {c for _, z in tatoeba()["train"] for c in CJK.findall(z)}
    return sorted(words)


@lru_cache
def pool(language: str, name: str, is_held: bool) -> list[str]:
    """Values of one slot file section, in the training or the held-out part."""
    values: list[str] = []
    for line in read_sections(f"slots-{language}.txt")[name]:
        if line.startswith("!") == is_held:
            values += [v.strip() for v in line.lstrip("! ").split(";") if v.strip()]
    return values


def pick(draw: Draw, name: str) -> str:
    """One value as written (typed) or as heard (spoken)."""
    # Evaluation mixes values that training saw with values it never saw.
    is_held = draw.is_held and draw.rng.random() < 0.5
    value = draw.rng.choice(pool(draw.language, name, is_held))
    if "{" in value:
        value = fill(value, {key: draw.rng.choice(pool(draw.language, key, False)) for key in ("country", "city")})
    return register(draw, value)


def register(draw: Draw, text: str) -> str:
    """`text` as this message would carry it: heard, or typed with careless casing at times."""
    if draw.is_spoken:
        return as_spoken(text)
    return text.lower() if draw.rng.random() < 0.3 else text


def pseudo_name(rng: random.Random) -> str:
    """A name nobody has, so that copying is learned rather than a list of names."""
    onset = ["b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "qu", "r", "s",
             "sh", "st", "t", "th", "tr", "v", "w", "y", "z"]
    rhyme = ["a", "e", "i", "o", "u", "an", "en", "in", "on", "ar", "er", "or", "el", "ia", "ey", "ock", "ett", "ard"]
    word = "".join(rng.choice(onset) + rng.choice(rhyme) for _ in range(rng.choice([1, 2, 2, 3])))
    return word.capitalize()


def random_words(draw: Draw, low: int, high: int) -> str:
    """Words (or characters) in no order that makes sense: copying must not lean on meaning."""
    count = draw.rng.randint(low, high)
    words = draw.rng.choices(vocabulary(draw.language), k=count)
    return (" " if draw.language == "en" else "").join(words)


def note_text(draw: Draw, kind: str) -> str:
    """The open-vocabulary text of a note."""
    rng = draw.rng
    chance = rng.random()
    if draw.is_held or chance < 0.4:
        return pick(draw, {"task": "task", "text": "fact_note"}[kind])
    if chance < 0.7:
        return register(draw, rng.choice(short_sentences(draw.language, draw.is_held)))
    if chance < 0.82:
        return register(draw, random_words(draw, 2, 5))
    return register(draw, compose_note(draw))


def compose_note(draw: Draw) -> str:
    """A note put together from slots."""
    written = Draw(draw.rng, draw.language, False, draw.is_held)
    name = pseudo_name(draw.rng) if draw.language == "en" and draw.rng.random() < 0.5 else pick(written, "name")
    item, other, city = (pick(written, key) for key in ("item", "item", "city"))
    choices = ([f"call {name}", f"buy {item} and {other}", f"email {name}", f"meet {name} in {city}",
                f"{name} likes {item}", f"give {name} the {item}", f"ask {name} about {item}",
                f"book a flight to {city}", f"{name} lives in {city}", f"bring {item} to {name}"]
               if draw.language == "en" else
               [f"给{name}打电话", f"买{item}和{other}", f"给{name}发邮件", f"在{city}见{name}", f"{name}喜欢{item}",
                f"把{item}给{name}", f"问{name}{item}的事", f"订去{city}的机票", f"{name}住在{city}", f"给{name}带{item}"])
    return draw.rng.choice(choices)


def subject_text(draw: Draw, name: str = "subject") -> str:
    """A thing to look up, now and then one that does not exist."""
    chance = draw.rng.random()
    if name == "subject" and not draw.is_held:
        if chance < 0.12:
            return register(draw, random_words(draw, 1, 3 if draw.language == "en" else 5))
        if chance < 0.3 and draw.language == "en":
            first = pick(Draw(draw.rng, "en", False), "name")
            return register(draw, f"{first} {pseudo_name(draw.rng)}")
    return pick(draw, name)
