"""Reading checkpoints: the running one of training/build, and the small one that is committed."""

import numpy as np
import torch

from .model import Config, Tokenizer


def load_average(path):
    """(model with averaged weights in eval mode, mean, std) of a checkpoint of train.py or `pack`."""
    state = torch.load(path, weights_only=False, map_location="cpu")
    model = Tokenizer(Config(**state["config"]))
    model.load_state_dict({name: value.float() for name, value in state["average"].items()})
    return model.eval(), np.asarray(state["mean"], np.float32), np.asarray(state["std"], np.float32)


def pack(source, target):
    """Writes the averaged weights in bfloat16, enough to resume by `init` or to export, under 20 MB."""
    state = torch.load(source, weights_only=False, map_location="cpu")
    small = {name: value.to(torch.bfloat16) for name, value in state["average"].items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    kept = {name: state[name] for name in ("config", "step", "elapsed_s", "mean", "std", "units", "settings")}
    torch.save({"average": small, "model": small, **kept}, target)
