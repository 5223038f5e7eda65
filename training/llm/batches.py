"""Conversations and translations as token rows with a loss weight for every token."""

import random
from functools import lru_cache

import numpy as np

from training.llm.bpe import SPECIAL, VOCABULARY, load_tokenizer
from training.llm.chat import chat_weights, draw_chat_messages
from training.llm.context import draw_context_messages
from training.llm.exchanges import Message, draw_tool_messages
from training.llm.grades import draw_graded
from training.llm.grammar import SLOT, read_sections
from training.llm.reflect import draw_reflection
from training.llm.slots import as_spoken, tatoeba

FIRST_TEXT_TOKEN = len(SPECIAL)
PAD, BOT, EOT, CALL, END_CALL = range(5)
OTHER_WEIGHT = 0.4  # loss weight of a token the assistant does not write
CALL_WEIGHT = 2.0  # of a tool call: few tokens, each of which must be right
OTHER_KEPT = 0.2  # share of those tokens that get a loss at all; the rest save their logits
Row = tuple[list[int], list[float]]


def encode(text: str) -> list[int]:
    return load_tokenizer().encode(text, add_special_tokens=False).ids


def encode_content(content: str) -> list[int]:
    """Assistant content: a tool call between its two special tokens, else plain text."""
    head, found, rest = content.partition("<tool_call>")
    if not found:
        return encode(content)
    return encode(head) + [CALL] + encode(rest.removesuffix("</tool_call>")) + [END_CALL]


def encode_message(role: str, content: str) -> Row:
    """`<|BOT|>{role}\\n{content}<|EOT|>`; only what the assistant writes has full weight."""
    head = [BOT] + encode(f"{role}\n")
    is_assistant = role == "assistant"
    written = CALL_WEIGHT if "<tool_call>" in content else 1.0
    body = (encode_content(content) if is_assistant else encode(content)) + [EOT]
    return head + body, [OTHER_WEIGHT] * len(head) + [written if is_assistant else OTHER_WEIGHT] * len(body)


def encode_messages(messages: list[Message]) -> Row:
    ids, weights = [], []
    for role, content in messages:
        row = encode_message(role, content)
        ids += row[0]
        weights += row[1]
    return ids, weights


def prompt_ids(messages: list[Message]) -> list[int]:
    """A prompt that waits for the assistant."""
    return encode_messages(messages)[0] + [BOT] + encode("assistant\n")


def translation_messages(english: str, chinese: str, target: str, is_spoken: bool) -> list[Message]:
    source, goal = (english, chinese) if target == "zh" else (chinese, english)
    return [("system", f"translate to {target}"), ("human", as_spoken(source) if is_spoken else source), ("assistant", goal)]


@lru_cache
def phrasebook() -> dict[str, list[tuple[str, str]]]:
    """Sections of corpus/phrasebook.txt as pairs, the held-out lines left away."""
    return {name: [tuple(part.strip() for part in line.split("|")) for line in lines if not line.startswith("!")]
            for name, lines in read_sections("phrasebook.txt").items()}


def draw_phrase(rng: random.Random) -> tuple[str, str]:
    """An everyday phrase in both languages, whole or put together from paired slots."""
    book = phrasebook()
    if rng.random() < 0.4:
        return rng.choice(book["pairs"])
    english, chinese = rng.choice(book["templates"])
    for name in SLOT.findall(english):
        one, other = rng.choice(book[name])
        english, chinese = english.replace(f"{{{name}}}", one), chinese.replace(f"{{{name}}}", other)
    return english, chinese


def draw_translation(rng: random.Random, shortness: int = 5) -> Row:
    """A phrase of the phrasebook or a Tatoeba pair, in either direction.

    Of `shortness` Tatoeba draws the shortest is taken: everyday sentences are short, and the short ones come back
    often enough to be learned.
    """
    if rng.random() < 0.4:
        english, chinese = draw_phrase(rng)
    else:
        english, chinese = min((rng.choice(tatoeba()["train"]) for _ in range(shortness)), key=lambda pair: len(pair[0]))
    is_spoken = rng.random() < 0.4 and not any(c.isdigit() for c in english + chinese)
    return encode_messages(translation_messages(english, chinese, rng.choice(["zh", "en"]), is_spoken))


def draw_translations(rng: random.Random, length: int) -> Row:
    """Translations one after another, as many as `length` tokens hold whole."""
    ids, weights = [], []
    while True:
        row = draw_translation(rng)
        if len(ids) + len(row[0]) <= length:
            ids += row[0]
            weights += row[1]
        elif ids:
            return ids, weights


def draw_exchange(rng: random.Random, language: str, so_far: list[Message], mix: dict[str, float]) -> list[Message]:
    """The next exchange of a conversation: a tool, chat, a graded reply, a sentence taken up, or something about what was said."""
    kind = rng.choices(list(mix), list(mix.values()))[0]
    weights = chat_weights_cached(language)
    if kind == "graded":
        return draw_graded(rng, language)
    if kind == "reflect":
        return draw_reflection(rng, language)
    if kind == "context":
        return draw_context_messages(rng, language, so_far)
    if kind == "chat" and weights:
        return draw_chat_messages(rng, language, weights)
    return draw_tool_messages(rng, language)


_WEIGHTS: dict[str, list[float]] = {}


def chat_weights_cached(language: str) -> list[float]:
    if language not in _WEIGHTS:
        _WEIGHTS[language] = chat_weights(language)
    return _WEIGHTS[language]


def draw_conversation(rng: random.Random, length: int, mix: dict[str, float]) -> Row:
    """Exchanges one after another until `length` tokens are full; seldom a change of language."""
    language = rng.choice(["en", "zh"])
    ids, weights, so_far = [], [], []
    while len(ids) < length:
        if so_far and rng.random() < 0.08:
            language = "zh" if language == "en" else "en"
        messages = draw_exchange(rng, language, so_far, mix)
        so_far = (so_far + messages)[-60:]
        row = encode_messages(messages)
        ids += row[0]
        weights += row[1]
    return ids[:length], weights[:length]


def draw_copy(rng: random.Random, length: int) -> Row:
    """Random tokens, then the same once more: the plainest lesson in copying."""
    count = rng.randint(6, length // 2 - 3)
    run = [rng.randrange(FIRST_TEXT_TOKEN, VOCABULARY) for _ in range(count)]
    ids = [BOT, *run, EOT, BOT, *run, EOT]
    return ids, [0.0] * (count + 3) + [1.0] * (count + 1)


def draw_batch(seed: int, step: int, shapes: list[dict], mix: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """Batch number `step`: ids and weights (rows, length). The same seed and step give the same batch."""
    rng = random.Random(seed * 1_000_003 + step)
    shape = rng.choices(shapes, [s["share"] for s in shapes])[0]
    rows, length = shape["rows"], shape["length"]
    ids = np.full((rows, length), PAD, dtype=np.int64)
    weights = np.zeros((rows, length), dtype=np.float32)
    for index in range(rows):
        if shape["kind"] == "copy":
            row = draw_copy(rng, length)
        elif shape["kind"] == "translation":
            row = draw_translations(rng, length)
        else:
            row = draw_conversation(rng, length, mix)
        ids[index, :len(row[0])] = row[0]
        weights[index, :len(row[1])] = [w if w >= 1 or rng.random() < OTHER_KEPT else 0 for w in row[1]]
    return ids, weights
