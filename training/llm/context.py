"""Exchanges about the conversation itself: names told and asked, repeats, what was said before."""

import random
from functools import lru_cache

from training.llm.exchanges import Message, call_text, human
from training.llm.grammar import expand, fill, read_sections
from training.llm.slots import Draw, pick, pseudo_name, register, short_pairs
from training.llm.case import Case

# What a person tells about themselves, and the slot that holds it.
FACTS = {"name": "name", "city": "city", "job": "job", "food": "food", "hobby": "hobby", "color": "color",
         "pet": "animal", "friend": "name", "age": "age"}


@lru_cache
def sections(language: str) -> dict[str, list[str]]:
    return read_sections(f"context-{language}.txt")


def one_of(draw: Draw, section: str) -> str:
    lines = [line for line in sections(draw.language)[section] if not line.startswith("!")]
    return expand(draw.rng.choice(lines), draw.rng)


def reply_of(draw: Draw, section: str, value: str) -> Message:
    text = fill(one_of(draw, section), {"x": value})
    return "assistant", text[:1].upper() + text[1:]


def fact_value(draw: Draw, fact: str) -> str:
    """The written form of what is told."""
    written = Draw(draw.rng, draw.language, False)
    if fact == "age":
        from training.llm.number_words import english, mandarin
        return (english if draw.language == "en" else mandarin)(draw.rng.randint(5, 90))
    if fact in ("name", "friend") and draw.language == "en" and draw.rng.random() < 0.4:
        return pseudo_name(draw.rng)
    return pick(written, FACTS[fact]) if draw.language == "zh" or fact in ("name", "city", "friend") else pick(written, FACTS[fact]).lower()


def told_and_asked(draw: Draw, filler: list[Message]) -> list[Message]:
    """A fact told, perhaps other talk between, and the fact asked for."""
    facts = draw.rng.sample(list(FACTS), draw.rng.choice([1, 1, 2]))
    messages: list[Message] = []
    values = {fact: fact_value(draw, fact) for fact in facts}
    for fact in facts:
        messages += [human(fill(one_of(draw, f"{fact}.tell"), {"x": values[fact]}), draw),
                     reply_of(draw, f"{fact}.ok", values[fact])]
    messages += filler
    for fact in draw.rng.sample(facts, len(facts)):
        if draw.rng.random() < 0.9:
            messages += [human(one_of(draw, f"{fact}.ask"), draw),
                         reply_of(draw, f"{fact}.answer", values[fact])]
    return messages


def not_told(draw: Draw, so_far: list[Message]) -> list[Message]:
    """A question about something never told, which must be admitted."""
    if so_far:
        return repeat_or_recall(draw, so_far)
    fact = draw.rng.choice(list(FACTS))
    return [human(one_of(draw, f"{fact}.ask"), draw), ("assistant", one_of(draw, f"{fact}.unknown"))]


def repeat_or_recall(draw: Draw, so_far: list[Message]) -> list[Message]:
    """"Say that again", "what did I just say", "say that in Chinese"."""
    replies = [c for r, c in so_far if r == "assistant" and "<tool_call>" not in c]
    asked = [c.split("]\n")[-1] for r, c in so_far if r == "human"]
    kind = draw.rng.choice(["repeat", "repeat", "recall", "translate"])
    if not replies or not asked:
        return [human(one_of(draw, "repeat.ask"), draw), ("assistant", one_of(draw, "repeat.nothing"))]
    if kind == "repeat":
        return [human(one_of(draw, "repeat.ask"), draw), ("assistant", replies[-1])]
    if kind == "recall":
        return [human(one_of(draw, "recall.ask"), draw), ("assistant", fill(one_of(draw, "recall.answer"), {"x": asked[-1]}))]
    return translate_last(draw, replies[-1])


def translate_last(draw: Draw, reply: str) -> list[Message]:
    """The last reply goes to the tool `translate`."""
    target = "zh" if draw.language == "en" else "en"
    english, chinese = draw.rng.choice(short_pairs(False))
    shown = chinese if target == "zh" else english
    case = Case("translate", {"text": reply, "to": target}, {"translation": shown, "to": target})
    return [human(one_of(draw, "translate.ask"), draw), ("assistant", call_text(case)),
            ("input", f'{{"translation":"{shown}","to":"{target}"}}'.replace('""', '"')), ("assistant", fill(one_of(draw, "translate.answer"), {"x": shown}))]


def say_after_me(draw: Draw) -> list[Message]:
    """"Repeat after me: …" copies what follows."""
    from training.llm.slots import random_words, short_sentences
    text = draw.rng.choice(short_sentences(draw.language, False)) if draw.rng.random() < 0.7 else random_words(draw, 2, 6)
    said = register(draw, text)
    return [human(fill(one_of(draw, "echo.ask"), {"x": said}), draw), ("assistant", said)]


def draw_context_messages(rng: random.Random, language: str, so_far: list[Message]) -> list[Message]:
    from training.llm.exchanges import draw_tool_messages
    draw = Draw(rng, language, rng.random() < 0.75)
    chance = rng.random()
    if chance < 0.56:
        filler: list[Message] = []
        for _ in range(rng.choice([0, 0, 1, 2, 3])):
            filler += draw_filler(rng, language)
        return told_and_asked(draw, filler)
    if chance < 0.66:
        return not_told(draw, so_far)
    if chance < 0.79:
        return repeat_or_recall(draw, so_far)
    return say_after_me(draw) if chance < 0.91 else unclear(draw)


def unclear(draw: Draw) -> list[Message]:
    """Words in no order that makes sense, as a recogniser writes noise: it asks to say it again."""
    from training.llm.slots import random_words
    return [("human", random_words(draw, 3, 8)), ("assistant", one_of(draw, "unclear.answer"))]


def draw_filler(rng: random.Random, language: str) -> list[Message]:
    """Talk between telling and asking."""
    from training.llm.chat import chat_lines, draw_chat_messages
    from training.llm.exchanges import draw_tool_messages
    if chat_lines(language, False) and rng.random() < 0.6:
        return draw_chat_messages(rng, language, [1.0] * len(chat_lines(language, False)))
    return draw_tool_messages(rng, language)
