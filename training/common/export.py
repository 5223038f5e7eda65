"""Exports one torch module as a graph of a pack. How to use it, in five lines:

    from training.common.export import export_graph
    export_graph("llm", wrapper, {"input_ids": ids, "position_ids": positions, "past_key_values.0.key": k, …},
                 ["logits", "present.0.key", …], {"input_ids": {1: "S"}, "past_key_values.0.key": {2: "P"}, …},
                 out_dir, golden_tolerance=2e-3, check_inputs=[{… the same names with other lengths …}])

`wrapper.forward` takes the inputs by position, in the order of the dictionary, and returns a tuple in
the order of `output_names`. Use Linear, Embedding, LayerNorm and attention written as MatMul and
Softmax; integers are int32. Give large caches as zeros (the golden file keeps one number for them)
and test them filled in `check_inputs`. Weights of Linear and Embedding are quantised when K is a multiple of 32.
The files are described in src/packs/README.md. Run from the repository root (`python -m …`).
"""

import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from .cache_pass import find_appended, relabel_outputs, return_additions
from .golden import write_golden
from .graph_passes import find_unwanted, normalize, to_model
from .weights_file import (choose_quantized, expand_f32, pack_weights, wasm_initializers, webgpu_initializers,
                           webgpu_nodes)

OPSET = 18


def export_graph(name, module, example_inputs, output_names, dynamic_axes, out_dir, golden_tolerance,
                 check_inputs=(), keep_fp32=(), parity_tolerance=1e-4, quantization_tolerance=None):
    """Writes the six files of a graph and proves that they compute what torch computes.

    Args:
        name: graph name, the stem of every file.
        module: torch module in eval mode; moved to float32 on the CPU.
        example_inputs: input name → tensor; traced, and the golden input of the page's self-test.
        output_names: names of the tuple that `forward` returns.
        dynamic_axes: as for torch.onnx.export, {name: {axis: symbol}}.
        out_dir: pack folder, for example public/models/mini.
        golden_tolerance: largest absolute difference a device may show from the golden outputs.
        check_inputs: further inputs of other lengths, compared as well, so that no length is baked in.
        keep_fp32: parts of names of weights that must not be quantised.
        parity_tolerance: largest difference, relative to max(1, |output|), of float32 ONNX from torch.
        quantization_tolerance: the same for the quantised graph from torch; None only reports it.

    Returns:
        The report that is also printed: errors by output, bytes by file, parameter count.
    """
    out_dir = Path(out_dir)
    (out_dir / "golden").mkdir(parents=True, exist_ok=True)
    module = module.float().cpu().eval()
    source = trace(module, example_inputs, output_names, dynamic_axes)
    nodes, initializers = normalize(source)
    quantized = choose_quantized(nodes, initializers, keep_fp32)
    packed = pack_weights(initializers, quantized)
    appended = find_appended(source, nodes)
    wasm = to_model(source, return_additions(nodes, appended), wasm_initializers(initializers, packed, f"{name}.f32.bin"), False)
    gpu_nodes = webgpu_nodes(nodes, initializers, quantized)
    gpu = to_model(source, gpu_nodes, webgpu_initializers(initializers, packed, quantized, f"{name}.weights.bin"), True)
    index = {"f32ByteLength": packed.f32_bytes, "tensors": packed.entries} | ({"appended": appended} if appended else {})

    (out_dir / f"{name}.wasm.onnx").write_bytes(relabel_outputs(wasm, appended).SerializeToString())
    (out_dir / f"{name}.webgpu.onnx").write_bytes(gpu.SerializeToString())
    (out_dir / f"{name}.weights.bin").write_bytes(bytes(packed.weights))
    (out_dir / f"{name}.tensors.json").write_text(json.dumps(index, separators=(",", ":")) + "\n")

    report = verify(name, module, source, out_dir, [example_inputs, *check_inputs], output_names,
                    golden_tolerance, parity_tolerance, quantization_tolerance)
    report["parameters"] = int(sum(p.numel() for p in module.parameters()))
    report["quantized"] = f"{len(quantized)} of {len(packed.entries)} tensors"
    report["unwantedOperators"] = find_unwanted(nodes)
    report["bytes"] = {p.name: p.stat().st_size for p in sorted(out_dir.glob(f"{name}.*"))}
    print(json.dumps(report), flush=True)
    if report["unwantedOperators"]:
        warnings.warn(f"{name}: these operators leave the GPU: {', '.join(report['unwantedOperators'])}")
    return report


