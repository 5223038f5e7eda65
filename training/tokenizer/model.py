"""The streaming encoder and its heads.

Log-mel frames are stacked by four to 25 Hz. Eight stacked frames are a chunk: they see one another and
the 64 frames before the chunk, nothing else. Positions are rotary and relative, so nothing grows with
time. `forward` runs whole utterances under the mask that equals `step` chunk by chunk. The same weights
are trained on wide chunks too (as in Zhang et al. 2020, "Unified streaming and non-streaming two-pass
end-to-end model"): partial results need short ones, a final one can wait for what comes after.
"""

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import nn

CHUNK = 8
WIDE_CHUNK = 32
CACHE = 64
N_MELS = 80
STACK = 4


@dataclass
class Config:
    """Sizes of the network; `units` etc. are the widths of the heads."""

    units: int
    phones: int
    speakers: int
    languages: int = 5
    events: int = 14
    traits: int = 5
    dim: int = 256
    layers: int = 6
    heads: int = 4
    hidden: int = 1024
    semantic_layer: int = 3
    semantic_dim: int = 32
    speaker_dim: int = 64
    dropout: float = 0.05

    def to_dict(self):
        return asdict(self)


def rotary_tables(positions, head_dim):
    """cos and sin of the rotary angles, (positions, head_dim); two halves share their angles."""
    rates = 1.0 / (1000.0 ** (torch.arange(0, head_dim, 2, dtype=torch.float32) / head_dim))
    angles = torch.arange(positions, dtype=torch.float32)[:, None] * rates
    return torch.cat([angles.cos(), angles.cos()], 1), torch.cat([-angles.sin(), angles.sin()], 1)


def rotate(x, cosine, sine):
    """Rotates (…, positions, head_dim) by the tables."""
    half = x.shape[-1] // 2
    return x * cosine + torch.cat([x[..., half:], x[..., :half]], -1) * sine


def chunk_mask(frames, lengths, chunk=CHUNK):
    """(B, 1, T, T) additive mask, 0 where a query may look: its chunk and the 64 frames before the chunk."""
    index = torch.arange(frames)
    start = index // chunk * chunk
    allowed = (index[None] >= start[:, None] - CACHE) & (index[None] < start[:, None] + chunk)
    valid = index[None] < lengths[:, None]
    # A padded query keeps itself, because a row without keys is not a number.
    seen = (allowed[None] & valid[:, None, :]) | torch.eye(frames, dtype=torch.bool)[None]
    return torch.zeros(seen.shape).masked_fill_(~seen, -1e4)[:, None]


