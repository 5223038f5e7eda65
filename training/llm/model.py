"""The llm: a small pre-norm decoder (RMSNorm, RoPE, SwiGLU, tied embeddings) with a KV cache."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass
class LlmConfig:
    vocabulary: int = 6144
    dim: int = 256
    layers: int = 8
    heads: int = 4
    hidden: int = 768
    rope_base: float = 10000.0


class RmsNorm(nn.Module):
    """Root-mean-square norm (Zhang & Sennrich 2019); written out when exported, so that the graph
    holds only plain operators, and the fused kernel when training."""

    def __init__(self, dim: int):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            return F.rms_norm(x, self.weight.shape, self.weight, 1e-6)
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * self.weight


def rope_angles(position_ids: Tensor, head_dim: int, base: float) -> tuple[Tensor, Tensor]:
    """Cosine and sine (1 or batch, 1, S, head_dim / 2) of rotary positions (Su et al. 2021)."""
    steps = torch.arange(0, head_dim, 2, device=position_ids.device, dtype=torch.float32)
    frequencies = torch.exp(steps * (-math.log(base) / head_dim))
    angles = position_ids.to(torch.float32)[:, None, :, None] * frequencies
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotates (batch, heads, S, head_dim) by halves."""
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], dim=-1)


class Attention(nn.Module):
    def __init__(self, config: LlmConfig):
        super().__init__()
        self.heads = config.heads
        self.query = nn.Linear(config.dim, config.dim, bias=False)
        self.key = nn.Linear(config.dim, config.dim, bias=False)
        self.value = nn.Linear(config.dim, config.dim, bias=False)
        self.out = nn.Linear(config.dim, config.dim, bias=False)
        # One head in four begins by looking at keys of the token before.
        self.smear = nn.Parameter(torch.tensor([-4.0 if head % 4 == 3 else 4.0 for head in range(config.heads)]))

    def smeared(self, key: Tensor) -> Tensor:
        """Mixes each key with that of the token before, by a learned share a head.

        "Smeared keys" of Olsson et al. 2022: with them one layer can find what followed the last
        occurrence of a token, so copying is learned early. The cache keeps the keys unmixed.
        """
        share = torch.sigmoid(self.smear).to(key.dtype)[None, :, None, None]
        before = torch.cat([torch.zeros_like(key[:, :, :1]), key[:, :, :-1]], dim=2)
        return share * key + (1 - share) * before

    @torch.no_grad()
    def prepare_copying(self) -> None:
        """Starts every fourth head as one that copies: it looks for the token that is here now among
        the tokens before, and passes on what followed.

        Mimetic initialisation (Trockman & Kolter 2023): query and key matrices alike, value and
        output matrices transposes of one another.
        """
        dim, size = self.query.in_features, self.query.out_features // self.heads
        for head in range(3, self.heads, 4):
            rows = slice(head * size, (head + 1) * size)
            match, passed = (torch.linalg.qr(torch.randn(dim, size))[0].T for _ in range(2))
            self.query.weight[rows] = self.key.weight[rows] = 1.5 * match
            self.value.weight[rows] = passed
            self.out.weight[:, rows] = passed.T

    def split(self, x: Tensor) -> Tensor:
        batch, length, dim = x.shape
        return x.reshape(batch, length, self.heads, dim // self.heads).transpose(1, 2)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, past: tuple[Tensor, Tensor] | None,
                mask: Tensor) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        value = self.split(self.value(x))
        cos, sin = cos.to(value.dtype), sin.to(value.dtype)
        query = rotate(self.split(self.query(x)), cos, sin)
        key = rotate(self.split(self.key(x)), cos, sin)
        if past is not None:
            key, value = torch.cat([past[0], key], dim=2), torch.cat([past[1], value], dim=2)
        # Written out: the graph needs plain operators, and on a CPU the fused kernel's backward pass is
        # three to nine times slower at these lengths.
        scores = query @ self.smeared(key).transpose(-1, -2) * (query.shape[-1] ** -0.5)
        mixed = torch.softmax(scores + mask.to(scores.dtype), dim=-1, dtype=scores.dtype) @ value
        batch, heads, length, head_dim = mixed.shape
        return self.out(mixed.transpose(1, 2).reshape(batch, length, heads * head_dim)), (key, value)


