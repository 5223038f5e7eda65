"""Writes the spoken prompts of the domain, for the recogniser's training and test text.

Run: python -m training.llm.prompts. Files go to training/build (they hold Tatoeba phrases, so they
are never committed): prompts-{en,zh}.txt, and heldout-{en,zh}.txt from templates and values that
training never uses. They move with the corpus; what the recogniser is tested on is fixed in
training/tokenizer/heldout.
"""

import random
import re
from pathlib import Path

from training.llm.chat import chat_prompts
from training.llm.exchanges import draw_tool_messages
from training.llm.slots import as_spoken

BUILD = Path("training/build")
# Prompts besides the chat; held-out ones in all.
TOOL_PROMPTS = 10_000
HELD_OUT = 200


def spoken_prompts(language: str, is_held: bool, count: int, seed: int) -> list[str]:
    """Distinct recogniser-form utterances: tool requests and chat."""
    rng = random.Random(seed)
    found = dict.fromkeys(as_spoken(text) for text in chat_prompts(language, is_held))
    while len(found) < count:
        for role, content in draw_tool_messages(rng, language, is_held, True, noise=0):
            if role == "human":
                found[content.split("]\n")[-1]] = None
    allowed = re.compile(r"[a-z' ]+" if language == "en" else r"[\u3400-\u9fff]+")
    texts = [text for text in found if allowed.fullmatch(text)]
    rng.shuffle(texts)
    return texts[:count]


def main() -> None:
    BUILD.mkdir(parents=True, exist_ok=True)
    for language in ("en", "zh"):
        held = spoken_prompts(language, True, HELD_OUT, 2)
        count = len({as_spoken(text) for text in chat_prompts(language, False)}) + TOOL_PROMPTS
        texts = [t for t in spoken_prompts(language, False, count, 1) if t not in set(held)]
        (BUILD / f"prompts-{language}.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
        (BUILD / f"heldout-{language}.txt").write_text("\n".join(held) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
