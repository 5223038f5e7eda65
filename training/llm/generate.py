"""Decodes replies with the cache, as the page does: greedy inside a tool call, sampled or greedy outside."""

import json
import re

import torch

from training.llm.batches import CALL, END_CALL, EOT, load_tokenizer, prompt_ids
from training.llm.exchanges import Message
from training.llm.model import Llm, empty_past

CALL_TEXT = re.compile(r"<tool_call>function\n(\w+)\n(.*)</tool_call>", re.S)


@torch.no_grad()
def continue_prompt(model: Llm, ids: list[int], limit: int = 96, temperature: float = 0.0,
                    generator: torch.Generator | None = None) -> list[int]:
    """New token ids up to and without `<|EOT|>`."""
    past, position, out, feed, is_in_call = empty_past(model.config), 0, [], ids, False
    while len(out) < limit:
        positions = torch.arange(position, position + len(feed))[None]
        logits, past = model.step(torch.tensor([feed]), positions, past)
        position += len(feed)
        scores = logits[0, 0]
        if temperature > 0 and not is_in_call:
            token = int(torch.multinomial(torch.softmax(scores / temperature, -1), 1, generator=generator))
        else:
            token = int(scores.argmax())
        if token == EOT:
            break
        is_in_call = token == CALL or (is_in_call and token != END_CALL)
        out.append(token)
        feed = [token]
    return out


def reply(model: Llm, messages: list[Message], limit: int = 96) -> str:
    """The assistant's next message in text, tool calls in their tags; greedy."""
    ids = continue_prompt(model, prompt_ids(messages), limit)
    return load_tokenizer().decode(ids, skip_special_tokens=False).strip()


def parse_call(text: str) -> tuple[str, dict] | None:
    """Name and arguments of the tool call in `text`; None when there is none or it does not parse."""
    match = CALL_TEXT.search(text)
    if match is None:
        return None
    try:
        arguments = json.loads(match[2])
    except json.JSONDecodeError:
        return None
    if not isinstance(arguments, dict):
        return None
    # As the page's tools do.
    return match[1], {key: value.strip() if isinstance(value, str) else value for key, value in arguments.items()}
