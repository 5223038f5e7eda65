"""Keeps a tool call inside what its schema allows: structured output, token by token.

A call is `function\\n{name}\\n{json}`: a known name, the keys of its schema in their order, values of their type. Where the
schema says `x-source`, a value can only be what the person said: `words` copies a run of whole words, `numbers` a number
in digits, `duration` a length of time in seconds, `sum` an expression over the numbers. What the person said holds for all
turns of the prompt, the last one first. The same rules stand in workers/llm/call-grammar.ts.
"""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import torch

from training.llm.batches import END_CALL, FIRST_TEXT_TOKEN, load_tokenizer
from training.llm.exchanges import Message
from training.llm.said import durations_said, numbers_implied, numbers_said

TOOLS = Path("public/models/mini/tools.json")
# Where a node may end in the text, and whether the text stops inside it.
Match = tuple[set[int], bool]
Node = Callable[[str, int], Match]
ATOM = re.compile(r"[a-z0-9'\u00c0-\u024f]", re.I)
JSON_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
NUMBER_START = re.compile(r"-?(?:(?:0|[1-9]\d*)(?:\.\d*)?)?")
JSON_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"', re.I)
# Signs that no sum has beside each other.
BROKEN_SUM = re.compile(r"[-+*/^%(][+*/^%)]|--|^[+*/^%)]|\d[(s]|\)[\d(s]")
STRING_START = re.compile(r'(?:"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*(?:\\(?:u[0-9a-f]{0,3})?)?)?', re.I)


def as_bytes(text: str) -> str:
    """`text` with one character for each of its UTF-8 bytes: tokens may end inside a character."""
    return text.encode().decode("latin-1")


@lru_cache
def token_bytes() -> list[str]:
    """Every token as its bytes; the byte-level alphabet is GPT-2's (Radford et al. 2019)."""
    kept = [*range(33, 127), *range(161, 173), *range(174, 256)]
    alphabet = {chr(byte): chr(byte) for byte in kept}
    alphabet |= {chr(256 + index): chr(byte) for index, byte in enumerate(b for b in range(256) if b not in kept)}
    tokenizer = load_tokenizer()
    return ["".join(alphabet.get(char, "?") for char in tokenizer.id_to_token(index)) for index in range(tokenizer.get_vocab_size())]


def one_of(choices: list[str]) -> Node:
    def match(text: str, at: int) -> Match:
        rest = text[at:]
        ends = {at + len(choice) for choice in choices if rest.startswith(choice)}
        return ends, any(choice.startswith(rest) and len(choice) > len(rest) for choice in choices)
    return match


def pattern(whole: re.Pattern, start: re.Pattern) -> Node:
    """What `whole` matches; `start` matches its beginnings."""
    def match(text: str, at: int) -> Match:
        found = whole.match(text, at)
        return ({found.end()} if found else set()), start.fullmatch(text, at) is not None
    return match


def boundaries(source: str) -> set[int]:
    """Byte offsets at which a word begins or ends; between two characters of Chinese there is one always."""
    found, offset = {0}, 0
    for index, char in enumerate(source):
        if index and not (ATOM.match(char) and ATOM.match(source[index - 1])):
            found.add(offset)
        offset += len(char.encode())
    return found | {offset}


def as_written(message: str) -> list[str]:
    """The runs of `message` that JSON need not escape. A capital at its beginning is the sentence's, not the word's."""
    parts = re.split(r'["\\\x00-\x1f]', message)
    return parts + [part[:1].lower() + part[1:] for part in parts if part[:1].isupper()]


def copied(sources: list[str]) -> Node:
    """A JSON string that is empty or a run of whole words of one source, with or without a space in front."""
    known = [(as_bytes(part), boundaries(part)) for source in sources for part in as_written(source)]

    def spans(body: str, must_end: bool) -> bool:
        for source, edges in known:
            start = source.find(body)
            while start >= 0:
                if start in edges and (not must_end or start + len(body) in edges):
                    return True
                start = source.find(body, start + 1)
        return False

    def match(text: str, at: int) -> Match:
        if text[at:at + 1] != '"':
            return set(), at == len(text)
        close = text.find('"', at + 1)
        inside = text[at + 1:] if close < 0 else text[at + 1:close]
        body = inside.removeprefix(" ")
        if close < 0:
            return set(), not body.startswith(" ") and spans(body, False)
        is_whole = inside == "" or body == body.strip(" ") != "" and spans(body, True)
        return ({close + 1} if is_whole else set()), False
    return match


