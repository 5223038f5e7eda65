"""Blocks that train well on a CPU and run on wasm and WebGPU alike: only MatMul, Softmax, LayerNorm and slices."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def neighbours(x: Tensor) -> Tensor:
    """(B, T, D) → (B, T, 3D): previous, own and next frame, zeros outside. A convolution of width 3 is a Linear on this."""
    edge = x[:, :1] * 0.0
    return torch.cat([torch.cat([edge, x[:, :-1]], 1), x, torch.cat([x[:, 1:], edge], 1)], 2)


class RotaryPositions(nn.Module):
    """Cosines and sines of rotary positions (Su et al. 2021) for lengths up to `limit`, cut to T by a slice."""

    def __init__(self, head_dim: int, limit: int):
        super().__init__()
        rates = 1.0 / 1000.0 ** (torch.arange(0, head_dim, 2) / head_dim)
        angles = torch.arange(limit)[:, None] * rates[None]
        self.register_buffer("cosines", angles.cos(), persistent=False)
        self.register_buffer("sines", angles.sin(), persistent=False)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        cosines, sines = self.cosines[: x.shape[1]], self.sines[: x.shape[1]]
        return torch.cat([cosines, cosines], 1), torch.cat([sines, sines], 1)


def rotate(x: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    half = x.shape[-1] // 2
    turned = torch.cat([-x[..., half:], x[..., :half]], -1)
    return x * cosines + turned * sines


class Attention(nn.Module):
    """Self-attention over (B, T, D). `bias` (B, 1, T, T), 0 or a large negative number, hides padding and far frames."""

    def __init__(self, dim: int, heads: int):
        super().__init__()
        self.heads = heads
        self.project = nn.Linear(dim, 3 * dim)
        self.output = nn.Linear(dim, dim)

    def forward(self, x: Tensor, positions: tuple[Tensor, Tensor], bias: Tensor | None) -> Tensor:
        batch, length, dim = x.shape
        q, k, v = self.project(x).reshape(batch, length, 3, self.heads, dim // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        q, k = rotate(q, *positions), rotate(k, *positions)
        scores = torch.matmul(q, k.transpose(-1, -2)) * (1.0 / math.sqrt(dim // self.heads))
        if bias is not None:
            scores = scores + bias
        mixed = torch.matmul(torch.softmax(scores, -1), v)
        return self.output(mixed.transpose(1, 2).reshape(batch, length, dim))


class Block(nn.Module):
    """Pre-norm attention, then a feed-forward whose first layer sees one neighbour to each side.

    `modulation` (B, 1, D) is added before both norms' outputs: it is how time and speaker reach every layer.
    """

    def __init__(self, dim: int, heads: int, inner: int, dropout: float = 0.0):
        super().__init__()
        self.norm_attention, self.norm_inner = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.attention = Attention(dim, heads)
        self.widen, self.narrow = nn.Linear(3 * dim, inner), nn.Linear(inner, dim)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, positions, bias: Tensor | None, modulation: Tensor | None = None, keep: Tensor | None = None) -> Tensor:
        added = 0.0 if modulation is None else modulation
        x = x + self.dropout(self.attention(self.norm_attention(x) + added, positions, bias))
        inner = self.norm_inner(x) + added
        if keep is not None:
            inner = inner * keep
        return x + self.dropout(self.narrow(F.gelu(self.widen(neighbours(inner)), approximate="tanh")))


def bumps(x: Tensor, low: float, high: float, count: int) -> Tensor:
    """(…) → (…, count) Gaussian bumps spread over [low, high]: a scalar a network can take apart."""
    centres = torch.linspace(low, high, count, device=x.device)
    width = (high - low) / (count - 1)
    return torch.exp(-0.5 * ((x[..., None] - centres) / width) ** 2)