def trace(module, example_inputs, output_names, dynamic_axes):
    """The float32 ONNX model of a torch module, all weights inside."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        path = Path(folder) / "model.onnx"
        torch.onnx.export(module, tuple(example_inputs.values()), path, dynamo=False, opset_version=OPSET,
                          input_names=list(example_inputs), output_names=list(output_names),
                          dynamic_axes=dynamic_axes, do_constant_folding=True)
        model = onnx.load(path)
    declared = {i.name for i in model.graph.input}
    missing = [n for n in example_inputs if n not in declared]
    if missing:
        raise ValueError(f"The graph does not use its inputs {missing}; every declared input must matter")
    return model


def verify(name, module, source, out_dir, input_sets, output_names, golden_tolerance, parity_tolerance,
           quantization_tolerance):
    """Compares torch, float32 ONNX, the wasm and the webgpu skeleton; writes the golden file."""
    report = {"graph": name, "onnxFromTorch": {}, "webgpuFromWasm": {}, "quantizedFromTorch": {}}
    with tempfile.TemporaryDirectory() as folder:
        run_source, run_wasm, run_gpu = open_sessions(name, source, out_dir, Path(folder), output_names)
        for number, inputs in enumerate(input_sets):
            feeds = {k: v.detach().cpu().numpy() for k, v in inputs.items()}
            with torch.no_grad():
                expected = module(*inputs.values())
            expected = [expected] if torch.is_tensor(expected) else list(expected)
            expected = [e.numpy() for e in expected]
            plain, wasm, gpu = run_source(feeds), run_wasm(feeds), run_gpu(feeds)
            compare(report["onnxFromTorch"], output_names, plain, expected)
            compare(report["webgpuFromWasm"], output_names, gpu, wasm)
            compare(report["quantizedFromTorch"], output_names, wasm, expected)
            if number == 0:
                write_golden(out_dir / "golden" / f"{name}.json", feeds, dict(zip(output_names, wasm)), golden_tolerance)
    check(name, report["onnxFromTorch"], "relative", parity_tolerance, "float32 ONNX from torch")
    check(name, report["webgpuFromWasm"], "max", golden_tolerance, "webgpu skeleton from wasm skeleton")
    if quantization_tolerance is not None:
        check(name, report["quantizedFromTorch"], "relative", quantization_tolerance, "quantised from torch")
    return report


def open_sessions(name, source, out_dir, folder, output_names):
    """Three functions feeds → outputs: float32 model, wasm skeleton, webgpu skeleton (all on the CPU)."""
    index = json.loads((out_dir / f"{name}.tensors.json").read_text())
    weights = (out_dir / f"{name}.weights.bin").read_bytes()
    (folder / f"{name}.f32.bin").write_bytes(expand_f32(weights, index))
    (folder / f"{name}.weights.bin").write_bytes(weights)
    (folder / "source.onnx").write_bytes(source.SerializeToString())
    for kind in ("wasm", "webgpu"):
        (folder / f"{kind}.onnx").write_bytes((out_dir / f"{name}.{kind}.onnx").read_bytes())
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    sessions = [onnxruntime.InferenceSession(str(folder / f"{kind}.onnx"), options, providers=["CPUExecutionProvider"])
                for kind in ("source", "wasm", "webgpu")]
    run_source, run_wasm, run_gpu = [lambda feeds, s=s: s.run(list(output_names), feeds) for s in sessions]
    appended = index.get("appended", {})

    def run_wasm_whole(feeds):
        return [np.concatenate([feeds[appended[n]], v], 2) if n in appended else v
                for n, v in zip(output_names, run_wasm(feeds), strict=True)]

    return run_source, run_wasm_whole, run_gpu


def compare(into, output_names, actual, expected):
    """Keeps the worst absolute and relative error of each output over all inputs."""
    for name, a, b in zip(output_names, actual, expected, strict=True):
        if a.shape != b.shape:
            raise ValueError(f"Output {name} has shape {a.shape}, torch gives {b.shape}: a length is baked in")
        worst = float(np.abs(a.astype(np.float64) - b).max()) if a.size else 0.0
        scale = max(1.0, float(np.abs(b).max()) if b.size else 0.0)
        entry = into.setdefault(name, {"max": 0.0, "relative": 0.0})
        entry["max"] = max(entry["max"], worst)
        entry["relative"] = max(entry["relative"], worst / scale)


def check(name, errors, kind, tolerance, what):
    """Fails with the output that is off; NaN fails as well."""
    for output, error in errors.items():
        if not error[kind] <= tolerance:
            raise ValueError(f"{name}.{output}: {what} differs by {error[kind]:.3g}, allowed {tolerance:.3g}")
