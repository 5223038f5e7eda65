"""Tiny untrained modules with the interfaces of src/packs/README.md, for the random-weight test pack."""

import math

import torch
from torch import nn

DIM = 64
MELS = 80


class Attention(nn.Module):
    """One head of attention over past and present; `mask` is added to the scores."""

    def __init__(self, dim=DIM):
        super().__init__()
        self.query = nn.Linear(dim, dim)
        self.key = nn.Linear(dim, dim)
        self.value = nn.Linear(dim, dim)
        self.out = nn.Linear(dim, dim)

    def forward(self, x, past_key, past_value, mask):
        """x (1, S, D), past (1, 1, P, D), mask (1, 1, S, P + S) → (1, S, D), key and value (1, 1, P + S, D)."""
        key = torch.cat([past_key, self.key(x)[:, None]], 2)
        value = torch.cat([past_value, self.value(x)[:, None]], 2)
        scores = self.query(x)[:, None] @ key.transpose(2, 3) / math.sqrt(x.shape[-1]) + mask
        return x + self.out((scores.softmax(-1) @ value)[:, 0]), key, value


class RandomTokenizer(nn.Module):
    """Log-mel frames stacked by four, one attention layer with a cache of 64 frames."""

    def __init__(self, sizes):
        super().__init__()
        self.input = nn.Linear(4 * MELS, DIM)
        self.norm = nn.LayerNorm(DIM)
        self.attention = Attention()
        self.heads = nn.ModuleList(nn.Linear(DIM, size) for size in sizes)

    def forward(self, log_mel, k_cache, v_cache, cache_mask):
        x = self.norm(self.input(log_mel.view(1, -1, 4 * MELS)))
        mask = torch.cat([(1 - cache_mask) * -1e4, 0.0 * x[:, :, 0]], 1)[:, None, None]
        x, key, value = self.attention(x, k_cache, v_cache, mask)
        return (*(head(x) for head in self.heads), key[:, :, -64:], value[:, :, -64:])


class RandomLlm(nn.Module):
    """Decoder with tied embedding; position enters as a sine so that `position_ids` matters."""

    def __init__(self, vocabulary_size, layer_count=2):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary_size, DIM)
        self.layers = nn.ModuleList(Attention() for _ in range(layer_count))
        self.norm = nn.LayerNorm(DIM)
        self.head = nn.Linear(DIM, vocabulary_size, bias=False)
        self.head.weight = self.embedding.weight
        self.register_buffer("frequencies", 0.5 ** torch.arange(DIM, dtype=torch.float32))

    def forward(self, input_ids, position_ids, *past):
        positions = position_ids.float()[:, :, None]
        x = self.embedding(input_ids) + torch.sin(positions * self.frequencies)
        key_positions = torch.arange(past[0].shape[2] + input_ids.shape[1], dtype=torch.int32).float()
        mask = (key_positions[None, None] > positions).float()[:, None] * -1e4
        present = []
        for i, layer in enumerate(self.layers):
            x, key, value = layer(x, past[2 * i], past[2 * i + 1], mask)
            present += [key, value]
        return (self.head(self.norm(x[:, -1:])), *present)


class RandomProsody(nn.Module):
    """Embeddings and linear heads; log-durations are centred on five frames."""

    def __init__(self, phoneme_count, language_count, speaker_dim):
        super().__init__()
        self.phonemes = nn.Embedding(phoneme_count, DIM)
        self.accents = nn.Embedding(6, DIM)
        self.languages = nn.Embedding(language_count, DIM)
        self.speaker = nn.Linear(speaker_dim, DIM)
        self.mix = nn.Linear(DIM, DIM)
        self.heads = nn.Linear(DIM, 12)

    def forward(self, phonemes, accents, language_id, speaker):
        x = self.phonemes(phonemes) + self.accents(accents) + self.languages(language_id)[None] + self.speaker(speaker)[:, None]
        x = torch.tanh(self.mix(x))
        y = self.heads(x) * 0.3
        return x, y[:, :, 0] + math.log(5.0), y[:, :, 1:6] + math.log(150.0), y[:, :, 6:11] + 1, y[:, :, 11] - 4


class RandomAcoustic(nn.Module):
    """A velocity that pulls towards a projection of the condition."""

    def __init__(self, speaker_dim):
        super().__init__()
        self.condition = nn.Linear(DIM, DIM)
        self.features = nn.Linear(3, DIM)
        self.speaker = nn.Linear(speaker_dim, DIM)
        self.state = nn.Linear(MELS, DIM)
        self.time = nn.Linear(1, DIM)
        self.out = nn.Linear(DIM, MELS)

    def forward(self, condition, pitch, voicing, energy, speaker, x_t, t):
        features = torch.stack([pitch, voicing, energy], 2)
        x = self.condition(condition) + self.features(features) + self.state(x_t)
        return self.out(torch.tanh(x + (self.speaker(speaker) + self.time(t[:, None]))[:, None])) - x_t


class RandomVocoder(nn.Module):
    """Two linear heads for the filters of the harmonic and of the noise excitation."""

    def __init__(self, bin_count):
        super().__init__()
        self.input = nn.Linear(MELS + 2, DIM)
        self.harmonic = nn.Linear(DIM, bin_count)
        self.noise = nn.Linear(DIM, bin_count)

    def forward(self, log_mel, pitch, voicing):
        x = torch.tanh(self.input(torch.cat([log_mel, pitch[:, :, None], voicing[:, :, None]], 2)))
        return self.harmonic(x) - 2, self.noise(x) - 4
