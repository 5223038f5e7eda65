"""Hand-written conversations: `user / variant => reply / variant >> next user => next reply`.

Slots come from the slot files; a slot named twice in one exchange keeps its value. A line that
begins with `!` is kept out of training.
"""

import csv
import random
from functools import lru_cache
from pathlib import Path

from training.llm.grammar import CORPUS, SLOT, count_expansions, expand, fill
from training.llm.exchanges import Message, human
from training.llm.noise import mishear
from training.llm.offer import answered_offer
from training.llm.slots import Draw, as_spoken, pick

# Greetings, who it is and what it can do are what everybody says first; then come their own day and its news.
# The parts `core` to `why` map many phrasings to few answers, which a model of this size learns reliably.
# The first eight are those of runs 11 and 12, at half of what they had there: with more of them replies got worse (LOG.md, row 12).
PART_WEIGHTS = {"states": 5, "asks": 4, "ways": 5, "deeds": 5, "threads": 1.5, "lives": 5, "needs": 4, "meet": 4.5,
                "mood": 7, "tell": 8, "ask": 7, "seem": 5, "every": 4, "broad": 6, "core": 3, "talk": 3, "contrast": 4, "wide": 2.5, "thread": 2.5, "why": 2.5, "basics": 2, "daily": 0.8, "plain": 1.5, "feelings": 1, "life": 1,
                "turns": 0.8, "helper": 0.8, "facts": 0.4, "knowledge": 0.4, "language": 0.5, "opinions": 0.5, "stories": 0.5}
EVAL = Path(__file__).parent / "eval"
# Share of chat that is spoken and not typed.
SPOKEN = 0.75
# Share of spoken chat with a recogniser's mistakes, and of its words that suffer one.
MISHEARD, MISHEARD_WORDS = 0.35, 0.15

Turns = list[tuple[list[str], list[str]]]


def split_choices(text: str) -> list[str]:
    return [part.strip() for part in text.split(" / ") if part.strip()]


def parse_line(line: str) -> Turns:
    """One exchange: a list of (user variants, reply variants)."""
    turns = []
    for turn in line.split(" >> "):
        user, separator, reply = turn.partition("=>")
        if not separator:
            raise ValueError(f"no reply in: {line}")
        turns.append((split_choices(user), split_choices(reply)))
    return turns


@lru_cache
def chat_lines(language: str, is_held: bool, part: str = "*") -> list[Turns]:
    """Every exchange of the files chat-{language}-{part}.txt in one split."""
    found = []
    for path in sorted(CORPUS.glob(f"chat-{language}-{part}.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            line = line.strip()
            if line and not line.startswith("#") and line.startswith("!") == is_held:
                found.append(parse_line(line.lstrip("! ")))
    return found


def chat_weights(language: str) -> list[float]:
    """An exchange with many phrasings is seen more often, but not in proportion; the parts by `PART_WEIGHTS`."""
    weight_of = {str(turns): weight for part, weight in PART_WEIGHTS.items() for turns in chat_lines(language, False, part)}
    lines = chat_lines(language, False)
    phrasings = [sum(count_expansions(text) for text in turns[0][0]) for turns in lines]
    return [min(count, 40) ** 0.5 * weight_of.get(str(turns), 1) for count, turns in zip(phrasings, lines)]


@lru_cache
def evaluation_prompts() -> frozenset[str]:
    """Prompts the llm is judged by, in the recogniser's form; none of them is ever trained on."""
    texts = [line for path in EVAL.glob("no-tool*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    for path in EVAL.glob("everyday*.tsv"):
        with path.open(encoding="utf-8") as file:
            texts += [row["prompt"] for row in csv.DictReader(file, delimiter="\t")]
    return frozenset(as_spoken(text) for text in texts)


def chat_prompts(language: str, is_held: bool) -> list[str]:
    """Every phrasing of a first user message without slots, choices drawn once each."""
    rng = random.Random(7)
    variants = [v for turns in chat_lines(language, is_held) for user, _ in turns for v in user]
    drawn = [expand(v, rng) for v in variants for _ in range(3)]
    written = Draw(rng, language, True)
    texts = [fill(t, {name: pick(written, name.rstrip("2")) for name in SLOT.findall(t)}).split("]")[-1] for t in drawn]
    return [text for text in texts if as_spoken(text) not in evaluation_prompts()]


def draw_chat_messages(rng: random.Random, language: str, weights: list[float]) -> list[Message]:
    """One exchange as messages; drawn again where its choices happen to meet an evaluation prompt."""
    while True:
        turns = rng.choices(chat_lines(language, False), weights)[0]
        draw = Draw(rng, language, rng.random() < SPOKEN)
        messages = exchange_messages(turns, draw)
        if messages:
            return messages + answered_offer(messages, draw)


def exchange_messages(turns: Turns, draw: Draw) -> list[Message]:
    """`turns` with its slots filled alike in request and reply; empty if a request is an evaluation prompt."""
    rng, language = draw.rng, draw.language
    written = Draw(rng, language, False)
    values: dict[str, str] = {}
    messages: list[Message] = []
    for user, reply in turns:
        for text, role in ((rng.choice(user), "human"), (rng.choice(reply), "assistant")):
            text = expand(text, rng)
            for name in SLOT.findall(text):
                if name not in values:
                    values[name] = pick(written, name.rstrip("2"))
            said = fill(text, values).replace("\\n", "\n")
            if role == "human" and as_spoken(said.split("]")[-1]) in evaluation_prompts():
                return []
            messages.append(as_heard(said, draw) if role == "human" else ("assistant", said[:1].upper() + said[1:]))
    return messages


def as_heard(text: str, draw: Draw) -> Message:
    """A human message; a hand-written voice hint stays its first line."""
    if text.startswith("[voice:"):
        hint, _, rest = text.partition("] ")
        return "human", f"{hint}]\n{as_spoken(rest)}"
    if draw.is_spoken and draw.rng.random() < MISHEARD:
        text = mishear(as_spoken(text), draw.language, draw.rng, MISHEARD_WORDS)
    return human(text, draw)
