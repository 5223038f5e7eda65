"""Exports the llm with its KV cache into a pack (interface: src/packs/README.md).

`export(out_dir)` takes the shipped weights, training/checkpoints/llm.pt; `--checkpoint` packs a training
checkpoint into that file first (its moving average, in bfloat16).
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from training.common.export import export_graph
from training.llm.model import Llm, LlmConfig

WEIGHTS = Path("training/checkpoints/llm.pt")
GOLDEN_TOLERANCE = 5e-2  # logits span about ±20; providers differ in the order of their sums


class StepGraph(nn.Module):
    """`Llm.step` with the cache as flat arguments: key and value of layer 0, then of layer 1, …"""

    def __init__(self, model: Llm):
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor, position_ids: Tensor, *flat_past: Tensor) -> tuple[Tensor, ...]:
        past = list(zip(flat_past[0::2], flat_past[1::2]))
        logits, present = self.model.step(input_ids, position_ids, past)
        return logits, *(tensor for pair in present for tensor in pair)


def load_model(path: Path = WEIGHTS) -> Llm:
    """The shipped model in float32, ready to run."""
    state = torch.load(path, weights_only=True)
    model = Llm(LlmConfig(**state["config"]))
    model.load_state_dict({name: weight.float() for name, weight in state["weights"].items()})
    return model.eval()


def pack_checkpoint(checkpoint: Path, share: float = 1.0) -> None:
    """Keeps the moving average of a training checkpoint, in bfloat16; with a `share` below 1, mixed with the weights shipped so far.

    A short run on new tasks forgets some of the old; the mean of both keeps more of each (WiSE-FT, Wortsman et al. 2022).
    """
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    weights = state["average"]
    if share < 1:
        before = torch.load(WEIGHTS, weights_only=True)["weights"]
        weights = {name: (1 - share) * before[name].float() + share * weight for name, weight in weights.items()}
    weights = {name: weight.to(torch.bfloat16) for name, weight in weights.items()}
    WEIGHTS.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"config": state["config"]["model"] | {"layers": state["layers"]}, "step": state["step"], "weights": weights}, WEIGHTS)
    print(f"step {state['step']}, {WEIGHTS.stat().st_size / 1e6:.1f} MB")


def example(config: LlmConfig, past_length: int, length: int, seed: int) -> dict[str, Tensor]:
    """Inputs of the graph: `length` random tokens after a random cache of `past_length`."""
    generator = torch.Generator().manual_seed(seed)
    ids = torch.randint(21, config.vocabulary, (1, length), generator=generator, dtype=torch.int32)
    inputs = {"input_ids": ids, "position_ids": torch.arange(past_length, past_length + length, dtype=torch.int32)[None]}
    shape = (1, config.heads, past_length, config.dim // config.heads)
    for layer in range(config.layers):
        for kind in ("key", "value"):
            inputs[f"past_key_values.{layer}.{kind}"] = torch.randn(shape, generator=generator)
    return inputs


def export(out_dir: Path) -> None:
    """Writes the six files of the graph `llm`."""
    model = load_model()
    config = model.config
    layers = [(layer, kind) for layer in range(config.layers) for kind in ("key", "value")]
    axes = {"input_ids": {1: "S"}, "position_ids": {1: "S"}}
    axes |= {f"past_key_values.{layer}.{kind}": {2: "P"} for layer, kind in layers}
    axes |= {f"present.{layer}.{kind}": {2: "T"} for layer, kind in layers}
    outputs = ["logits"] + [f"present.{layer}.{kind}" for layer, kind in layers]
    checks = [example(config, 0, 9, 2), example(config, 17, 1, 3), example(config, 40, 6, 4)]
    export_graph("llm", StepGraph(model), example(config, 3, 5, 1), outputs, axes, out_dir, GOLDEN_TOLERANCE, checks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--share", type=float, default=1.0, help="of the checkpoint in what is shipped; the rest is what was shipped before")
    parser.add_argument("--out", type=Path, default=Path("public/models/mini"))
    arguments = parser.parse_args()
    if arguments.checkpoint:
        pack_checkpoint(arguments.checkpoint, arguments.share)
    export(arguments.out)


if __name__ == "__main__":
    main()
