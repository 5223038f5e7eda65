"""Mixes the averaged weights of two checkpoints: `python -m training.tokenizer.mix BEFORE AFTER SHARE OUT`.

A leg that began at BEFORE learned what was new in its data and lost a little of the rest; SHARE of the way to AFTER keeps most of both.
Both must have been trained under the same normalisation, so AFTER must have begun at BEFORE.
"""

import sys

import numpy as np
import torch


def mixed(before, after, share):
    """Name → float32 tensor between the two; what only `after` has, as it is."""
    between = {}
    for name, value in after.items():
        old = before.get(name)
        fits = old is not None and old.shape == value.shape and value.is_floating_point()
        between[name] = torch.lerp(old.float(), value.float(), share) if fits else value
    return between


def main():
    first, second = (torch.load(path, weights_only=False, map_location="cpu") for path in sys.argv[1:3])
    if not all(np.allclose(first[name], second[name]) for name in ("mean", "std")):
        raise ValueError("the two were trained under different normalisations")
    average = mixed(first["average"], second["average"], float(sys.argv[3]))
    kept = {name: second[name] for name in ("config", "step", "elapsed_s", "mean", "std", "units", "settings")}
    torch.save({"average": average, "model": average, **kept}, sys.argv[4])


if __name__ == "__main__":
    main()
