"""Decodes replies with the cache, as the page does: greedy inside a tool call, sampled or greedy outside."""

import json
import re

import torch

from training.llm.batches import CALL, END_CALL, EOT, FIRST_TEXT_TOKEN, load_tokenizer, prompt_ids
from training.llm.call_grammar import CallGrammar
from training.llm.exchanges import Message
from training.llm.model import Llm, empty_past

CALL_TEXT = re.compile(r"<tool_call>function\n(\w+)\n(.*)</tool_call>", re.S)
# Special tokens that no reply holds.
NEVER = [*range(EOT), *range(END_CALL + 1, FIRST_TEXT_TOKEN)]
# A reply begins with a call only if the model is this sure of it; the same number stands in workers/llm/llm-engine.ts.
CALL_THRESHOLD = 0.5


def draw_token(scores: torch.Tensor, temperature: float, top_p: float, generator: torch.Generator | None) -> int:
    """As workers/llm/sampling.ts draws: temperature, then the smallest set of likeliest tokens that reaches `top_p`."""
    if temperature == 0:
        return int(scores.argmax())
    shares, ids = torch.softmax(scores / temperature, -1).sort(descending=True)
    before = shares.cumsum(0) - shares
    shares[1:][before[1:] >= top_p] = 0  # the likeliest always stays
    return int(ids[torch.multinomial(shares, 1, generator=generator)])


@torch.no_grad()
def first_scores(model: Llm, ids: list[int]) -> torch.Tensor:
    """Logits (vocabulary) of the first token of the reply."""
    return model.step(torch.tensor([ids]), torch.arange(len(ids))[None], empty_past(model.config))[0][0, 0]


@torch.no_grad()
def continue_prompt(model: Llm, ids: list[int], limit: int = 96, temperature: float = 0.0, top_p: float = 0.9,
                    generator: torch.Generator | None = None, threshold: float = CALL_THRESHOLD, grammar: CallGrammar | None = None) -> list[int]:
    """New token ids up to and without `<|EOT|>`; a call ends them. `grammar` keeps a call inside its schema."""
    past, position, out, feed, is_in_call = empty_past(model.config), 0, [], ids, False
    while len(out) < limit:
        positions = torch.arange(position, position + len(feed))[None]
        logits, past = model.step(torch.tensor([feed]), positions, past)
        position += len(feed)
        scores = logits[0, 0]
        scores[NEVER] = -torch.inf
        scores[CALL if is_in_call else END_CALL] = -torch.inf
        if not out:
            is_sure = float(torch.softmax(scores, -1)[CALL]) >= threshold
            scores[CALL] = torch.inf if is_sure else -torch.inf
        if is_in_call:
            token = grammar.choose(scores) if grammar else int(scores.argmax())
        else:
            token = draw_token(scores, 0 if not out and is_sure else temperature, top_p, generator)
        if token == EOT:
            break
        is_in_call = is_in_call or token == CALL
        out.append(token)
        if token == END_CALL:
            break
        feed = [token]
    return out


def reply(model: Llm, messages: list[Message], limit: int = 96, temperature: float = 0.0, seed: int = 0,
          threshold: float = CALL_THRESHOLD, is_constrained: bool = True) -> str:
    """The assistant's next message in text, tool calls in their tags; greedy unless a temperature is given."""
    generator = torch.Generator().manual_seed(seed)
    grammar = CallGrammar(messages) if is_constrained else None
    ids = continue_prompt(model, prompt_ids(messages), limit, temperature, generator=generator, threshold=threshold, grammar=grammar)
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
