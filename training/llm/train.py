"""Trains the llm. Run: python -m training.llm.train training/configs/llm-cpu.yaml

The loop is resumable: a checkpoint holds weights, their moving average, optimizer and step; batch `n`
depends only on the seed and `n`. Learning rate: warm-up, plateau, linear decay to zero, so that a
plateau checkpoint can be continued on a larger corpus. A run that had decayed is warmed up again from
`rewarm.at_step` to a share of the peak, and decays from there. Where the checkpoint is gone, `init` names
shipped weights to go on from: their step counts on, the optimizers start anew.
"""

import argparse
import json
import math
import os
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
import yaml

from training.llm.batches import draw_batch
from training.llm.grow import carry_states, grow_model, grow_weights
from training.llm.model import Llm, LlmConfig


def learning_rate(step: int, config: dict) -> float:
    """Factor 0..1 of the peak rate at `step`."""
    decay_start = config["decay_start"]
    rewarm = config.get("rewarm")
    if rewarm and step >= rewarm["at_step"]:
        rise = min(1.0, (step - rewarm["at_step"] + 1) / rewarm["steps"])
        fall = (step - decay_start) / (config["total_steps"] - decay_start)
        return max(0.02, rewarm["peak"] * rise * min(1.0, 1 - fall))
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


@dataclass
class Run:
    """What a run changes: the model, its moving average, the optimizers, and the steps done."""
    model: Llm
    average: dict[str, torch.Tensor]
    optimizers: list[torch.optim.Optimizer]
    step: int = 0


def shipped_state(path: Path, config: dict) -> dict:
    """Weights packed by export.py as the state of a run that has no optimizer state yet."""
    packed = torch.load(path, weights_only=True, map_location=config["device"])
    if packed["config"] != config["model"] | {"layers": packed["config"]["layers"]}:
        raise ValueError(f"{path} holds a model of another shape: {packed['config']}")
    weights = {name: weight.float() for name, weight in packed["weights"].items()}
    return {"model": weights, "average": {name: weight.clone() for name, weight in weights.items()}, "step": packed["step"],
            "layers": packed["config"]["layers"], "optimizers": []}


def saved_state(config: dict) -> dict | None:
    """The checkpoint, else the weights `init` names, else nothing."""
    path = Path(config["checkpoint"])
    if path.exists():
        return torch.load(path, weights_only=True, map_location=config["device"])
    return shipped_state(Path(config["init"]), config) if "init" in config else None


def start_run(config: dict) -> Run:
    """A new run at the depth it starts with, or the one that was saved."""
    torch.manual_seed(config["seed"])
    state = saved_state(config)
    layers = state["layers"] if state else config.get("grow", config["model"])["layers"]
    model = Llm(LlmConfig(**config["model"] | {"layers": layers})).to(config["device"])
    run = Run(model, {name: weight.detach().clone() for name, weight in model.named_parameters()}, build_optimizers(model, config))
    if state:
        model.load_state_dict(state["model"])
        run.average, run.step = state["average"], state["step"]
        for optimizer, saved in zip(run.optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)
    return run


def save(run: Run, config: dict) -> None:
    path = Path(config["checkpoint"])
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {"model": run.model.state_dict(), "average": run.average, "step": run.step, "config": config,
             "layers": run.model.config.layers, "optimizers": [o.state_dict() for o in run.optimizers]}
    torch.save(state, path.with_suffix(".tmp"))
    os.replace(path.with_suffix(".tmp"), path)


def grow(run: Run, config: dict) -> None:
    """Doubles the depth in place; see grow.py."""
    deeper = grow_model(run.model).to(config["device"])
    optimizers = build_optimizers(deeper, config)
    carry_states(run.model, deeper, run.optimizers, optimizers)
    run.model, run.optimizers, run.average = deeper, optimizers, grow_weights(run.average)


def compile_hidden(run: Run, config: dict) -> None:
    """Compiles the body of the model, which takes minutes at the start and saves a fifth of every step."""
    if config.get("compile"):
        run.model.hidden = torch.compile(run.model.hidden, dynamic=True)


def advance(run: Run, config: dict) -> tuple[float, int]:
    """One update. Returns the loss and the tokens seen."""
    ids, weights = (torch.from_numpy(a).to(config["device"]) for a in draw_batch(config["seed"], run.step, config["shapes"], config["mix"]))
    with torch.autocast(config["device"], dtype=torch.bfloat16, enabled=config["bf16"]):
        loss = weighted_loss(run.model, ids, weights)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.model.parameters(), 1.0)
    for optimizer, peak in zip(run.optimizers, (config["muon_rate"], config["adam_rate"])):
        for group in optimizer.param_groups:
            group["lr"] = peak * learning_rate(run.step, config)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    keep = min(config["average_decay"], (1 + run.step) / (10 + run.step))
    for name, weight in run.model.named_parameters():
        run.average[name].lerp_(weight.detach(), 1 - keep)
    run.step += 1
    return loss.item(), ids.numel()


def train(config: dict, stop_step: int | None = None) -> Llm:
    """Runs or resumes `config`; returns the model after the last step."""
    run, end = start_run(config), stop_step or config["total_steps"]
    compile_hidden(run, config)
    seen, loss_sum, since = 0, 0.0, time.time()
    while run.step < end:
        if "grow" in config and run.step >= config["grow"]["at_step"] and run.model.config.layers < config["model"]["layers"]:
            grow(run, config)
            compile_hidden(run, config)
        loss, count = advance(run, config)
        if not math.isfinite(loss):
            raise FloatingPointError(f"loss is {loss} at step {run.step}")
        seen, loss_sum = seen + count, loss_sum + loss
        if run.step % config["log_every"] == 0:
            speed = round(seen / (time.time() - since))
            print(json.dumps({"step": run.step, "loss": round(loss_sum / config["log_every"], 4), "tokens_per_s": speed}), flush=True)
            seen, loss_sum, since = 0, 0.0, time.time()
        if run.step % config["save_every"] == 0 or run.step == end:
            save(run, config)
    return run.model


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("config")
    arguments = parser.parse_args()
    config = yaml.safe_load(Path(arguments.config).read_text(encoding="utf-8"))
    torch.set_num_threads(config["threads"])
    train(config)


if __name__ == "__main__":
    main()
