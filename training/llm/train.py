"""Trains the llm. Run: python -m training.llm.train training/configs/llm-cpu.yaml

The loop is resumable: a checkpoint holds weights, their moving average, optimizer and step; batch `n`
depends only on the seed and `n`. Learning rate: warm-up, plateau, linear decay to zero, so that a
plateau checkpoint can be continued on a larger corpus.
"""

import argparse
import json
import os
import time
from pathlib import Path

import torch
import torch.nn.functional as F
import yaml

from training.llm.batches import draw_batch
from training.llm.model import Llm, LlmConfig


def learning_rate(step: int, config: dict) -> float:
    """Factor 0..1 of the peak rate at `step`."""
    decay_start = config["decay_start"]
    if step < config["warmup_steps"]:
        return (step + 1) / config["warmup_steps"]
    if step < decay_start:
        return 1.0
    return max(0.02, 1 - (step - decay_start) / (config["total_steps"] - decay_start))


def build_optimizers(model: Llm, config: dict) -> list[torch.optim.Optimizer]:
    """Muon (Jordan 2024) for the matrices inside blocks, AdamW for embedding and norms."""
    matrices = [p for p in model.blocks.parameters() if p.ndim == 2]
    others = [p for p in model.parameters() if not any(p is m for m in matrices)]
    return [torch.optim.Muon(matrices, lr=config["muon_rate"], weight_decay=config["weight_decay"], momentum=0.95,
                             adjust_lr_fn="match_rms_adamw", ns_steps=4),
            torch.optim.AdamW(others, lr=config["adam_rate"], betas=(0.9, 0.95), weight_decay=0.0)]


def weighted_loss(model: Llm, ids: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of the next token, averaged by token weight. ids, weights: (rows, length)."""
    # Logits only where a loss is due: the vocabulary projection is a fifth of the work.
    kept = weights[:, 1:] > 0
    goal, weight = ids[:, 1:][kept], weights[:, 1:][kept]
    logits = model.logits(model.hidden(ids[:, :-1])[kept]).float()
    losses = F.cross_entropy(logits, goal, reduction="none")
    return (losses * weight).sum() / weight.sum()


def save(path: Path, model: Llm, average: dict, optimizers: list, step: int, config: dict) -> None:
    state = {"model": model.state_dict(), "average": average, "step": step, "config": config,
             "optimizers": [o.state_dict() for o in optimizers]}
    torch.save(state, path.with_suffix(".tmp"))
    os.replace(path.with_suffix(".tmp"), path)


def train(config: dict, stop_step: int | None = None) -> Llm:
    """Runs or resumes `config`; returns the model after the last step."""
    torch.manual_seed(config["seed"])
    model = Llm(LlmConfig(**config["model"]))
    optimizers = build_optimizers(model, config)
    average = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    path, start = Path(config["checkpoint"]), 0
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        state = torch.load(path, weights_only=True)
        model.load_state_dict(state["model"])
        average, start = state["average"], state["step"]
        for optimizer, saved in zip(optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)
    peaks = [config["muon_rate"], config["adam_rate"]]
    seen, loss_sum, since = 0, 0.0, time.time()
    for step in range(start, stop_step or config["total_steps"]):
        ids, weights = (torch.from_numpy(a) for a in draw_batch(config["seed"], step, config["shapes"], config["mix"]))
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=config["bf16"]):
            loss = weighted_loss(model, ids, weights)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer, peak in zip(optimizers, peaks):
            for group in optimizer.param_groups:
                group["lr"] = peak * learning_rate(step, config)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        keep = min(config["average_decay"], (1 + step) / (10 + step))
        for name, weight in model.named_parameters():
            average[name].lerp_(weight.detach(), 1 - keep)
        seen, loss_sum = seen + ids.numel(), loss_sum + loss.item()
        if (step + 1) % config["log_every"] == 0:
            spent = time.time() - since
            print(json.dumps({"step": step + 1, "loss": round(loss_sum / config["log_every"], 4), "tokens_per_s": round(seen / spent)}), flush=True)
            seen, loss_sum, since = 0, 0.0, time.time()
        if (step + 1) % config["save_every"] == 0 or step + 1 == (stop_step or config["total_steps"]):
            save(path, model, average, optimizers, step + 1, config)
    return model


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("config")
    arguments = parser.parse_args()
    config = yaml.safe_load(Path(arguments.config).read_text(encoding="utf-8"))
    torch.set_num_threads(config["threads"])
    train(config)


if __name__ == "__main__":
    main()
