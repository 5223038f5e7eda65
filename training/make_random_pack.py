"""Writes e2e/fixtures/packs/random: the interface of a pack with tiny random weights, for tests only.

    python -m training.make_random_pack [--out e2e/fixtures/packs/random]

Nothing sensible comes out of it; a conversation test must not count on it. The same seed gives the same files.
"""

import argparse
from pathlib import Path

import torch

from training.common import random_graphs as graphs
from training.common.export import export_graph
from training.common.manifest import MINI_DIR, update_manifest
from training.common.random_resources import EVENTS, LANGUAGES, SPEAKER_DIM, TEXT_UNITS, TRAITS, write_resources

DEFAULT_OUT = MINI_DIR.parents[2] / "e2e" / "fixtures" / "packs" / "random"


def integers(length, limit):
    """(1, length) int32 below `limit`."""
    return torch.randint(0, limit, (1, length), dtype=torch.int32)


def export_tokenizer(out_dir):
    sizes = [len(TEXT_UNITS), len(LANGUAGES), len(EVENTS), len(TRAITS), SPEAKER_DIM, 8]
    names = ["text_logits", "language_logits", "event_logits", "traits", "speaker", "semantic_codes", "k_cache_out", "v_cache_out"]

    def inputs(cache, frames=32):
        return {"log_mel": torch.randn(1, frames, graphs.MELS), "k_cache": cache(1, 1, 64, graphs.DIM),
                "v_cache": cache(1, 1, 64, graphs.DIM), "cache_mask": (torch.arange(64) >= 40).float()[None]}

    axes = {"log_mel": {1: "frames"}, **{name: {1: "stacks"} for name in names[:6]}}
    export_graph("tokenizer", graphs.RandomTokenizer(sizes), inputs(torch.zeros), names, axes, out_dir, 1e-4,
                 check_inputs=[inputs(torch.randn), inputs(torch.randn, 128)])


def export_llm(out_dir, vocabulary_size):
    pasts = [f"past_key_values.{i}.{part}" for i in range(2) for part in ("key", "value")]
    presents = [f"present.{i}.{part}" for i in range(2) for part in ("key", "value")]

    def inputs(length, past):
        return {"input_ids": integers(length, vocabulary_size),
                "position_ids": torch.arange(past, past + length, dtype=torch.int32)[None],
                **{name: torch.randn(1, 1, past, graphs.DIM) for name in pasts}}

    axes = {"input_ids": {1: "S"}, "position_ids": {1: "S"}, **{n: {2: "P"} for n in pasts}, **{n: {2: "T"} for n in presents}}
    export_graph("llm", graphs.RandomLlm(vocabulary_size), inputs(3, 2), ["logits", *presents], axes, out_dir, 2e-3,
                 check_inputs=[inputs(5, 0), inputs(1, 9)])


def export_prosody(out_dir, symbols):
    def inputs(length):
        return {"phonemes": integers(length, len(symbols)), "accents": integers(length, 6),
                "language_id": torch.tensor([1], dtype=torch.int32), "speaker": torch.randn(1, SPEAKER_DIM)}

    names = ["hidden", "log_durations", "pitch", "voicing", "energy"]
    axes = {name: {1: "N"} for name in ["phonemes", "accents", *names]}
    export_graph("prosody", graphs.RandomProsody(len(symbols), 2, SPEAKER_DIM), inputs(5), names, axes, out_dir, 1e-4,
                 check_inputs=[inputs(1), inputs(12)])


def export_acoustic(out_dir):
    def inputs(length):
        return {"condition": torch.randn(1, length, graphs.DIM), "pitch": torch.full((1, length), 5.0),
                "voicing": torch.rand(1, length), "energy": torch.randn(1, length), "speaker": torch.randn(1, SPEAKER_DIM),
                "x_t": torch.randn(1, length, graphs.MELS), "t": torch.tensor([0.25])}

    axes = {name: {1: "T"} for name in ("condition", "pitch", "voicing", "energy", "x_t", "velocity")}
    export_graph("acoustic", graphs.RandomAcoustic(SPEAKER_DIM), inputs(6), ["velocity"], axes, out_dir, 1e-4,
                 check_inputs=[inputs(1), inputs(17)])


def export_vocoder(out_dir):
    def inputs(length):
        return {"log_mel": torch.randn(1, length, graphs.MELS), "pitch": 5 + torch.rand(1, length), "voicing": torch.rand(1, length)}

    names = ["harmonic_log_magnitude", "noise_log_magnitude"]
    axes = {name: {1: "T"} for name in ["log_mel", "pitch", "voicing", *names]}
    export_graph("vocoder", graphs.RandomVocoder(513), inputs(4), names, axes, out_dir, 1e-4, check_inputs=[inputs(1), inputs(9)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT)
    out_dir = parser.parse_args().out
    out_dir.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(20261122)
    torch.set_num_threads(1)
    vocabulary_size, symbols = write_resources(out_dir)
    export_tokenizer(out_dir)
    export_llm(out_dir, vocabulary_size)
    export_prosody(out_dir, symbols)
    export_acoustic(out_dir)
    export_vocoder(out_dir)
    manifest = update_manifest(out_dir, "random")
    print(f"{out_dir}: {manifest['totalBytes']} bytes")


if __name__ == "__main__":
    main()
