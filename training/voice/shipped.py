"""The shipped graphs (8-bit weights, `*.webgpu.onnx`) behind the interface of the torch models, to measure what people hear.

    python -m training.voice.shipped
"""

from __future__ import annotations

import json

import numpy as np
import onnxruntime
import torch

from .evaluate_listener import listener_sentences, plain, recognize
from .infer import Controls, load_chain, load_vocoder, speak
from .phonemes import PACK


class Graph:
    """Calls a graph of the pack with torch tensors by position."""

    def __init__(self, name: str):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(PACK / f"{name}.webgpu.onnx", options, providers=["CPUExecutionProvider"])

    def __call__(self, *tensors):
        feeds = {}
        for spec, tensor in zip(self.session.get_inputs(), tensors):
            feeds[spec.name] = tensor.numpy().astype(np.int32 if spec.type == "tensor(int32)" else np.float32)
        outputs = [torch.from_numpy(o) for o in self.session.run(None, feeds)]
        return outputs[0] if len(outputs) == 1 else outputs


class ShippedChain:
    """Chain whose two models are the pack's graphs and whose vectors are those of voices.json."""

    def __init__(self):
        features = json.loads((PACK / "features.json").read_text())["vocoder"]
        voices = json.loads((PACK / "voices.json").read_text())
        self.prosody, self.graph = Graph("prosody"), Graph("acoustic")
        self.mel_mean, self.mel_std = torch.tensor(features["mean"]), torch.tensor(features["std"])
        self.vectors = torch.tensor([v["speaker"] for v in voices])

    def acoustic(self, condition: torch.Tensor, *rest: torch.Tensor) -> torch.Tensor:
        """A pack whose features.json has no `positionEdgeFrames` is not told where in its phoneme a frame is."""
        return self.graph(condition[..., : self.graph.session.get_inputs()[0].shape[-1]], *rest)

    def speakers(self, index: torch.Tensor) -> torch.Tensor:
        return self.vectors[index]


def main() -> None:
    torch.set_num_threads(1)
    shipped, vocoder = ShippedChain(), Graph("vocoder")
    chain, unquantised = load_chain(), load_vocoder()
    sentences = listener_sentences()
    ours = [speak(shipped, vocoder, s, "en-slt", Controls()) for s in sentences[:50]]
    heard = recognize([o.wav for o in ours], sentences[:200])
    share = np.mean([h == plain(s) for h, s in zip(heard, sentences)])
    reference = [speak(chain, unquantised, s, "en-slt", Controls()) for s in sentences[:10]]
    same = [(a, b) for a, b in zip(ours, reference) if len(a.mel) == len(b.mel)]
    print(json.dumps({"shipped": "en-slt", "grammar": 200, "said": len(ours), "heard": round(float(share), 3),
                      "sameDurations": f"{len(same)} of {len(reference)}",
                      "logMelFromUnquantised": round(float(np.mean([np.abs(a.mel - b.mel).mean() for a, b in same])), 4)}))


if __name__ == "__main__":
    main()
