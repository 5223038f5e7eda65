"""Trains prosody and acoustic model together. Resumes from its checkpoint.

    python -m training.voice.train_chain --config training/configs/voice-chain-cpu.yaml

The run is budgeted in minutes of wall clock, because the machine is shared: the learning rate follows the share of the budget
that is spent, and the same steps on a quieter machine are reached sooner.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
import yaml

from .chain import Average, Chain, cosine, set_normalisation, total
from .chain_data import ChainData
from .corpus import Utterance
from .grow import TABLES, grow_state, spread_finals
from .infer import load_chain
from .rehearsal import SUFFIX, rehearse
from .voices import base_speaker


def validate(chain: Chain, average: Average, data: ChainData, size: int) -> dict[str, float]:
    """Losses of the averaged weights on utterances never trained on, with fixed noise."""
    kept = {k: v.clone() for k, v in chain.state_dict().items()}
    chain.load_state_dict(average.state)
    chain.eval()
    random_state = torch.get_rng_state()
    torch.manual_seed(0)
    sums: dict[str, list[float]] = {}
    held = sorted(data.held, key=lambda h: len(h[1].f0))
    with torch.no_grad():
        for i in range(0, len(held), size):
            chosen: list[tuple[str, str, Utterance]] = [(n, base_speaker(n), u) for n, u in held[i : i + size]]
            for k, v in chain.losses(data.batch(len(chosen), vary=False, chosen=chosen)).items():
                sums.setdefault(k, []).append(float(v))
    torch.set_rng_state(random_state)
    chain.load_state_dict(kept)
    chain.train()
    return {k: round(float(np.mean(v)), 4) for k, v in sums.items()}


def make_optimizer(chain: Chain, rate: float, table_rate: float) -> torch.optim.Optimizer:
    """`share` of a group multiplies its learning rate: rows of a grown table start close together and must part."""
    tables = [p for name, p in chain.named_parameters() if name in TABLES]
    others = [p for name, p in chain.named_parameters() if name not in TABLES]
    groups = [{"params": others, "share": 1.0}, {"params": tables, "share": table_rate}]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=0.02, betas=(0.9, 0.98))


def make_rehearsals(config: dict) -> dict[str, list[Utterance]]:
    names = [name for name in config["shards"] if name.endswith(SUFFIX)]
    teacher = load_chain(Path(config.get("teacher", config["start"]))) if names else None
    made = {name: rehearse(teacher, name, config["rehearsed"]) for name in names}
    print("rehearsed", {name: len(items) for name, items in made.items()}, flush=True)
    return made


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    args = parser.parse_args()
    config = yaml.safe_load(Path(args.config).read_text())
    torch.set_num_threads(1)
    torch.manual_seed(config["seed"])
    chain = Chain(config["prosody"], config["acoustic"])
    optimizer = make_optimizer(chain, config["learning_rate"], config.get("table_rate", 1.0))
    path, step, spent = Path(config["checkpoint"]), 0, 0.0
    data = ChainData(config["shards"], config["validation"], config["seed"], make_rehearsals(config))
    set_normalisation(chain, data.mean, data.std)
    average = Average(chain, config["average"])
    if path.exists():
        state = torch.load(path)
        chain.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.state, step, spent = state["average"], state["step"], state["minutes"]
        data.mean, data.std = chain.mel_mean.numpy(), chain.mel_std.numpy()
        data.rng = np.random.default_rng(config["seed"] + step)
    elif "start" in config:
        # The tables grow for new sounds and voices; everything else starts where it was. The optimizer starts afresh.
        grown = grow_state(torch.load(config["start"])["average"], chain)
        chain.load_state_dict(spread_finals(grown) if config.get("spread_finals") else grown)
        average = Average(chain, config["average"])
        data.mean, data.std = chain.mel_mean.numpy(), chain.mel_std.numpy()
    last, recent = time.time(), []
    while spent < config["minutes"]:
        batch = data.batch(config["batch"], frames=config.get("frames"))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = chain.losses(batch)
        loss = total(losses)
        if not math.isfinite(float(loss.detach())):
            raise FloatingPointError(f"loss at step {step}: { {k: float(v.detach()) for k, v in losses.items()} }")
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(chain.parameters(), 1.0)
        for group in optimizer.param_groups:
            group["lr"] = group["share"] * cosine(spent / config["minutes"], config["learning_rate"])
        optimizer.step()
        average.update(chain, step)
        step += 1
        recent.append([float(v.detach()) for v in losses.values()])
        now = time.time()
        spent, last = spent + (now - last) / 60, now
        if step % 50 == 0:
            means = dict(zip(losses, np.round(np.mean(recent[-50:], 0), 4).tolist()))
            print(step, "minutes", round(spent, 1), means, flush=True)
        if step % config["save_every"] == 0 or spent >= config["minutes"]:
            print(step, "validation", validate(chain, average, data, config["batch"]), flush=True)
            torch.save({"model": chain.state_dict(), "average": average.state, "optimizer": optimizer.state_dict(),
                        "step": step, "minutes": spent, "config": config}, path)
            last = time.time()


if __name__ == "__main__":
    main()
