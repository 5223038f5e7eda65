"""Exports the streaming step into the pack: `python -m training.tokenizer.export CHECKPOINT [--commit]`.

Writes tokenizer.{wasm,webgpu}.onnx, tokenizer.weights.bin, tokenizer.tensors.json, golden/tokenizer.json,
the tokenizer part of features.json, and golden/log-mel.json of the tokenizer worker (PCM → features).
`--commit` also writes training/checkpoints/tokenizer.pt.
"""

import argparse
import base64
import json
import random
from pathlib import Path

import numpy as np
import torch

from training.common.export import export_graph

from . import features
from .checkpoint import load_average, pack
from .espeak import SAMPLE_RATE as ESPEAK_RATE
from .espeak import Espeak
from .model import CACHE, CHUNK, STACK, WIDE_CHUNK, StreamingStep
from .paths import CHECKPOINTS, GOLDEN, PACK
from .wave import resample, set_level

OUTPUTS = ["text_logits", "language_logits", "event_logits", "traits", "speaker", "semantic_codes", "k_cache_out", "v_cache_out"]
# The lengths that vary, as torch.onnx names them.
AXES = {"log_mel": {1: "frames"}, **{name: {1: "stacks"} for name in OUTPUTS[:6]}}


def example_speech():
    """Two seconds of espeak-ng under a little noise, the same every time: (samples,) float32 at 16 kHz."""
    speech = Espeak().say("en-us+f2", "what time is it in tokyo", 170, 50, 50)
    pcm = set_level(resample(speech.pcm, ESPEAK_RATE, features.SAMPLE_RATE))
    noise = np.random.default_rng(0).normal(0, 3e-4, len(pcm)).astype(np.float32)
    return np.round((pcm + noise) * 32767) / np.float32(32767)


@torch.no_grad()
def chunks_of(step, config, log_mel, chunk):
    """The inputs of every step over a clip, `chunk` 25 Hz frames each: empty caches first, then partly filled ones."""
    k = v = torch.zeros(config.layers, config.heads, CACHE, config.dim // config.heads)
    mask, rows = torch.zeros(1, CACHE), []
    for start in range(0, len(log_mel) - STACK * chunk + 1, STACK * chunk):
        row = {"log_mel": torch.from_numpy(log_mel[None, start:start + STACK * chunk]), "k_cache": k, "v_cache": v, "cache_mask": mask}
        rows.append(row)
        *_, k, v = step(*row.values())
        mask = torch.cat([mask[:, chunk:], torch.ones(1, chunk)], 1)
    return rows


def write_log_mel_golden(pcm, mel):
    """PCM and the unnormalised features it must give, for the TypeScript log-mel."""
    pack_array = lambda a: base64.b64encode(np.ascontiguousarray(a, "<f4").tobytes()).decode()
    clip = pcm[: 16000 // 2]
    GOLDEN.mkdir(parents=True, exist_ok=True)
    data = {"pcm": pack_array(clip), "frameCount": len(features.log_mel(clip)), "logMel": pack_array(features.log_mel(clip)), "tolerance": 1e-4}
    (GOLDEN / "log-mel.json").write_text(json.dumps(data) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=PACK)
    parser.add_argument("--commit", action="store_true")
    options = parser.parse_args()
    random.seed(0)
    model, mean, std = load_average(options.checkpoint)
    step = StreamingStep(model).eval()
    pcm = example_speech()
    mel = (features.log_mel(pcm) - mean) / std
    short, wide = (chunks_of(step, model.config, np.tile(mel, (2, 1)).astype(np.float32), chunk) for chunk in (CHUNK, WIDE_CHUNK))
    export_graph("tokenizer", step, short[2], OUTPUTS, AXES, options.out, golden_tolerance=2e-2,
                 check_inputs=[short[0], short[-1], wide[0], wide[-1]])
    features.write_features_json(options.out / "features.json", mean, std)
    write_log_mel_golden(pcm, mel)
    if options.commit:
        pack(options.checkpoint, CHECKPOINTS / "tokenizer.pt")


if __name__ == "__main__":
    main()