def summed(numbers: list[str]) -> Node:
    """A JSON string holding an expression over `numbers`, each at most as often as it stands there."""
    numeral = re.compile(r"\d+(?:\.\d*)?")

    def match(text: str, at: int) -> Match:
        if text[at:at + 1] != '"':
            return set(), at == len(text)
        close = text.find('"', at + 1)
        body = text[at + 1:] if close < 0 else text[at + 1:close]
        if re.sub(r"sqrt|[-+*/^%()\d.]", "", re.sub(r"s(q(r)?)?$", "", body) if close < 0 else body):
            return set(), False
        is_balanced = body.count("(") == body.count(")")
        if BROKEN_SUM.search(body) or body.count("(") < body.count(")") or close >= 0 and not (is_balanced and re.search(r"[\d)]$", body)):
            return set(), False
        left = list(numbers)
        for found in numeral.finditer(body):
            is_growing = close < 0 and found.end() == len(body)
            if is_growing and any(number.startswith(found[0]) for number in left):
                continue
            if found[0] not in left:
                return set(), False
            left.remove(found[0])
        return ({close + 1} if close >= 0 and numeral.search(body) else set()), close < 0
    return match


def sequence(nodes: list[Node]) -> Node:
    def match(text: str, at: int) -> Match:
        ends, is_open = {at}, False
        for node in nodes:
            found = [node(text, end) for end in ends]
            ends = {end for some, _ in found for end in some}
            is_open = is_open or any(flag for _, flag in found)
        return ends, is_open
    return match


def either(nodes: list[Node]) -> Node:
    def match(text: str, at: int) -> Match:
        found = [node(text, at) for node in nodes]
        return {end for some, _ in found for end in some}, any(flag for _, flag in found)
    return match


def value_node(schema: dict, said: list[str]) -> Node:
    """What the value of one argument may be. `said` holds the person's messages, the last one first."""
    if "enum" in schema:
        return one_of([as_bytes(json.dumps(value, ensure_ascii=False)) for value in schema["enum"]])
    source = schema.get("x-source")
    if source == "words":
        return copied(said)
    if source == "duration":
        seconds = next((found for text in said if (found := durations_said(text))), [])
        if seconds:
            return one_of([str(value) for value in seconds])
    if source in ("numbers", "sum"):
        numbers = [number for text in said for number in numbers_said(text)]
        if source == "sum":
            numbers += [number for text in said for number in numbers_implied(text)]
        if numbers:
            return summed(numbers) if source == "sum" else one_of(numbers + [f"-{number}" for number in numbers])
    return pattern(JSON_NUMBER, NUMBER_START) if schema.get("type") == "number" else pattern(JSON_STRING, STRING_START)


@lru_cache
def shipped_tools() -> list[dict]:
    return [tool["function"] for tool in json.loads(TOOLS.read_text(encoding="utf-8"))]


def call_node(tools: list[dict], said: list[str]) -> Node:
    calls = []
    for tool in tools:
        nodes = [one_of([f"function\n{tool['name']}\n{{"])]
        for index, (key, schema) in enumerate(tool["parameters"]["properties"].items()):
            nodes += [one_of([("," if index else "") + f'"{key}":']), value_node(schema, said)]
        calls.append(sequence([*nodes, one_of(["}"])]))
    return either(calls)


class CallGrammar:
    """Chooses the tokens of one call, likeliest first among those that can still become a call."""

    def __init__(self, messages: list[Message]):
        # A result is said as well: "divide it by twelve" is about the number that was just heard.
        said = [text for role, text in reversed(messages) if role in ("human", "input")]
        self.node = call_node(shipped_tools(), said)
        self.text = ""

    def may_hold(self, text: str) -> bool:
        """Whether a call can begin with `text`, or is it."""
        ends, is_open = self.node(text, 0)
        return is_open or len(text) in ends

    def choose(self, scores: torch.Tensor) -> int:
        """The next token; `scores` (vocabulary) are logits. END_CALL when the call is whole."""
        pieces = token_bytes()
        for token in scores.argsort(descending=True).tolist():
            if token == END_CALL:
                if len(self.text) in self.node(self.text, 0)[0]:
                    return token
            elif token >= FIRST_TEXT_TOKEN and self.may_hold(self.text + pieces[token]):
                self.text += pieces[token]
                return token
        raise ValueError(f"no token continues {self.text!r}")