class Layer(nn.Module):
    """Pre-norm attention and feed-forward."""

    def __init__(self, config):
        super().__init__()
        dim, self.heads = config.dim, config.heads
        self.norm_attention, self.norm_feed = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.qkv, self.out = nn.Linear(dim, 3 * dim), nn.Linear(dim, dim)
        self.up, self.down = nn.Linear(dim, config.hidden), nn.Linear(config.hidden, dim)
        self.dropout = config.dropout

    def heads_of(self, x):
        """(B, T, dim) → q, k, v of (B, heads, T, head_dim), not rotated."""
        batch, frames, dim = x.shape
        qkv = self.qkv(self.norm_attention(x)).reshape(batch, frames, 3, self.heads, dim // self.heads)
        return qkv.permute(2, 0, 3, 1, 4)

    def finish(self, x, attended):
        batch, _, frames, _ = attended.shape
        x = x + F.dropout(self.out(attended.transpose(1, 2).reshape(batch, frames, -1)), self.dropout, self.training)
        feed = self.down(F.gelu(self.up(self.norm_feed(x)), approximate="tanh"))
        return x + F.dropout(feed, self.dropout, self.training)

    def forward(self, x, mask, cosine, sine):
        q, k, v = self.heads_of(x)
        # Plain matmuls: torch's fused attention for the CPU took three times as long at these lengths.
        q, k = rotate(q, cosine, sine) * (q.shape[-1] ** -0.5), rotate(k, cosine, sine)
        weights = torch.softmax(torch.matmul(q, k.transpose(-1, -2)) + mask, -1, dtype=v.dtype)
        return self.finish(x, torch.matmul(weights, v))

    def step(self, x, k_cache, v_cache, bias, cosine, sine):
        """One chunk against the cache; keys are kept unrotated, so that positions stay relative."""
        q, k, v = self.heads_of(x)
        keys, values = torch.cat([k_cache, k[0]], 1)[None], torch.cat([v_cache, v[0]], 1)[None]
        q, rotated = rotate(q, cosine[CACHE:], sine[CACHE:]), rotate(keys, cosine, sine)
        scores = torch.matmul(q * (q.shape[-1] ** -0.5), rotated.transpose(-1, -2)) + bias
        return self.finish(x, torch.matmul(torch.softmax(scores, -1), values)), keys[0][:, -CACHE:], values[0][:, -CACHE:]


class Stem(nn.Module):
    """Stacks four log-mel frames, with the neighbours of a stack that lie in the same chunk.

    The mean of a stack goes in beside the stack without its mean, so that loudness and spectrum are
    apart from the start.
    """

    def __init__(self, dim):
        super().__init__()
        self.spectrum = nn.Linear(3 * N_MELS * STACK, dim)
        self.level = nn.Linear(3, dim)
        # Without it the stem grew to twenty times what a layer adds, and the layers could not speak over it.
        self.norm = nn.LayerNorm(dim)

    def forward(self, log_mel, chunk=CHUNK):
        """(B, 4·chunk·chunks, 80) → (B, chunk·chunks, dim)."""
        batch, frames, _ = log_mel.shape
        stacks = log_mel.reshape(batch, frames // (chunk * STACK), chunk, N_MELS * STACK)
        mean = stacks.mean(-1, keepdim=True)
        shape, level = neighbours(stacks - mean), neighbours(mean)
        x = self.norm(self.spectrum(shape) + self.level(level))
        return x.reshape(batch, frames // STACK, -1)


def neighbours(x):
    """(B, chunks, chunk, D) → (B, chunks, chunk, 3·D): the frame before, the frame, the frame after; zeros past the chunk."""
    edge = torch.zeros_like(x[:, :, :1])
    return torch.cat([torch.cat([edge, x[:, :, :-1]], 2), x, torch.cat([x[:, :, 1:], edge], 2)], -1)


class Tokenizer(nn.Module):
    """Encoder, exported heads, and the phoneme and speaker classifiers that only training uses."""

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.stem = Stem(config.dim)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.norm = nn.LayerNorm(config.dim)
        self.norm_middle = nn.LayerNorm(config.dim)
        self.text = nn.Linear(config.dim, config.units)
        self.language = nn.Linear(config.dim, config.languages)
        self.event = nn.Linear(config.dim, config.events)
        self.traits = nn.Linear(config.dim, config.traits)
        self.speaker = nn.Linear(2 * config.dim, config.speaker_dim)
        self.semantic = nn.Linear(config.dim, config.semantic_dim)
        self.phones = nn.Linear(config.semantic_dim, config.phones)
        # Phonemes are also asked of the wide middle and of the end: through the narrow semantic vector
        # alone they were learnt several times slower.
        self.phones_middle = nn.Linear(config.dim, config.phones)
        self.phones_final = nn.Linear(config.dim, config.phones)
        self.speaker_classes = nn.Parameter(torch.randn(config.speakers, config.speaker_dim))
        for layer in self.layers:
            for linear in (layer.out, layer.down):
                nn.init.normal_(linear.weight, std=0.06 / (2 * config.layers) ** 0.5)

    def heads(self, final, middle, early):
        """Outputs in the order of the graph. `early` keeps the voice that deeper layers forget."""
        final, middle = self.norm(final), self.norm_middle(middle)
        # Voice and traits read the trunk and do not shape it: their losses held back the phonemes.
        voice, trait = torch.cat([middle, early], -1).detach(), middle.detach()
        return (self.text(final), self.language(final), self.event(final), self.traits(trait),
                self.speaker(voice), self.semantic(middle))

    def phone_logits(self, final, middle):
        """Training only: phonemes from the semantic vector, the middle and the end, each (B, T, phones)."""
        final, middle = self.norm(final), self.norm_middle(middle)
        return self.phones(self.semantic(middle)), self.phones_middle(middle), self.phones_final(final)

    def forward(self, log_mel, lengths, chunk=CHUNK):
        """Whole utterances.

        Args:
            log_mel: (B, 4·T, 80), normalised; T a multiple of `chunk`.
            lengths: (B,) valid 25 Hz frames.
            chunk: 25 Hz frames that see one another.

        Returns:
            text, language, event, traits, speaker, semantic, each (B, T, ·).
        """
        return self.heads(*self.encode(log_mel, lengths, chunk))

    def encode(self, log_mel, lengths, chunk=CHUNK):
        """The last, the middle and an early layer, each (B, T, dim)."""
        batch, frames, _ = log_mel.shape
        frames //= STACK
        # The residual stream stays in float32 under autocast: bfloat16 loses the small updates.
        x = self.stem(log_mel, chunk).float()
        mask = chunk_mask(frames, lengths, chunk).to(torch.get_autocast_dtype("cpu") if torch.is_autocast_enabled("cpu") else x.dtype)
        cosine, sine = rotary_tables(frames, self.config.dim // self.config.heads)
        cosine, sine = cosine.to(mask.dtype), sine.to(mask.dtype)
        middle = early = x
        for index, layer in enumerate(self.layers):
            x = layer(x, mask, cosine, sine)
            early = x if index == 1 else early
            middle = x if index == self.config.semantic_layer - 1 else middle
        return x, middle, early


class StreamingStep(nn.Module):
    """The exported graph: one chunk of log-mel frames, of either length, and the caches in, the heads and new caches out."""

    def __init__(self, tokenizer):
        super().__init__()
        self.tokenizer = tokenizer
        config = tokenizer.config
        cosine, sine = rotary_tables(CACHE + WIDE_CHUNK, config.dim // config.heads)
        self.register_buffer("cosine", cosine)
        self.register_buffer("sine", sine)

    def forward(self, log_mel, k_cache, v_cache, cache_mask):
        """Shapes as in src/packs/README.md; `cache_mask` (1, 64) is 1 where the cache holds a frame."""
        model = self.tokenizer
        frames = log_mel.shape[1] // STACK
        cosine, sine = self.cosine[:CACHE + frames], self.sine[:CACHE + frames]
        x = model.stem(log_mel, frames)
        bias = torch.cat([(cache_mask - 1.0) * 1e4, 0.0 * x[:, :, 0]], 1)[:, None, None]
        middle = early = x
        keys, values = [], []
        for index, layer in enumerate(model.layers):
            x, k, v = layer.step(x, k_cache[index], v_cache[index], bias, cosine, sine)
            keys.append(k)
            values.append(v)
            early = x if index == 1 else early
            middle = x if index == model.config.semantic_layer - 1 else middle
        return (*model.heads(x, middle, early), torch.stack(keys), torch.stack(values))
