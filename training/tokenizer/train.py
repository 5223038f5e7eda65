"""Trains the tokenizer: `python -m training.tokenizer.train training/configs/tokenizer-cpu.yaml`.

Resumes from training/build/<name>.pt, watches the shard folder for new data, writes an averaged-weights
checkpoint every ten minutes, and scores held-out voices as it goes. The learning rate follows the clock (`minutes`
in the config), so that a run fits a slot of time on any machine: warm-up, then a cosine to a hundredth. With `steps`
instead it follows the steps, so that two runs can be compared whatever else the machine does.
"""

import copy
import math
import random
import sys
import time

import numpy as np
import torch
import yaml

from .data import Sampler, Store, statistics
from .scoring import quick_scores
from .losses import WEIGHTS, losses
from .model import Config, Tokenizer
from .paths import BUILD, SHARDS
from .text import units
from .voices import phones, speakers


def progress(settings, step, elapsed_s):
    """Share of the budget that is spent, of steps where the config gives them and else of time; 1 is the end."""
    return min(1.0, step / settings["steps"] if "steps" in settings else elapsed_s / (settings["minutes"] * 60))


def phase_of(settings, step, elapsed_s):
    """The first phase that has not ended, by steps or by minutes."""
    return next(p for p in settings["phases"] if (step < p["until_step"] if "until_step" in p else elapsed_s < p["until_minutes"] * 60))


def learning_rate(settings, step, elapsed_s):
    """Linear warm-up by steps, cosine by the share of the budget."""
    cosine = 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * progress(settings, step, elapsed_s)))
    return settings["lr"] * min(1.0, (step + 1) / settings["warmup_steps"]) * cosine


def loss_weights(settings, step):
    """Frame labels first; text takes over as it ramps up."""
    first, last = settings["ctc_ramp_steps"]
    ramp = min(1.0, max(0.0, (step - first) / (last - first)))
    return {**WEIGHTS, "ctc": 0.02 + 0.98 * ramp, "phones": 1.0 - 0.6 * ramp, **settings.get("weights", {})}


def load(path, settings, store):
    """A fresh or resumed state: model, averaged model, optimiser state, counters, normalisation."""
    torch.manual_seed(settings["seed"])
    config = Config(units=len(units()), phones=len(phones()), speakers=len(speakers()), **settings["model"])
    model = Tokenizer(config)
    source = path if path.exists() else BUILD / settings["init"] if settings.get("init") else None
    state = torch.load(source, weights_only=False) if source else None
    # Weights go with the normalisation they were trained under.
    mean, std = (state["mean"], state["std"]) if state else statistics(Sampler(store, settings["phases"][0]["kinds"], settings["seed"]))
    resumed = state if path.exists() else None
    average = copy.deepcopy(model).eval()
    if state:
        for network, weights in ((average, state["average"]), (model, state["model"])):
            fill(network, weights, is_exact=bool(resumed))
    return model, average, resumed, mean.astype(np.float32), std.astype(np.float32)


def fill(network, weights, is_exact):
    """A start from another run may add heads, or have other phonemes in those of training; a resumed one must fit exactly."""
    shapes = {name: value.shape for name, value in network.state_dict().items()}
    fitting = weights if is_exact else {name: value for name, value in weights.items() if shapes.get(name) == value.shape}
    assert is_exact or all(name.startswith("phones") for name in weights.keys() - fitting.keys())
    network.load_state_dict({name: value.float() for name, value in fitting.items()}, strict=is_exact)


def save(path, model, average, optimizer, step, elapsed_s, mean, std, settings):
    temporary = path.with_suffix(".tmp")
    torch.save({"model": model.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(),
                "config": model.config.to_dict(), "step": step, "elapsed_s": elapsed_s, "mean": mean, "std": std,
                "units": units(), "settings": settings}, temporary)
    temporary.rename(path)


def update(model, encode, average, optimizer, batch, settings, step):
    """One step of the optimiser; returns the losses, or None when the gradient was not finite."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        parts = losses(model, encode(batch["mel"], batch["lengths"], batch["chunk"]), batch)
    weights = loss_weights(settings, step)
    total = sum(weights[name] * value for name, value in parts.items())
    optimizer.zero_grad(set_to_none=True)
    total.backward()
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), settings["clip"])
    if not torch.isfinite(norm):
        return None
    optimizer.step()
    decay = min(settings["average_decay"], (step + 1) / (step + 20))
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - decay)
    return {name: float(value.detach()) for name, value in parts.items()}


def main():
    settings = yaml.safe_load(open(sys.argv[1]))
    torch.set_num_threads(settings.get("threads", 1))
    path = BUILD / f"{settings['name']}.pt"
    store = Store(plain_voices=settings.get("plain_voices", False))
    print("hours in store", store.hours(), flush=True)
    model, average, resumed, mean, std = load(path, settings, store)
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.2f} M parameters", flush=True)
    # A fifth less time a step, for some minutes of compiling at the start.
    encode = torch.compile(model.encode, dynamic=True) if settings.get("compile") else model.encode
    optimizer = torch.optim.AdamW(model.parameters(), lr=settings["lr"], betas=(0.9, 0.98), weight_decay=settings["weight_decay"], fused=True)
    step = base_s = 0
    if resumed:
        optimizer.load_state_dict(resumed["optimizer"])
        step, base_s = resumed["step"], resumed["elapsed_s"]
    seed = settings["seed"] + step
    random.seed(seed)
    sampler = Sampler(store, settings["phases"][0]["kinds"], seed, settings.get("join", 0.6), settings.get("colour", 0.0), settings.get("wide", 0.0))
    batches = sampler.batches(settings["batch_frames"], mean, std)
    began = saved = logged = time.time()
    sums, audio_s, waiting_s, skipped, next_score = {}, 0.0, 0.0, 0, step + 300
    while progress(settings, step, elapsed_s := base_s + time.time() - began) < 1:
        before = time.time()
        batch = next(batches)
        waiting_s += time.time() - before
        phase = phase_of(settings, step, elapsed_s)
        sampler.severity, sampler.weights = phase["severity"], phase["kinds"]
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(settings, step, elapsed_s)
        parts = update(model.train(), encode, average, optimizer, batch, settings, step)
        skipped += parts is None
        for name, value in (parts or {}).items():
            total, count = sums.get(name, (0.0, 0))
            sums[name] = (total + value, count + 1)
        audio_s += float(batch["lengths"].sum()) / 25
        step += 1
        if step % 50 == 0:
            spent = time.time() - logged
            shown = " ".join(f"{n} {t / c:.3f}" for n, (t, c) in sums.items())
            print(f"{step} {elapsed_s / 60:.1f} min lr {optimizer.param_groups[0]['lr']:.2e} {shown} | {audio_s / spent:.0f}x real time, "
                  f"data {waiting_s / spent:.0%}, skipped {skipped}", flush=True)
            sums, audio_s, waiting_s, logged = {}, 0.0, 0.0, time.time()
            store.refresh()
        if step >= next_score:
            print(f"{step} held out: {quick_scores(average, mean, std)}", flush=True)
            next_score = step + settings["score_every"]
        if time.time() - saved > 300:
            save(path, model, average, optimizer, step, elapsed_s, mean, std, settings)
            saved = time.time()
    save(path, model, average, optimizer, step, elapsed_s, mean, std, settings)
    print("done", step, quick_scores(average, mean, std, 1000), flush=True)


if __name__ == "__main__":
    assert SHARDS.exists(), "run synth.py and human.py first"
    main()
