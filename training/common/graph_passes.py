"""Rewrites of an exported ONNX graph so that its weights can be quantised and stored apart.

A graph is handled as a list of nodes and a dictionary of initialisers (name → numpy array), which
is all these passes need; `to_model` puts the parts together again.
"""

import copy

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from .shape_passes import fold_shapes

# Only operators that do not make large constants out of small ones are folded.
FOLDABLE = {"Identity", "Transpose", "Reshape", "Cast", "Unsqueeze", "Squeeze", "Mul", "Div", "Add", "Sub",
            "Sqrt", "Neg", "Exp", "Concat", "Gather", "Slice", "Shape"}
# These run on the CPU under the WebGPU provider, or not at all (see ../shared/browser.md).
UNWANTED = {"LogSoftmax", "MatMulInteger", "DynamicQuantizeLinear", "Loop", "Scan", "If", "STFT",
            "NonZero", "RandomNormalLike", "RandomNormal", "RandomUniform", "Einsum"}


def split_model(model):
    """Returns (nodes, initialisers); `Constant` nodes become initialisers."""
    initializers = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    nodes = []
    for node in model.graph.node:
        if node.op_type == "Constant" and node.attribute[0].name == "value":
            initializers[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        else:
            nodes.append(node)
    return nodes, initializers


def fold_constants(nodes, initializers, graph_outputs):
    """Evaluates nodes whose inputs are all constant, such as the Transpose of a tied weight."""
    kept = []
    for node in nodes:
        is_constant = bool(node.input) and all(n in initializers for n in node.input if n)
        if node.op_type not in FOLDABLE or not is_constant or node.output[0] in graph_outputs:
            kept.append(node)
            continue
        feeds = {name: initializers[name] for name in node.input if name}
        value = evaluate_node(node, feeds)
        initializers[node.output[0]] = np.ascontiguousarray(value) if value.ndim else value
    return kept


def evaluate_node(node, feeds):
    """Runs one node with the reference evaluator on numpy inputs."""
    inputs = [helper.make_tensor_value_info(n, helper.np_dtype_to_tensor_dtype(v.dtype), v.shape)
              for n, v in feeds.items()]
    output = helper.make_tensor_value_info(node.output[0], onnx.TensorProto.UNDEFINED, None)
    graph = helper.make_graph([node], "one", inputs, [output])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    return np.asarray(ReferenceEvaluator(model).run(None, feeds)[0])


def gemm_to_matmul(nodes, initializers):
    """Replaces every plain Gemm with a constant weight by MatMul and Add, weight as [K, N]."""
    rewritten = []
    for node in nodes:
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        is_plain = (node.op_type == "Gemm" and node.input[1] in initializers and not attributes.get("transA", 0)
                    and attributes.get("alpha", 1.0) == 1.0 and attributes.get("beta", 1.0) == 1.0)
        if not is_plain:
            rewritten.append(node)
            continue
        weight_name = node.input[1]
        if attributes.get("transB", 0):
            weight_name = f"{node.input[1]}.transposed"
            initializers[weight_name] = np.ascontiguousarray(initializers[node.input[1]].T)
        has_bias = len(node.input) > 2 and node.input[2]
        product = f"{node.output[0]}.product" if has_bias else node.output[0]
        name = node.name or node.output[0]
        rewritten.append(helper.make_node("MatMul", [node.input[0], weight_name], [product], name=name))
        if has_bias:
            rewritten.append(helper.make_node("Add", [product, node.input[2]], [node.output[0]], name=f"{name}/Add"))
    return rewritten


def rename_folded_weights(nodes, initializers):
    """Gives MatMul weights the name of their layer; the exporter's own (`onnx::MatMul_8`) are numbers."""
    taken = set(initializers)
    renamed = {}
    for node in nodes:
        if node.op_type != "MatMul" or node.input[1] not in initializers or node.input[1] in renamed:
            continue
        old = node.input[1]
        path = node.name.strip("/").removesuffix("/MatMul").removesuffix("/Gemm").replace("/", ".")
        new = f"{path}.weight" if path else old
        while new in taken:
            new = f"{new}.t"
        taken.add(new)
        renamed[old] = new
    for node in nodes:
        for i, name in enumerate(node.input):
            if name in renamed:
                node.input[i] = renamed[name]
    for old, new in renamed.items():
        initializers[new] = initializers.pop(old)


def drop_unused(nodes, initializers):
    """Removes initialisers no node reads, such as the originals of folded transposes."""
    used = {name for node in nodes for name in node.input}
    for name in [n for n in initializers if n not in used]:
        del initializers[name]


def normalize(model):
    """Returns (nodes, initialisers) with weights as constant right-hand sides of MatMul."""
    nodes, initializers = split_model(copy.deepcopy(model))
    nodes = fold_constants(nodes, initializers, {o.name for o in model.graph.output})
    nodes = fold_shapes(model, nodes, initializers)
    nodes = gemm_to_matmul(nodes, initializers)
    rename_folded_weights(nodes, initializers)
    drop_unused(nodes, initializers)
    return nodes, initializers


def find_unwanted(nodes):
    """Operators of the graph that a GPU provider would not run, sorted."""
    return sorted({node.op_type for node in nodes if node.op_type in UNWANTED})


def to_model(source, nodes, initializer_protos, with_contrib_ops):
    """Assembles a model with the inputs, outputs and opset of `source`."""
    graph = helper.make_graph(nodes, source.graph.name, list(source.graph.input), list(source.graph.output),
                              initializer=initializer_protos)
    opsets = [helper.make_opsetid("", source.opset_import[0].version)]
    if with_contrib_ops:
        opsets.append(helper.make_opsetid("com.microsoft", 1))
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="sotto-training")
