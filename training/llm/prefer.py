"""Teaches the llm which of its replies readers preferred. Run: python -m training.llm.prefer training/configs/llm-prefer.yaml

Readers graded replies that the model gave to openings it had not seen (sample.py; `graded/*.jsonl`, grades 0 to 2).
Direct preference optimisation (Rafailov et al. 2023) moves the model from each worse to each better reply of the same
opening, measured against where it began; the likelihood of the best ones is raised too (Pang et al. 2024), since the
ratio alone lets both fall. Rows of the ordinary corpus are drawn beside them, so that tools and memory are not unlearned.
"""

import argparse
import copy
import json
import math
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
import yaml

from training.llm.batches import EOT, PAD, draw_batch, encode_content, encode_messages, prompt_ids
from training.llm.exchanges import Message, draw_tool_messages
from training.llm.export import load_model
from training.llm.grades import Graded, read_graded
from training.llm.model import Llm
from training.llm.train import weighted_loss

# Share of openings that stand after an unrelated exchange.
WITH_PAST = 0.15
# Replies of an opening that are compared at a time.
REPLIES = 5


def opening(item: Graded, rng: random.Random) -> list[Message]:
    """The messages before the reply."""
    past = draw_tool_messages(rng, item.language) if rng.random() < WITH_PAST else []
    return past + [("human", item.as_said(rng))]


def chosen_replies(item: Graded, rng: random.Random) -> Graded:
    """Up to `REPLIES` of the replies, one of the best and a worse one among them: every row costs time."""
    graded = list(zip(item.replies, item.grades))
    best = rng.choice([pair for pair in graded if pair[1] == max(item.grades)])
    worse = rng.choice([pair for pair in graded if pair[1] < best[1]])
    others = [pair for pair in graded if pair not in (best, worse)]
    kept = [best, worse, *rng.sample(others, min(REPLIES - 2, len(others)))]
    return Graded(item.prompt, tuple(text for text, _ in kept), tuple(grade for _, grade in kept))


