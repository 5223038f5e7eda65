"""Writes workers/runtime/golden/expand-weights.json, which the page's unit test of the weight expansion reads.

    python -m training.tests.write_golden
"""

import base64
import json
from pathlib import Path

import numpy as np

from training.common.weights_file import expand_f32, pack_weights

PATH = Path(__file__).resolve().parents[2] / "workers" / "runtime" / "golden" / "expand-weights.json"


def build():
    """A transposed weight, the same weight as an embedding table, and a float32 bias."""
    table = np.random.default_rng(5).standard_normal((40, 64)).astype(np.float32)
    initializers = {"head.weight": np.ascontiguousarray(table.T), "embedding.weight": table,
                    "bias": np.linspace(-1, 1, 80, dtype=np.float32)}
    packed = pack_weights(initializers, {"head.weight": "matmul", "embedding.weight": "gather"})
    index = {"f32ByteLength": packed.f32_bytes, "tensors": packed.entries}
    expanded = expand_f32(bytes(packed.weights), index)
    return {"index": index, "weights": base64.b64encode(packed.weights).decode(), "expanded": base64.b64encode(expanded).decode()}


if __name__ == "__main__":
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_text(json.dumps(build(), separators=(",", ":")) + "\n")
    print(PATH, PATH.stat().st_size, "bytes")
