"""The three graphs of the voice: prosody, acoustic (flow matching) and vocoder. Shapes as in src/packs/README.md."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .features import MEL, N_FFT, N_MELS
from .layers import Block, RotaryPositions, bumps, neighbours
from .phonemes import ACCENT_ROWS, SYMBOLS

BINS = N_FFT // 2 + 1
LN_HZ_LOW, LN_HZ_HIGH = 4.0, 6.2
PATCH = 2
NEAREST = 0.05


class Prosody(nn.Module):
    """Phonemes to hidden vectors, durations, pitch, voicing and energy.

    Pitch is predicted as distance from the speaker's mean, which the speaker vector gives.
    """

    def __init__(self, dim: int = 192, layers: int = 4, heads: int = 4, speaker_dim: int = 64, dropout: float = 0.1):
        super().__init__()
        self.phonemes = nn.Embedding(len(SYMBOLS), dim)
        self.accents = nn.Embedding(ACCENT_ROWS, dim)
        self.speaker = nn.Linear(speaker_dim, dim)
        self.positions = RotaryPositions(dim // heads, 640)
        self.blocks = nn.ModuleList(Block(dim, heads, 3 * dim, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(dim)
        self.hidden = nn.Linear(dim, dim)
        self.widen = nn.Linear(dim, 2 * dim)
        self.heads = nn.Linear(2 * dim, 12)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.phonemes.weight, std=0.5)
        nn.init.normal_(self.accents.weight, std=0.5)

    def encode(self, phonemes: Tensor, accents: Tensor, language_id: Tensor, speaker: Tensor, mask: Tensor | None = None) -> Tensor:
        """(B, N) ids, (B) language, (B, S) speaker → (B, N, D). mask (B, N): 1 where a phoneme is."""
        voice = self.speaker(speaker)[:, None]
        x = self.phonemes(phonemes) + self.accents(accents + 6 * language_id[:, None]) + voice
        bias = keep = None
        if mask is not None:
            bias, keep = (mask[:, None, None] - 1.0) * 1e4, mask[..., None]
        positions = self.positions(x)
        for block in self.blocks:
            x = block(self.dropout(x), positions, bias, voice, keep)
        return self.norm(x)

    def forward(self, phonemes: Tensor, accents: Tensor, language_id: Tensor, speaker: Tensor, mask: Tensor | None = None):
        x = self.encode(phonemes, accents, language_id, speaker, mask)
        out = self.heads(F.gelu(self.widen(x), approximate="tanh"))
        pitch = out[..., 2:7] + 5.2
        return self.hidden(x), out[..., 0] + 1.8, pitch, out[..., 7:12], out[..., 1] - 6.5


class Acoustic(nn.Module):
    """Velocity of the straight-line flow from noise to normalised log-mel, two frames to a token.

    The network guesses the clean end x1 and the velocity follows as (x1 - x_t) / (1 - t): near t = 1 a small network could
    not make so steep a function itself. T must be even. Attention reaches `reach` tokens to each side, so that length does not matter.
    """

    def __init__(self, condition_dim: int = 192, dim: int = 256, layers: int = 6, heads: int = 4, inner: int = 512,
                 speaker_dim: int = 64, reach: int = 24, limit: int = 640):
        super().__init__()
        self.enter = nn.Linear(PATCH * (N_MELS + 32 + condition_dim), dim)
        self.time = nn.Sequential(nn.Linear(32, dim), nn.SiLU(), nn.Linear(dim, dim))
        self.speaker = nn.Linear(speaker_dim, dim)
        self.positions = RotaryPositions(dim // heads, limit)
        self.reach = reach
        self.register_buffer("index", torch.arange(limit).float(), persistent=False)
        self.blocks = nn.ModuleList(Block(dim, heads, inner) for _ in range(layers))
        self.norm = nn.LayerNorm(dim)
        self.leave = nn.Linear(dim, PATCH * N_MELS)
        nn.init.zeros_(self.leave.weight)

    def forward(self, condition: Tensor, pitch: Tensor, voicing: Tensor, energy: Tensor, speaker: Tensor, x_t: Tensor,
                t: Tensor, mask: Tensor | None = None) -> Tensor:
        """mask (B, T/2): 1 where a token is."""
        batch, frames = x_t.shape[0], x_t.shape[1]
        scalars = torch.cat([bumps(pitch, LN_HZ_LOW, LN_HZ_HIGH, 15), voicing[..., None], bumps(energy, -14.0, -2.0, 16)], -1)
        x = torch.cat([x_t, scalars, condition], -1)
        x = self.enter(x.reshape(batch, frames // PATCH, -1))
        steps = t[:, None] * 1.0
        modulation = (self.time(bumps(steps, 0.0, 1.0, 32)) + self.speaker(speaker)[:, None])
        tokens = frames // PATCH
        index = self.index[:tokens]
        distance = (index[:, None] - index[None]).abs()
        bias = (torch.clamp(distance - self.reach, 0.0, 1.0) * -1e4)[None, None]
        keep = None
        if mask is not None:
            bias, keep = bias + (mask[:, None, None] - 1.0) * 1e4, mask[..., None]
        positions = self.positions(x)
        x = x + modulation
        for block in self.blocks:
            x = block(x, positions, bias, modulation, keep)
        clean = self.leave(self.norm(x)).reshape(batch, frames, N_MELS)
        return (clean - x_t) / torch.clamp(1.0 - steps, min=NEAREST)[..., None]


class Vocoder(nn.Module):
    """Filters of the harmonic and of the noise excitation, from five frames to each side.

    A linear path that interpolates the mel over the 513 bins starts as the answer; the network corrects it.
    """

    def __init__(self, dim: int = 256, layers: int = 4):
        super().__init__()
        self.straight = nn.Linear(96, 2 * BINS)
        self.enter = nn.Linear(3 * 96, dim)
        self.norms = nn.ModuleList(nn.LayerNorm(dim) for _ in range(layers))
        self.layers = nn.ModuleList(nn.Linear(3 * dim, dim) for _ in range(layers))
        self.mixers = nn.ModuleList(nn.Linear(dim, dim) for _ in range(layers))
        self.leave = nn.Linear(dim, 2 * BINS)
        nn.init.normal_(self.leave.weight, std=1e-3)
        nn.init.zeros_(self.leave.bias)
        self.start_from_interpolation()

    def start_from_interpolation(self) -> None:
        centres = (MEL * np.arange(BINS)).sum(1)
        spread = np.stack([np.interp(np.arange(BINS), centres, row) for row in np.eye(N_MELS)], 1)
        with torch.no_grad():
            self.straight.weight.zero_()
            # The input is (log_mel + 6) / 3 and the output ln of amplitude, half of ln of power.
            self.straight.weight[:BINS, :N_MELS] = torch.tensor(spread, dtype=torch.float32) * 1.5
            self.straight.weight[BINS:, :N_MELS] = torch.tensor(spread, dtype=torch.float32) * 1.5
            self.straight.bias[:] = -3.0
            self.straight.bias[BINS:] = -4.0
            self.straight.weight[BINS:, 95] = -1.0

    def forward(self, log_mel: Tensor, pitch: Tensor, voicing: Tensor) -> tuple[Tensor, Tensor]:
        inputs = torch.cat([(log_mel + 6.0) / 3.0, bumps(pitch, LN_HZ_LOW, LN_HZ_HIGH, 15), voicing[..., None]], -1)
        x = self.enter(neighbours(inputs))
        for norm, layer, mix in zip(self.norms, self.layers, self.mixers):
            x = x + mix(F.gelu(layer(neighbours(norm(x))), approximate="tanh"))
        out = self.straight(inputs) + self.leave(x)
        return out[..., :BINS], out[..., BINS:]


def count_parameters(module: nn.Module) -> int:
    return sum(p.numel() for p in module.parameters())