def rows_of(item: Graded, messages: list[Message], device: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids (replies, length) of the prompt with each reply, and which of them the reply is made of."""
    head = prompt_ids(messages)
    bodies = [encode_content(text) + [EOT] for text in item.replies]
    width = max(map(len, bodies))
    ids = torch.tensor([head + body + [PAD] * (width - len(body)) for body in bodies], device=device)
    kept = torch.tensor([[False] * len(head) + [i < len(body) for i in range(width)] for body in bodies], device=device)
    return ids, kept


def stacked(parts: list[tuple[torch.Tensor, torch.Tensor]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Several of `rows_of` under one another, padded to the longest."""
    width = max(ids.shape[1] for ids, _ in parts)
    pad = lambda tensor, value: F.pad(tensor, (0, width - tensor.shape[1]), value=value)  # noqa: E731
    return torch.cat([pad(ids, PAD) for ids, _ in parts]), torch.cat([pad(kept, False) for _, kept in parts])


def log_probabilities(model: Llm, ids: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
    """ln of the probability of each reply (rows); logits only where the reply is."""
    at = kept[:, 1:]
    scores = F.log_softmax(model.logits(model.hidden(ids[:, :-1])[at]).float(), -1)
    picked = scores.gather(1, ids[:, 1:][at][:, None])[:, 0]
    return torch.zeros(at.shape, device=ids.device).masked_scatter(at, picked).sum(1)


def preference_loss(policy: torch.Tensor, reference: torch.Tensor, grades: torch.Tensor, beta: float) -> torch.Tensor:
    """Mean over the pairs of one opening of −ln σ(β · (gain of the better − gain of the worse)). All inputs (replies,)."""
    gain = beta * (policy - reference)
    better = grades[:, None] > grades[None]
    return -F.logsigmoid(gain[:, None] - gain[None])[better].mean()


def example_loss(item: Graded, policy: torch.Tensor, reference: torch.Tensor, lengths: torch.Tensor, config: dict) -> torch.Tensor:
    """Preference of one opening, and the likelihood of its best replies by token."""
    grades = torch.tensor(item.grades, device=policy.device)
    best = grades == grades.max()
    likelihood = -(policy / lengths)[best].mean()
    return preference_loss(policy, reference, grades, config["beta"]) + config["likelihood"] * likelihood


def mixed_loss(model: Llm, reference: Llm, items: list[Graded], step: int, config: dict) -> tuple[torch.Tensor, torch.Tensor]:
    """Losses of the graded openings and of the corpus at `step`."""
    rng = random.Random(config["seed"] * 1_000_003 + step)
    items = [chosen_replies(item, rng) for item in items]
    ids, kept = stacked([rows_of(item, opening(item, rng), config["device"]) for item in items])
    policy = log_probabilities(model, ids, kept)
    with torch.no_grad():
        before = log_probabilities(reference, ids, kept)
    counts, lengths = [len(item.replies) for item in items], kept.sum(1)
    graded = [example_loss(item, p, b, n, config) for item, p, b, n in
              zip(items, policy.split(counts), before.split(counts), lengths.split(counts))]
    batch = (torch.from_numpy(a).to(config["device"]) for a in draw_batch(config["seed"], step, config["shapes"], config["mix"]))
    return torch.stack(graded).mean(), weighted_loss(model, *batch)


@torch.no_grad()
def ranked_first(model: Llm, items: list[Graded]) -> dict[str, float]:
    """Of held-out openings: how often the reply that the model holds likeliest was graded good, and at least acceptable."""
    first = []
    for item in items:
        scores = log_probabilities(model, *rows_of(item, [("human", item.prompt)], "cpu"))
        first.append(item.grades[int(scores.argmax())])
    return {"good": round(sum(g == 2 for g in first) / len(first), 3), "acceptable": round(sum(g >= 1 for g in first) / len(first), 3)}


def train(config: dict) -> Llm:
    """Returns the moving average of the model after `total_steps`."""
    torch.manual_seed(config["seed"])
    items, held = read_graded(False), read_graded(True)
    reference = load_model(Path(config["init"])).to(config["device"])
    model, average = copy.deepcopy(reference).train(), copy.deepcopy(reference)
    optimizer = torch.optim.AdamW(model.parameters(), lr=config["rate"], betas=(0.9, 0.95), weight_decay=0.0)
    print(json.dumps({"openings": len(items), "held": len(held), "before": ranked_first(reference, held)}), flush=True)
    order: list[Graded] = []
    sums, since = [0.0, 0.0], time.time()
    for step in range(config["total_steps"]):
        if len(order) < config["openings"]:
            order = random.Random(config["seed"] + step).sample(items, len(items))
        chosen, order = order[: config["openings"]], order[config["openings"]:]
        with torch.autocast(config["device"], dtype=torch.bfloat16, enabled=config["bf16"]):
            graded, corpus = mixed_loss(model, reference, chosen, step, config)
        (graded + config["corpus"] * corpus).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        share = min(1.0, (step + 1) / config["warmup_steps"]) * (1 - step / config["total_steps"])
        for group in optimizer.param_groups:
            group["lr"] = config["rate"] * share
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        with torch.no_grad():
            keep = min(config["average_decay"], (1 + step) / (10 + step))
            torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - keep)
        sums = [sums[0] + graded.item(), sums[1] + corpus.item()]
        if not math.isfinite(sum(sums)):
            raise FloatingPointError(f"loss is {sums} at step {step}")
        if (step + 1) % config["log_every"] == 0:
            mean = [round(value / config["log_every"], 4) for value in sums]
            print(json.dumps({"step": step + 1, "graded": mean[0], "corpus": mean[1], "s_per_step": round((time.time() - since) / config["log_every"], 2),
                              "held": ranked_first(average, held)}), flush=True)
            sums, since = [0.0, 0.0], time.time()
    return average


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=Path)
    config = yaml.safe_load(parser.parse_args().config.read_text(encoding="utf-8"))
    torch.set_num_threads(config["threads"])
    average = train(config)
    before = torch.load(config["init"], weights_only=True)
    # As export.py reads a training checkpoint.
    state = {"average": average.state_dict(), "step": before["step"], "layers": average.config.layers, "config": {"model": before["config"]}}
    Path(config["checkpoint"]).parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, config["checkpoint"])


if __name__ == "__main__":
    main()
