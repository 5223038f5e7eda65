"""Deepens a model in the middle of its training without changing what it computes.

After each block stands a copy of it whose two output matrices are zero, so the residual stream passes
unchanged and learning goes on from there (progressive stacking, Gong et al. 2019, made function-preserving).
"""

import dataclasses

import torch
from torch import nn

from training.llm.model import Llm

OUTPUTS = ("attention.out.weight", "down.weight")


def grown_name(name: str) -> tuple[str, str] | None:
    """Names of an old block's parameter and of its copy's in the grown model; None outside the blocks."""
    if not name.startswith("blocks."):
        return None
    _, index, rest = name.split(".", 2)
    return f"blocks.{2 * int(index)}.{rest}", f"blocks.{2 * int(index) + 1}.{rest}"


def grow_weights(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """State of a model of twice the depth; the same for weights and for their moving average."""
    grown = {}
    for name, weight in weights.items():
        pair = grown_name(name)
        if pair is None:
            grown[name] = weight.clone()
            continue
        grown[pair[0]] = weight.clone()
        grown[pair[1]] = torch.zeros_like(weight) if name.endswith(OUTPUTS) else weight.clone()
    return grown


def grow_model(model: Llm) -> Llm:
    """A model of twice the depth that computes the same."""
    deeper = Llm(dataclasses.replace(model.config, layers=2 * model.config.layers))
    deeper.load_state_dict(grow_weights(model.state_dict()))
    return deeper.train(model.training)


def carry_states(old: Llm, new: Llm, old_optimizers: list, new_optimizers: list) -> None:
    """Momentum of the parameters that stay; the copies start without."""
    renamed = {name: (pair[0] if (pair := grown_name(name)) else name) for name, _ in old.named_parameters()}
    targets: dict[str, nn.Parameter] = dict(new.named_parameters())
    sources = {parameter: renamed[name] for name, parameter in old.named_parameters()}
    for before, after in zip(old_optimizers, new_optimizers):
        for parameter, state in before.state.items():
            after.state[targets[sources[parameter]]] = dict(state)
