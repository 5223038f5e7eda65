"""Runs the exported graph as the page does on wasm: eight-bit weights expanded to float32, chunk by chunk."""

import json

import numpy as np
import onnxruntime

from training.common.weights_file import expand_f32

from .model import CACHE, CHUNK, STACK
from .scoring import PHASES, plain_example, silence


class OnnxTokenizer:
    """The pack's tokenizer.wasm.onnx with its weights in memory."""

    def __init__(self, pack):
        settings = json.loads((pack / "features.json").read_text())["tokenizer"]
        self.mean, self.std = (np.array(settings[name], np.float32) for name in ("mean", "std"))
        index = json.loads((pack / "tokenizer.tensors.json").read_text())
        data = expand_f32((pack / "tokenizer.weights.bin").read_bytes(), index)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.add_external_initializers_from_files_in_memory(["tokenizer.f32.bin"], [bytes(data)], [len(data)])
        self.session = onnxruntime.InferenceSession((pack / "tokenizer.wasm.onnx").read_bytes(), options)
        self.cache_shape = tuple(self.session.get_inputs()[1].shape)

    def stream(self, log_mel, chunk=CHUNK):
        """(frames, 80) unnormalised → the six head outputs, (frames // 4, ·) each; the last chunk is padded with quiet."""
        step = chunk * STACK
        normal = np.zeros((-(-len(log_mel) // step) * step, 80), np.float32)
        normal[:] = (log_mel.min() - self.mean) / self.std
        normal[: len(log_mel)] = (log_mel - self.mean) / self.std
        k = v = np.zeros(self.cache_shape, np.float32)
        mask, rows = np.zeros((1, CACHE), np.float32), []
        for start in range(0, len(normal), step):
            *heads, k, v = self.session.run(None, {"log_mel": normal[None, start:start + step], "k_cache": k, "v_cache": v, "cache_mask": mask})
            mask = np.concatenate([mask[:, chunk:], np.ones((1, chunk), np.float32)], axis=1)
            rows.append(heads)
        return tuple(np.concatenate([row[i][0] for row in rows])[: len(log_mel) // 4] for i in range(6))

    def run(self, rows):
        """As scoring.run, over rows of a shard."""
        rng = np.random.default_rng(0)
        return [self.hear(plain_example(row, rng).mel) for row in rows]

    def hear(self, log_mel):
        """As `stream`, the text logits averaged over all phases."""
        phases = [tuple(head[lead:] for head in self.stream(np.concatenate([silence(lead), log_mel]), chunk)) for lead, chunk in PHASES]
        return np.mean([phase[0] for phase in phases], axis=0), *phases[0][1:]
