"""Eight-bit block quantisation, the format every pack ships its large weights in.

A row of a weight stored as [N, K] is cut into blocks of 32. A block keeps one float32 scale and 32
unsigned bytes with the implicit zero point 128, which is what `MatMulNBits` and
`GatherBlockQuantized` of onnxruntime (bits 8, no zero-point input) expect.
"""

import numpy as np

BLOCK_SIZE = 32
ZERO_POINT = 128


def quantize_rows(weight):
    """Quantises along the last axis.

    Args:
        weight: (N, K) float32, K a multiple of 32.

    Returns:
        (N, K) uint8 and (N, K / 32) float32 scales, with `weight ≈ (q - 128) * scale`.
    """
    rows, columns = weight.shape
    if columns % BLOCK_SIZE:
        raise ValueError(f"Expected K to be a multiple of {BLOCK_SIZE}, got {columns}")
    blocks = weight.astype(np.float32).reshape(rows, columns // BLOCK_SIZE, BLOCK_SIZE)
    scales = np.abs(blocks).max(axis=2) / np.float32(127)
    divisors = np.where(scales == 0, np.float32(1), scales)
    quantized = np.rint(blocks / divisors[:, :, None]) + ZERO_POINT
    return quantized.clip(0, 255).astype(np.uint8).reshape(rows, columns), scales.astype(np.float32)


def dequantize_rows(quantized, scales):
    """The float32 (N, K) weight that `quantize_rows` stands for; the page computes the same."""
    rows, columns = quantized.shape
    blocks = quantized.reshape(rows, columns // BLOCK_SIZE, BLOCK_SIZE).astype(np.float32) - ZERO_POINT
    return (blocks * scales.reshape(rows, -1)[:, :, None]).reshape(rows, columns)
