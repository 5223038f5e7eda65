"""The wasm skeleton of a decoder returns what a step adds; the webgpu skeleton returns the whole cache."""

import json

import onnx
import onnxruntime
import torch
from torch import nn

from training.common.export import export_graph
from training.common.weights_file import expand_f32


class Decoder(nn.Module):
    """One attention layer whose cache is read as well as returned; `mix` is concatenated but is no cache."""

    def __init__(self):
        super().__init__()
        self.key = nn.Linear(64, 64)

    def forward(self, x, past):
        key = torch.cat([past, self.key(x)[:, None]], dim=2)
        mix = torch.cat([x, x], dim=1)
        return (x @ key[:, 0].transpose(1, 2)).sum(-1), key, mix


def inputs(length, past):
    return {"x": torch.randn(1, length, 64), "past": torch.randn(1, 1, past, 64)}


def export(folder):
    axes = {"x": {1: "S"}, "past": {2: "P"}, "score": {1: "S"}, "present": {2: "T"}, "mix": {1: "M"}}
    export_graph("decoder", Decoder(), inputs(2, 3), ["score", "present", "mix"], axes, folder, 1e-4, [inputs(1, 0), inputs(4, 9)])


def test_only_the_cache_is_cut_and_only_on_wasm(tmp_path):
    export(tmp_path)
    index = json.loads((tmp_path / "decoder.tensors.json").read_text())
    assert index["appended"] == {"present": "past"}
    (tmp_path / "decoder.f32.bin").write_bytes(expand_f32((tmp_path / "decoder.weights.bin").read_bytes(), index))
    feeds = {k: v.numpy() for k, v in inputs(2, 5).items()}
    shapes = {}
    for kind in ("wasm", "webgpu"):
        session = onnxruntime.InferenceSession(str(tmp_path / f"decoder.{kind}.onnx"))
        shapes[kind] = [o.shape for o in session.run(None, feeds)]
    assert shapes["wasm"] == [(1, 2), (1, 1, 2, 64), (1, 4, 64)]
    assert shapes["webgpu"] == [(1, 2), (1, 1, 7, 64), (1, 4, 64)]


def test_a_graph_without_a_cache_says_nothing_of_one(tmp_path):
    class Plain(nn.Module):
        def forward(self, x):
            return (torch.cat([x, x * 2], dim=1),)

    export_graph("plain", Plain(), {"x": torch.randn(1, 3)}, ["y"], {"x": {1: "T"}}, tmp_path, 1e-4, [{"x": torch.randn(1, 5)}])
    assert "appended" not in json.loads((tmp_path / "plain.tensors.json").read_text())
    assert onnx.load(tmp_path / "plain.wasm.onnx").graph.output[0].name == "y"
