"""Replaces shape arithmetic of an exported graph by constants.

torch writes `x.shape[1]` as Shape → Gather → Concat → Reshape even where only one dimension varies. Those nodes run on
the CPU, cost more than the arithmetic of a small model, and make up half of its file. Values are inferred symbolically,
so a constant here is one for every length of the inputs.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.tools.symbolic_shape_infer import SymbolicShapeInference

INT32_MAX = 2**31 - 1


def fold_shapes(source, nodes, initializers):
    """Returns nodes without the shape arithmetic that turned out constant; adds the constants to `initializers`."""
    values, types = infer(source, nodes, initializers)
    nodes = drop_idle_casts(nodes, types, {output.name for output in source.graph.output})
    shape_inputs = {node.input[1]: node for node in nodes if node.op_type == "Reshape"}
    outputs = {output.name for output in source.graph.output}
    folded = []
    for node in nodes:
        name = node.output[0] if len(node.output) == 1 else None
        value = values.get(name)
        if value is None or name in outputs or name in initializers:
            folded.append(node)
            continue
        constant = as_constant(value, allow_free_dimension=name in shape_inputs and reads_of(nodes, name) == 1)
        if constant is None:
            folded.append(node)
        else:
            initializers[name] = constant
    return drop_dead_nodes(folded, outputs)


def infer(source, nodes, initializers):
    """Returns (values, types): int64 tensors whose elements are known or symbolic, name → sympy value or list of
    them; and the element type of every tensor."""
    floats_as_shapes = [helper.make_tensor_value_info(k, TensorProto.FLOAT, v.shape)
                        for k, v in initializers.items() if v.dtype == np.float32 and v.size > 1]
    # Large weights enter as inputs: inference needs their shapes and would copy their values many times.
    small = [numpy_helper.from_array(v, k) for k, v in initializers.items() if v.dtype != np.float32 or v.size <= 1]
    graph = helper.make_graph(nodes, "shapes", [*source.graph.input, *floats_as_shapes], source.graph.output, initializer=small)
    model = helper.make_model(graph, opset_imports=list(source.opset_import), ir_version=9)
    inference = SymbolicShapeInference(INT32_MAX, True, False, 0)
    inference._preprocess(model)
    while inference.run_:
        inference._infer_impl()
    types = {v.name: v.type.tensor_type.elem_type for v in inference.known_vi_.values()}
    return {name: value for name, value in inference.sympy_data_.items() if types.get(name) == TensorProto.INT64}, types


def drop_idle_casts(nodes, types, outputs):
    """Removes casts to the type a tensor has already, which `x.to(y.dtype)` leaves behind."""
    same = {}
    kept = []
    for node in nodes:
        for i, name in enumerate(node.input):
            node.input[i] = same.get(name, name)
        target = next((a.i for a in node.attribute if a.name == "to"), None) if node.op_type == "Cast" else None
        if target is not None and types.get(node.input[0]) == target and node.output[0] not in outputs:
            same[node.output[0]] = node.input[0]
        else:
            kept.append(node)
    return kept


def as_constant(value, allow_free_dimension):
    """An int64 array, with -1 for the one element that varies where a Reshape allows it; None when it is not constant."""
    is_list = isinstance(value, (list, tuple))
    elements = list(value) if is_list else [value]
    known = [is_known_integer(e) for e in elements]
    if not all(known):
        if not (allow_free_dimension and is_list and known.count(False) == 1):
            return None
        # A known -1 or 0 has a meaning of its own and does not go with a free dimension.
        if any(int(e) <= 0 for e, k in zip(elements, known) if k):
            return None
    numbers = [int(e) if k else -1 for e, k in zip(elements, known)]
    return np.array(numbers if is_list else numbers[0], np.int64)


def is_known_integer(element):
    """Whether sympy has reduced a value to an integer."""
    return isinstance(element, (int, np.integer)) or bool(getattr(element, "is_Integer", False))


def reads_of(nodes, name):
    """How many node inputs are this tensor."""
    return sum(list(node.input).count(name) for node in nodes)


def drop_dead_nodes(nodes, outputs):
    """Removes nodes whose outputs nobody reads."""
    needed = set(outputs)
    kept = []
    for node in reversed(nodes):
        if any(name in needed for name in node.output):
            kept.append(node)
            needed.update(name for name in node.input if name)
    return kept[::-1]
