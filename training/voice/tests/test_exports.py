"""Exported graphs against torch, and golden files against the code that wrote them."""

import base64
import json

import numpy as np
import pytest
import torch

from training.common.export import export_graph
from training.voice import write_golden
from training.voice.export_voice import ProsodyGraph, acoustic_inputs, prosody_inputs, vocoder_inputs
from training.voice.chain import Chain
from training.voice.features import ROOT
from training.voice.g2p import load_table, pronounce
from training.voice.models import Vocoder

GOLDEN = ROOT / "workers/vocoder/golden"
SMALL = ({"dim": 64, "layers": 1, "heads": 2, "dropout": 0.0}, {"dim": 64, "layers": 2, "heads": 2, "inner": 64})


@pytest.fixture
def chain() -> Chain:
    torch.manual_seed(1)
    made = Chain(*SMALL).eval()
    torch.nn.init.normal_(made.acoustic.leave.weight, std=0.1)
    return made


def worst(report: dict) -> float:
    return max(entry["relative"] for entry in report["onnxFromTorch"].values())


def test_prosody_graph_is_torch(chain, tmp_path):
    names = ("phonemes", "accents", "hidden", "log_durations", "pitch", "voicing", "energy")
    report = export_graph("prosody", ProsodyGraph(chain.prosody), prosody_inputs(12, chain), list(names[2:]),
                          {n: {1: "N"} for n in names}, tmp_path, 5e-2, check_inputs=[prosody_inputs(40, chain, "zh")])
    assert worst(report) < 1e-4
    assert report["unwantedOperators"] == []


def test_acoustic_graph_is_torch_at_any_even_length(chain, tmp_path):
    moving = ("condition", "pitch", "voicing", "energy", "x_t", "velocity")
    report = export_graph("acoustic", chain.acoustic, acoustic_inputs(8, chain), ["velocity"], {n: {1: "T"} for n in moving},
                          tmp_path, 0.2, check_inputs=[acoustic_inputs(2, chain), acoustic_inputs(300, chain)])
    assert worst(report) < 1e-4
    assert report["unwantedOperators"] == []


def test_vocoder_graph_is_torch(tmp_path):
    names = ["harmonic_log_magnitude", "noise_log_magnitude"]
    report = export_graph("vocoder", Vocoder(dim=32, layers=2), vocoder_inputs(6), names,
                          {n: {1: "T"} for n in ("log_mel", "pitch", "voicing", *names)}, tmp_path, 0.1, check_inputs=[vocoder_inputs(50)])
    assert worst(report) < 1e-4
    assert report["unwantedOperators"] == []


def unpack(entry: dict) -> np.ndarray:
    return np.frombuffer(base64.b64decode(entry["data"]), "<f4").reshape(entry["dims"])


def test_golden_files_are_what_the_code_writes(tmp_path, monkeypatch):
    monkeypatch.setattr(write_golden, "OUT", tmp_path)
    write_golden.write_phonemes()
    write_golden.write_excitation()
    write_golden.write_positions()
    assert json.loads((tmp_path / "phonemes.json").read_text()) == json.loads((GOLDEN / "phonemes.json").read_text())
    ours, kept = (json.loads((folder / "excitation.json").read_text()) for folder in (tmp_path, GOLDEN))
    for name in ("excitation", "harmonic"):
        assert np.abs(unpack(ours["outputs"][name]) - unpack(kept["outputs"][name])).max() < kept["tolerance"]
    ours, kept = (json.loads((folder / "positions.json").read_text()) for folder in (tmp_path, GOLDEN))
    assert np.abs(unpack(ours.pop("positions")) - unpack(kept.pop("positions"))).max() < 1e-6
    assert ours == kept


def test_letter_to_sound_golden():
    table = load_table()
    for row in json.loads((GOLDEN / "g2p-en.json").read_text()):
        assert [p for p, _ in pronounce(row["word"], table)] == row["phonemes"]
        assert [s for _, s in pronounce(row["word"], table)] == row["accents"]
