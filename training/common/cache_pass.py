"""Lets the wasm skeleton return only what a run adds to a cache.

A decoder's `present` is its `past` with the new positions behind it. On wasm every output is copied out of the heap, so
returning all of it makes a step slower with every token; the page appends in its own memory instead. On WebGPU the
cache stays on the device and the whole tensor is the right thing to return.
"""

from onnx import helper


def find_appended(source, nodes):
    """Outputs that are an input with new positions behind it: {output: input}; only (1, heads, positions, dim)."""
    inputs = {i.name: len(i.type.tensor_type.shape.dim) for i in source.graph.input}
    outputs = {o.name for o in source.graph.output}
    appended = {}
    for node in nodes:
        axis = next((helper.get_attribute_value(a) for a in node.attribute if a.name == "axis"), None)
        is_append = (node.op_type == "Concat" and len(node.input) == 2 and node.output[0] in outputs
                     and inputs.get(node.input[0]) == 4 and axis in (2, -2))
        if is_append:
            appended[node.output[0]] = node.input[0]
    return appended


def return_additions(nodes, appended):
    """Copies of the nodes in which each appended output is what was appended; the whole is kept as `<output>.whole`."""
    rewritten = []
    for node in nodes:
        copy = helper.make_node(node.op_type, list(node.input), list(node.output), name=node.name, domain=node.domain)
        copy.attribute.extend(node.attribute)
        for i, name in enumerate(copy.input):
            copy.input[i] = f"{name}.whole" if name in appended else name
        if node.op_type == "Concat" and node.output[0] in appended:
            copy.output[0] = f"{node.output[0]}.whole"
            rewritten.append(copy)
            rewritten.append(helper.make_node("Identity", [node.input[1]], [node.output[0]], name=f"{node.output[0]}.added"))
        else:
            rewritten.append(copy)
    return rewritten


def relabel_outputs(model, appended):
    """Gives the positions of the appended outputs a symbol of their own, because they are fewer than declared."""
    for output in model.graph.output:
        if output.name in appended:
            output.type.tensor_type.shape.dim[2].dim_param = "added"
    return model
