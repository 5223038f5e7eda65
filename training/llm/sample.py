"""Writes replies of the llm to prompts, for readers to grade (grades.py).

    python -m training.llm.sample PROMPTS OUT [--checkpoint FILE] [--seed 1]

PROMPTS has one opening a line, in the recogniser's form. To each come the greedy reply, distinct drawn ones, and the
two of corpus/general-{en,zh}.txt that the model finds likeliest: what fits many openings, so that where the model
knows nothing better there is something to choose. OUT is JSON lines {"prompt", "replies": [text, …]}.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import torch
import torch.nn.functional as F

from training.llm.batches import CALL, END_CALL, EOT, encode, load_tokenizer, prompt_ids
from training.llm.chat import evaluation_prompts
from training.llm.evaluate import load
from training.llm.export import WEIGHTS
from training.llm.generate import CALL_THRESHOLD, NEVER, reply
from training.llm.grades import language_of
from training.llm.grammar import CORPUS
from training.llm.model import Llm, empty_past
from training.llm.slots import as_spoken

# Hotter than the page draws (0.4): grades teach most where replies differ.
TEMPERATURE = 0.8
DRAWS, KEPT, GENERAL = 7, 6, 2
LIMIT = 28
# Prompts of equal length that are read side by side.
ROWS = 8
Past = list[tuple[torch.Tensor, torch.Tensor]]


def general_replies(language: str) -> list[str]:
    lines = (CORPUS / f"general-{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_prompts(model: Llm, ids: torch.Tensor) -> tuple[torch.Tensor, Past]:
    """Logits (rows, vocabulary) of the first token of the replies to ids (rows, length), and the cache."""
    rows, length = ids.shape
    past = [(key.expand(rows, -1, -1, -1), value.expand(rows, -1, -1, -1)) for key, value in empty_past(model.config)]
    logits, past = model.step(ids, torch.arange(length)[None], past)
    return logits[:, 0], past


def repeated(past: Past, count: int) -> Past:
    return [(key.repeat_interleave(count, 0), value.repeat_interleave(count, 0)) for key, value in past]


def draw_replies(model: Llm, first: torch.Tensor, past: Past, generator: torch.Generator) -> list[list[str]]:
    """For each row the greedy reply and `DRAWS` drawn ones, none of them with a tool call."""
    count = DRAWS + 1
    scores, start, past = first.repeat_interleave(count, 0), past[0][0].shape[2], repeated(past, count)
    drawn = torch.zeros((len(scores), 0), dtype=torch.long)
    for position in range(start, start + LIMIT):
        scores = scores.float()
        scores[:, [*NEVER, CALL, END_CALL]] = -torch.inf
        token = torch.multinomial(torch.softmax(scores / TEMPERATURE, -1), 1, generator=generator)
        token[::count] = scores[::count].argmax(-1, keepdim=True)
        drawn = torch.cat([drawn, token], 1)
        if bool((drawn == EOT).any(1).all()):
            break
        logits, past = model.step(token, torch.tensor([[position]]), past)
        scores = logits[:, 0]
    texts = [decode(row) for row in drawn.tolist()]
    return [texts[row: row + count] for row in range(0, len(texts), count)]


def decode(row: list[int]) -> str:
    ids = row[: row.index(EOT)] if EOT in row else row
    return load_tokenizer().decode(ids, skip_special_tokens=False).strip()


def log_probabilities(model: Llm, first: torch.Tensor, past: Past, texts: list[str]) -> torch.Tensor:
    """ln of the probability of each of `texts` as the whole reply to each row: (rows, texts)."""
    wholes = [encode(text) + [EOT] for text in texts]
    width, count = max(map(len, wholes)), len(wholes)
    ids = torch.tensor([whole + [EOT] * (width - len(whole)) for whole in wholes]).repeat(len(first), 1)
    kept = torch.tensor([[index < len(whole) for index in range(width)] for whole in wholes]).repeat(len(first), 1)
    start = past[0][0].shape[2]
    after, _ = model.continued(ids[:, :-1], torch.arange(start, start + width - 1)[None], repeated(past, count))
    scores = torch.cat([first.repeat_interleave(count, 0)[:, None], model.logits(after)], 1)
    picked = F.log_softmax(scores.float(), -1).gather(2, ids[..., None])[..., 0]
    return (picked * kept).sum(1).reshape(len(first), count)


@torch.no_grad()
def candidates(model: Llm, prompts: list[str], generator: torch.Generator) -> list[list[str]]:
    """For each of `prompts`, which have one language and length: greedy first, then drawn ones, then general ones."""
    first, past = read_prompts(model, torch.tensor([prompt_ids([("human", prompt)]) for prompt in prompts]))
    calls = torch.softmax(first.float(), -1)[:, CALL] >= CALL_THRESHOLD
    general = general_replies(language_of(prompts[0]))
    likeliest = log_probabilities(model, first, past, general).topk(GENERAL).indices.tolist()
    found = []
    for prompt, is_call, drawn, likely in zip(prompts, calls.tolist(), draw_replies(model, first, past, generator), likeliest):
        own = ([reply(model, [("human", prompt)])] if is_call else []) + drawn
        found.append(list(dict.fromkeys([*dict.fromkeys(own)][:KEPT] + [general[index] for index in likely])))
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("prompts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--checkpoint", type=Path, default=WEIGHTS)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model, generator = load(arguments.checkpoint), torch.Generator().manual_seed(arguments.seed)
    prompts = dict.fromkeys(as_spoken(line) for line in arguments.prompts.read_text(encoding="utf-8").splitlines() if line.strip())
    alike: dict[tuple[str, int], list[str]] = defaultdict(list)
    for prompt in prompts:
        if prompt not in evaluation_prompts():
            alike[language_of(prompt), len(encode(prompt))].append(prompt)
    with arguments.out.open("w", encoding="utf-8") as file, torch.autocast("cpu", dtype=torch.bfloat16):
        for group in alike.values():
            for start in range(0, len(group), ROWS):
                part = group[start: start + ROWS]
                for prompt, replies in zip(part, candidates(model, part, generator)):
                    file.write(json.dumps({"prompt": prompt, "replies": replies}, ensure_ascii=False) + "\n")
                file.flush()


if __name__ == "__main__":
    main()
