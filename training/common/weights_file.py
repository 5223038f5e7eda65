"""The weights file of a graph, its index (`tensors.json`), and the two skeletons that point into it."""

import hashlib
from dataclasses import dataclass, field

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from .quantize import BLOCK_SIZE, dequantize_rows, quantize_rows

ALIGNMENT = 64
# Smaller float constants stay inside the skeletons: an index entry would be larger than they are.
MIN_EXTERNAL_BYTES = 256
# Below this a weight costs less than the noise it would bring.
MIN_QUANTIZED_ELEMENTS = 4096


@dataclass
class Packed:
    """What goes to disk for one graph."""

    weights: bytearray = field(default_factory=bytearray)
    entries: list = field(default_factory=list)
    f32_bytes: int = 0
    offsets: dict = field(default_factory=dict)

    def store(self, data):
        """Appends `data` at an aligned offset, once per content; returns the offset."""
        digest = hashlib.sha256(data).digest()
        if digest not in self.offsets:
            self.weights.extend(bytes(-len(self.weights) % ALIGNMENT))
            self.offsets[digest] = len(self.weights)
            self.weights.extend(data)
        return self.offsets[digest]

    def reserve_f32(self, element_count):
        """Takes an aligned place in the float32 file that exists only in memory."""
        self.f32_bytes += -self.f32_bytes % ALIGNMENT
        offset = self.f32_bytes
        self.f32_bytes += 4 * element_count
        return offset


def choose_quantized(nodes, initializers, keep_fp32):
    """Weights to quantise: name → 'matmul' (stored transposed) or 'gather' (stored as it is).

    A weight that any other node reads stays float32, because that node could not dequantise it.
    """
    kinds = {}
    for node in nodes:
        for position, name in enumerate(node.input):
            if name in initializers:
                kinds.setdefault(name, set()).add(_use_of(node, position))
    chosen = {}
    for name, uses in kinds.items():
        array = initializers[name]
        if len(uses) != 1 or array.ndim != 2 or array.dtype != np.float32 or any(k in name for k in keep_fp32):
            continue
        kind = next(iter(uses))
        columns = array.shape[0] if kind == "matmul" else array.shape[1]
        if kind != "other" and columns % BLOCK_SIZE == 0 and array.size >= MIN_QUANTIZED_ELEMENTS:
            chosen[name] = kind
    return chosen


def _use_of(node, position):
    if node.op_type == "MatMul" and position == 1:
        return "matmul"
    axis = next((helper.get_attribute_value(a) for a in node.attribute if a.name == "axis"), 0)
    return "gather" if node.op_type == "Gather" and position == 0 and axis == 0 else "other"


def pack_weights(initializers, quantized):
    """Lays every large float weight out in one file; returns `Packed`."""
    packed = Packed()
    for name, array in initializers.items():
        is_external = array.dtype == np.float32 and array.nbytes >= MIN_EXTERNAL_BYTES
        if name not in quantized and not is_external:
            continue
        entry = {"name": name, "dims": list(array.shape)}
        if name in quantized:
            stored = np.ascontiguousarray(array.T) if quantized[name] == "matmul" else array
            q, scales = quantize_rows(stored)
            entry |= {"format": "q8", "blockSize": BLOCK_SIZE, "offset": packed.store(q.tobytes()),
                      "byteLength": q.nbytes, "scalesOffset": packed.store(scales.tobytes()),
                      "transpose": quantized[name] == "matmul"}
        else:
            data = np.ascontiguousarray(array).tobytes()
            entry |= {"format": "f32", "offset": packed.store(data), "byteLength": len(data)}
        entry["f32Offset"] = packed.reserve_f32(array.size)
        packed.entries.append(entry)
    return packed


def expand_f32(weights, index):
    """What the page makes in memory for wasm: the float32 file, as bytes."""
    out = np.zeros(index["f32ByteLength"], np.uint8)
    for entry in index["tensors"]:
        raw = np.frombuffer(weights, np.uint8, entry["byteLength"], entry["offset"])
        if entry["format"] == "q8":
            rows, columns = entry["dims"][::-1] if entry["transpose"] else entry["dims"]
            scales = np.frombuffer(weights, np.float32, rows * columns // BLOCK_SIZE, entry["scalesOffset"])
            values = dequantize_rows(raw.reshape(rows, columns), scales)
            raw = np.ascontiguousarray(values.T if entry["transpose"] else values).reshape(-1).view(np.uint8)
        out[entry["f32Offset"]:entry["f32Offset"] + raw.size] = raw
    return out.tobytes()


def external_tensor(name, data_type, dims, location, offset, length):
    """An initialiser whose bytes lie in another file."""
    tensor = TensorProto(name=name, data_type=data_type, dims=dims, data_location=TensorProto.EXTERNAL)
    for key, value in (("location", location), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor


def wasm_initializers(initializers, packed, location):
    """Initialisers of the float32 skeleton."""
    external = {e["name"]: e for e in packed.entries}
    protos = []
    for name, array in initializers.items():
        if name in external:
            offset = external[name]["f32Offset"]
            protos.append(external_tensor(name, TensorProto.FLOAT, array.shape, location, offset, 4 * array.size))
        else:
            protos.append(numpy_helper.from_array(array, name))
    return protos


def webgpu_initializers(initializers, packed, quantized, location):
    """Initialisers of the quantised skeleton; a q8 weight becomes `<name>.q8` and `<name>.scales`."""
    external = {e["name"]: e for e in packed.entries}
    protos = []
    for name, array in initializers.items():
        entry = external.get(name)
        if entry is None:
            protos.append(numpy_helper.from_array(array, name))
        elif entry["format"] == "f32":
            protos.append(external_tensor(name, TensorProto.FLOAT, array.shape, location, entry["offset"], array.nbytes))
        else:
            rows, columns = array.shape[::-1] if entry["transpose"] else array.shape
            blocks = columns // BLOCK_SIZE
            dims = [rows, blocks, BLOCK_SIZE] if quantized[name] == "matmul" else [rows, columns]
            protos.append(external_tensor(f"{name}.q8", TensorProto.UINT8, dims, location, entry["offset"], rows * columns))
            protos.append(external_tensor(f"{name}.scales", TensorProto.FLOAT, [rows, blocks], location,
                                          entry["scalesOffset"], 4 * rows * blocks))
    return protos


def webgpu_nodes(nodes, initializers, quantized):
    """The nodes with MatMulNBits and GatherBlockQuantized where the weight is quantised."""
    rewritten = []
    for node in nodes:
        if node.op_type == "MatMul" and quantized.get(node.input[1]) == "matmul":
            k, n = initializers[node.input[1]].shape
            rewritten.append(helper.make_node(
                "MatMulNBits", [node.input[0], f"{node.input[1]}.q8", f"{node.input[1]}.scales"], list(node.output),
                name=node.name, domain="com.microsoft", K=k, N=n, bits=8, block_size=BLOCK_SIZE))
        elif node.op_type == "Gather" and quantized.get(node.input[0]) == "gather":
            rewritten.append(helper.make_node(
                "GatherBlockQuantized", [f"{node.input[0]}.q8", node.input[1], f"{node.input[0]}.scales"],
                list(node.output), name=node.name, domain="com.microsoft", bits=8, block_size=BLOCK_SIZE,
                gather_axis=0, quantize_axis=1))
        else:
            rewritten.append(node)
    return rewritten
