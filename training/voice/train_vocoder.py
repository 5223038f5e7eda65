"""Trains the vocoder through the differentiable synthesis. Resumes from its checkpoint.

    python -m training.voice.train_vocoder --config training/configs/voice-vocoder-cpu.yaml
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
import yaml

from .chain_data import QUIET
from .corpus import load_shard, load_wavs
from .features import HOP
from .models import Vocoder
from .phonemes import SYMBOL_INDEX
from .spectral import filter_pair, spectral_loss
from .synth import harmonic_excitation


class Segments:
    """Random windows of recorded speech with their features; shards are drawn by weight."""

    def __init__(self, shards: dict[str, float], frames: int, seed: int):
        self.frames, self.rng = frames, np.random.default_rng(seed)
        self.names, self.weights = list(shards), np.array(list(shards.values())) / sum(shards.values())
        self.items = {}
        for name in self.names:
            # A rising question's F0 was drawn by rule, so it no longer belongs to the sound.
            falls = [u.phones[-1] != SYMBOL_INDEX["sil?"] for u in load_shard(name)]
            self.items[name] = [w for w, fine in zip(load_wavs(name), falls) if fine]

    def draw(self):
        """One window: mel (T, 80), ln F0, voicing, harmonic excitation, wav."""
        items = self.items[self.names[self.rng.choice(len(self.names), p=self.weights)]]
        wav, f0, voicing, mel = items[self.rng.integers(len(items))]
        frames = min(len(f0), len(wav) // HOP)
        start = self.rng.integers(0, max(1, frames - self.frames + 1))
        cut, sound = slice(start, start + self.frames), slice(start * HOP, (start + self.frames) * HOP)
        short = self.frames - min(self.frames, frames - start)
        mel = np.pad(mel[cut].astype(np.float32), ((0, short), (0, 0)), constant_values=-16.0)[: self.frames]
        pitch = np.log(np.pad(f0[cut], (0, short), mode="edge"))
        voicing = np.pad(voicing[cut], (0, short))
        wav = np.pad(wav[: frames * HOP][sound].astype(np.float32) / 32767, (0, self.frames * HOP))[: self.frames * HOP]
        if self.rng.random() < 0.5:
            # Prosody draws voicing from five points a phoneme: softer edges than a tracker's.
            voicing = np.convolve(np.pad(voicing, 1, mode="edge"), [0.25, 0.5, 0.25], "valid")
        gain = self.rng.normal(0, 0.35)
        # Quieter frames than the acoustic model can name are all one silence, which this teaches the vocoder to keep silent.
        mel, wav = np.maximum(mel + 2 * gain, QUIET), wav * math.exp(gain)
        excitation = harmonic_excitation(pitch, voicing)
        return [a.astype(np.float32) for a in (mel, pitch, voicing, excitation, wav)]

    def batch(self, size: int) -> list[torch.Tensor]:
        return [torch.from_numpy(np.stack(a)) for a in zip(*(self.draw() for _ in range(size)))]


def learning_rate(step: int, config: dict) -> float:
    """Linear warm-up, then a cosine to a twentieth."""
    if step < config["warmup"]:
        return config["learning_rate"] * (step + 1) / config["warmup"]
    done = (step - config["warmup"]) / max(1, config["steps"] - config["warmup"])
    return config["learning_rate"] * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * min(1.0, done))))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    parser.add_argument("--steps", type=int, help="stop early, for a trial")
    args = parser.parse_args()
    config = yaml.safe_load(Path(args.config).read_text())
    torch.set_num_threads(1)
    torch.manual_seed(config["seed"])
    model = Vocoder(**config["model"])
    optimizer = torch.optim.AdamW(model.parameters(), lr=config["learning_rate"], weight_decay=0.01, betas=(0.9, 0.98))
    path, step = Path(config["checkpoint"]), 0
    if path.exists():
        state = torch.load(path)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]
    data = Segments(config["shards"], config["segment_frames"], config["seed"] + step)
    started, recent = time.time(), []
    while step < (args.steps or config["steps"]):
        mel, pitch, voicing, excitation, wav = data.batch(config["batch"])
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, config)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            harmonic, noise = model(mel, pitch, voicing)
        made = filter_pair(excitation, torch.randn_like(excitation), harmonic.float().clamp(-14, 4), noise.float().clamp(-14, 4))
        loss = spectral_loss(made, wav)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        recent.append(float(loss.detach()))
        if not math.isfinite(recent[-1]):
            raise FloatingPointError(f"loss at step {step}")
        if step % 50 == 0:
            print(step, "loss", round(float(np.mean(recent[-50:])), 4), "seconds", round(time.time() - started), flush=True)
        if step % config["save_every"] == 0 or step == config["steps"]:
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "config": config}, path)


if __name__ == "__main__":
    main()
