"""Golden files: small inputs and the outputs a device must reproduce before it is trusted with a graph."""

import base64
import json
import math

import numpy as np

# A larger output is compared at every n-th element only, so that caches do not fill the pack.
MAX_GOLDEN_ELEMENTS = 8192


def write_golden(path, inputs, outputs, tolerance):
    """Writes `{inputs, outputs, tolerance}`.

    Args:
        path: golden/<graph>.json of a pack.
        inputs, outputs: name → numpy array, float32 or int32.
        tolerance: largest absolute difference a device may show.
    """
    golden = {"inputs": {name: encode(value, 1) for name, value in inputs.items()},
              "outputs": {name: encode(value, sample_stride(value)) for name, value in outputs.items()},
              "tolerance": tolerance}
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


def encode(value, stride):
    """`fill` for a constant array; else base64 of every `stride`-th element in row-major order, little-endian."""
    flat = np.ascontiguousarray(value).reshape(-1)
    entry = {"dims": list(value.shape), "type": str(value.dtype)}
    if entry["type"] not in ("float32", "int32"):
        raise TypeError(f"Expected float32 or int32, got {entry['type']}")
    if flat.size > 1 and (flat == flat[0]).all():
        return entry | {"fill": flat[0].item()}
    if stride > 1:
        entry["stride"] = stride
    return entry | {"data": base64.b64encode(np.ascontiguousarray(flat[::stride]).tobytes()).decode()}


def decode(entry):
    """The array of an input; for a strided output, its sampled elements as a vector."""
    dtype = np.dtype(entry["type"])
    if "fill" in entry:
        return np.full(entry["dims"], entry["fill"], dtype)
    flat = np.frombuffer(base64.b64decode(entry["data"]), dtype)
    return flat if entry.get("stride", 1) > 1 else flat.reshape(entry["dims"])


def sample_stride(value):
    """1 for small outputs; else a step that shares no factor with the last axis, so every column is met."""
    stride = math.ceil(value.size / MAX_GOLDEN_ELEMENTS)
    while stride > 1 and math.gcd(stride, value.shape[-1]) != 1:
        stride += 1
    return max(stride, 1)
