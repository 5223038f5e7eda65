"""The exporter: quantisation error, sharing of tied weights, lengths, Gemm, and what it must refuse."""

import json

import numpy as np
import onnx
import pytest
import torch
from torch import nn

from training.common.export import export_graph
from training.common.golden import decode, encode, sample_stride
from training.common.manifest import update_manifest
from training.common.quantize import dequantize_rows, quantize_rows
from training.common.weights_file import expand_f32
from training.tests import write_golden


class Tied(nn.Module):
    """Embedding, a layer applied to a matrix (which torch exports as Gemm), and the tied head."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(96, 64)
        self.layer = nn.Linear(64, 64)
        self.head = nn.Linear(64, 96, bias=False)
        self.head.weight = self.embedding.weight

    def forward(self, ids):
        x = self.embedding(ids)
        return (self.head(torch.tanh(self.layer(x[:, -1]))[:, None]),)


def ids(length):
    return {"ids": torch.arange(length, dtype=torch.int32)[None]}


def export_tied(folder, **options):
    torch.manual_seed(0)
    return export_graph("tied", Tied(), ids(4), ["logits"], {"ids": {1: "S"}}, folder, 1e-4, [ids(1), ids(9)], **options)


def test_quantisation_errs_by_at_most_half_a_step():
    weight = np.random.default_rng(0).standard_normal((5, 96)).astype(np.float32)
    weight[2, :32] = 0
    q, scales = quantize_rows(weight)
    error = np.abs(dequantize_rows(q, scales) - weight).reshape(5, 3, 32).max(axis=2)
    assert (error <= scales * 0.5001).all()
    assert (dequantize_rows(q, scales)[2, :32] == 0).all()


def test_quantisation_refuses_a_width_that_is_no_multiple_of_32():
    with pytest.raises(ValueError, match="got 80"):
        quantize_rows(np.zeros((4, 80), np.float32))


def test_tied_weight_is_stored_once_and_every_linear_is_quantised(tmp_path):
    report = export_tied(tmp_path)
    index = json.loads((tmp_path / "tied.tensors.json").read_text())
    q8 = [t for t in index["tensors"] if t["format"] == "q8"]
    embedding = next(t for t in q8 if not t["transpose"])
    head = next(t for t in q8 if t["transpose"] and t["dims"] == [64, 96])
    assert len(q8) == 3 and embedding["offset"] == head["offset"]
    assert all(t["offset"] % 64 == 0 and t["f32Offset"] % 64 == 0 for t in index["tensors"])
    assert report["quantizedFromTorch"]["logits"]["max"] > 0
    gpu = onnx.load(tmp_path / "tied.webgpu.onnx", load_external_data=False)
    kinds = [n.op_type for n in gpu.graph.node]
    assert kinds.count("MatMulNBits") == 2 and kinds.count("GatherBlockQuantized") == 1 and "Gemm" not in kinds


def test_expanded_weights_are_the_dequantised_ones_in_the_layout_of_the_graph(tmp_path):
    export_tied(tmp_path)
    index = json.loads((tmp_path / "tied.tensors.json").read_text())
    f32 = np.frombuffer(expand_f32((tmp_path / "tied.weights.bin").read_bytes(), index), np.float32)
    views = {t["name"]: f32[t["f32Offset"] // 4:][:np.prod(t["dims"])].reshape(t["dims"]) for t in index["tensors"]}
    np.testing.assert_array_equal(views["head.weight"], views["embedding.weight"].T)
    torch.manual_seed(0)
    truth = Tied().embedding.weight.detach().numpy()
    assert 0 < np.abs(views["embedding.weight"] - truth).max() < 0.03


def test_weights_named_in_keep_fp32_are_exact(tmp_path):
    report = export_tied(tmp_path, keep_fp32=["embedding", "head", "layer"])
    assert report["quantized"].startswith("0 of")
    assert report["quantizedFromTorch"]["logits"]["max"] < 1e-5


def test_a_baked_in_length_is_refused(tmp_path):
    class Baked(nn.Module):
        def forward(self, x):
            return (x + torch.zeros(1, int(x.shape[1])),)

    with pytest.raises(Exception):
        export_graph("baked", Baked(), {"x": torch.ones(1, 4)}, ["y"], {"x": {1: "T"}}, tmp_path, 1e-4,
                     [{"x": torch.ones(1, 7)}])


def test_an_input_the_graph_does_not_use_is_refused(tmp_path):
    class Deaf(nn.Module):
        def forward(self, x, y):
            return (x * 2,)

    with pytest.raises(ValueError, match="y"):
        export_graph("deaf", Deaf(), {"x": torch.ones(1, 4), "y": torch.ones(1, 4)}, ["z"], {}, tmp_path, 1e-4)


def test_quantisation_beyond_its_tolerance_is_refused(tmp_path):
    with pytest.raises(ValueError, match="quantised from torch"):
        export_tied(tmp_path, quantization_tolerance=1e-7)


def test_golden_values_survive_the_file():
    small = np.arange(6, dtype=np.int32).reshape(2, 3)
    np.testing.assert_array_equal(decode(encode(small, 1)), small)
    zeros = np.zeros((2, 64, 64), np.float32)
    assert "data" not in encode(zeros, 1)
    np.testing.assert_array_equal(decode(encode(zeros, 1)), zeros)
    large = np.random.default_rng(0).random((300, 64)).astype(np.float32)
    stride = sample_stride(large)
    assert stride == 3
    np.testing.assert_array_equal(decode(encode(large, stride)), large.reshape(-1)[::3])


def test_manifest_is_the_same_twice_and_leaves_out_incomplete_graphs(tmp_path):
    export_tied(tmp_path)
    for path in list(tmp_path.rglob("tied*")):
        path.rename(path.with_name(path.name.replace("tied", "llm")))
    first = update_manifest(tmp_path, "random")
    assert first == update_manifest(tmp_path, "random")
    assert list(first["graphs"]) == ["llm"] and first["graphs"]["llm"]["maxTensorBytes"] == 96 * 64 * 4
    (tmp_path / "llm.weights.bin").unlink()
    second = update_manifest(tmp_path, "random")
    assert second["graphs"] == {} and second["revision"] != first["revision"]


def test_the_golden_expansion_of_the_page_is_the_one_of_this_code():
    assert json.loads(write_golden.PATH.read_text()) == write_golden.build()


def test_shape_arithmetic_becomes_constants_that_hold_for_every_length(tmp_path):
    class Heads(nn.Module):
        def __init__(self):
            super().__init__()
            self.mix = nn.Linear(64, 64)

        def forward(self, x):
            batch, length, width = x.shape
            heads = self.mix(x).reshape(batch, length, 2, width // 2).transpose(1, 2).to(x.dtype)
            first, second = heads.chunk(2, dim=-1)
            positions = torch.arange(length, dtype=torch.float32)[None, None, :, None]
            return ((first * positions + second).transpose(1, 2).reshape(batch, length, width // 2),)

    export_graph("heads", Heads(), {"x": torch.randn(1, 5, 64)}, ["y"], {"x": {1: "T"}}, tmp_path, 1e-4,
                 [{"x": torch.randn(1, 1, 64)}, {"x": torch.randn(1, 12, 64)}])
    nodes = onnx.load(tmp_path / "heads.wasm.onnx", load_external_data=False).graph.node
    kinds = [n.op_type for n in nodes]
    # One length is read, for `arange`; every Reshape has a constant shape.
    assert kinds.count("Shape") <= 1 and kinds.count("Concat") == 0 and len(kinds) <= 17
