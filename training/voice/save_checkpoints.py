"""Puts the weights of the finished runs, in half precision and without optimizer state, under training/checkpoints.

    python -m training.voice.save_checkpoints
"""

from __future__ import annotations

import torch

from .infer import CHECKPOINTS, find_checkpoint


def halve(state: dict) -> dict:
    return {k: v.half() if v.is_floating_point() else v for k, v in state.items()}


def main() -> None:
    CHECKPOINTS.mkdir(parents=True, exist_ok=True)
    for name, key in (("chain", "average"), ("vocoder", "model")):
        state = torch.load(find_checkpoint(name))
        kept = {key: halve(state[key]), "config": state["config"], "step": state["step"]}
        path = CHECKPOINTS / f"voice-{name}.pt"
        torch.save(kept, path)
        print(path.name, path.stat().st_size, "bytes, step", state["step"])


if __name__ == "__main__":
    main()