class Block(nn.Module):
    def __init__(self, config: LlmConfig):
        super().__init__()
        self.attention_norm = RmsNorm(config.dim)
        self.attention = Attention(config)
        self.mlp_norm = RmsNorm(config.dim)
        self.gate = nn.Linear(config.dim, config.hidden, bias=False)
        self.up = nn.Linear(config.dim, config.hidden, bias=False)
        self.down = nn.Linear(config.hidden, config.dim, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, past: tuple[Tensor, Tensor] | None,
                mask: Tensor) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        mixed, present = self.attention(self.attention_norm(x), cos, sin, past, mask)
        x = x + mixed
        hidden = self.mlp_norm(x)
        gate = self.gate(hidden)
        gate = F.silu(gate) if self.training else gate * torch.sigmoid(gate)
        return x + self.down(gate * self.up(hidden)), present


class Llm(nn.Module):
    def __init__(self, config: LlmConfig):
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.vocabulary, config.dim)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.norm = RmsNorm(config.dim)
        self.apply(self._init)
        # Rows of norm one, scaled up on the way in: what a token is must not drown in what blocks add.
        nn.init.normal_(self.embedding.weight, std=config.dim ** -0.5)
        for name, weight in self.named_parameters():
            if name.endswith(("out.weight", "down.weight")):
                nn.init.normal_(weight, std=0.02 / math.sqrt(2 * config.layers))
        for block in self.blocks[1:]:
            block.attention.prepare_copying()

    def embed(self, input_ids: Tensor) -> Tensor:
        return self.embedding(input_ids) * self.config.dim ** 0.5

    @staticmethod
    def _init(module: nn.Module) -> None:
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, std=0.02)

    def logits(self, hidden: Tensor) -> Tensor:
        return F.linear(self.norm(hidden), self.embedding.weight)

    def hidden(self, input_ids: Tensor) -> Tensor:
        """Whole sequences from position 0: ids (batch, S) to states (batch, S, dim)."""
        positions = torch.arange(input_ids.shape[1], device=input_ids.device)[None]
        cos, sin = rope_angles(positions, self.config.dim // self.config.heads, self.config.rope_base)
        x = self.embed(input_ids)
        mask = causal_mask(positions, input_ids.shape[1])
        for block in self.blocks:
            x, _ = block(x, cos, sin, None, mask)
        return x

    def forward(self, input_ids: Tensor) -> Tensor:
        """Logits (batch, S, vocabulary) of whole sequences."""
        return self.logits(self.hidden(input_ids))

    def step(self, input_ids: Tensor, position_ids: Tensor, past: list[tuple[Tensor, Tensor]]
             ) -> tuple[Tensor, list[tuple[Tensor, Tensor]]]:
        """Continues a cache: ids and positions (1, S), past per layer (1, heads, P, head_dim).

        Returns the logits (1, 1, vocabulary) of the last position and the cache of length P + S.
        """
        x, present = self.continued(input_ids, position_ids, past)
        return self.logits(x[:, -1:]), present

    def continued(self, input_ids: Tensor, position_ids: Tensor, past: list[tuple[Tensor, Tensor]]
                  ) -> tuple[Tensor, list[tuple[Tensor, Tensor]]]:
        """States (batch, S, dim) of ids (batch, S) at positions (1, S) that follow a cache, and the cache of length P + S."""
        cos, sin = rope_angles(position_ids, self.config.dim // self.config.heads, self.config.rope_base)
        x = self.embed(input_ids)
        mask = causal_mask(position_ids)
        present = []
        for block, layer_past in zip(self.blocks, past):
            x, kept = block(x, cos, sin, layer_past, mask)
            present.append(kept)
        return x, present


def causal_mask(position_ids: Tensor, total: int | None = None) -> Tensor:
    """Additive mask (1, 1, S, P + S): 0 where key position <= query position, else -1e4.

    Positions count from 0 without gaps, so the keys are 0 .. last position. Made of float
    operators only, which every execution provider runs on the device. `total` is P + S where it is known
    beforehand; read from the positions otherwise, as the exported graph must.
    """
    queries = position_ids.to(torch.float32)[:, None, :, None]
    total = position_ids[0, -1] + 1 if total is None else total
    keys = torch.arange(total, device=position_ids.device).to(torch.float32)[None, None, None, :]
    return torch.clamp(keys - queries, min=0.0, max=1.0) * -1e4


def empty_past(config: LlmConfig) -> list[tuple[Tensor, Tensor]]:
    shape = (1, config.heads, 0, config.dim // config.heads)
    return [(torch.zeros(shape), torch.zeros(shape)) for _ in range(config.layers)]
