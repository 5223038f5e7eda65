"""The exported graph, its eight-bit weights and the streaming runner agree with torch."""

import json

import numpy as np
import pytest
import torch

from training.common.export import export_graph
from training.tokenizer import features
from training.tokenizer.export import AXES, OUTPUTS, chunks_of
from training.tokenizer.model import CHUNK, WIDE_CHUNK, Config, StreamingStep, Tokenizer
from training.tokenizer.onnx_runner import OnnxTokenizer


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack")
    torch.manual_seed(1)
    model = Tokenizer(Config(units=50, phones=9, speakers=4, dim=64, layers=2, heads=2, hidden=128, semantic_layer=2)).eval()
    step = StreamingStep(model).eval()
    mel = np.random.default_rng(0).normal(0, 1, (256, 80)).astype(np.float32)
    short, wide = (chunks_of(step, model.config, mel, chunk) for chunk in (CHUNK, WIDE_CHUNK))
    report = export_graph("tokenizer", step, short[2], OUTPUTS, AXES, folder, golden_tolerance=2e-2, check_inputs=[short[0], *wide])
    features.write_features_json(folder / "features.json", np.zeros(80), np.ones(80))
    return folder, model, mel, report


def test_float_graph_equals_torch(exported):
    report = exported[3]
    assert set(report["onnxFromTorch"]) == set(OUTPUTS)
    assert max(row["relative"] for row in report["onnxFromTorch"].values()) < 1e-4
    assert report["unwantedOperators"] == []


@pytest.mark.parametrize("chunk", [CHUNK, WIDE_CHUNK])
def test_streaming_the_graph_follows_the_whole_utterance(exported, chunk):
    folder, model, mel, _ = exported
    with torch.no_grad():
        whole = model(torch.from_numpy(mel[None]), torch.tensor([64]), chunk)
    streamed = OnnxTokenizer(folder).stream(mel, chunk)
    for expected, got in zip(whole, streamed):
        # Eight-bit weights are the only difference that may be seen.
        assert np.abs(expected[0].numpy() - got).max() < 0.05 * max(1.0, expected.abs().max().item())


def test_golden_holds_every_input_and_output(exported):
    golden = json.loads((exported[0] / "golden" / "tokenizer.json").read_text())
    assert set(golden["inputs"]) == {"log_mel", "k_cache", "v_cache", "cache_mask"}
    assert set(golden["outputs"]) == set(OUTPUTS)
