"""The prosody and acoustic models as one trained thing, their losses, and the checkpoint they share."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .chain_data import Batch
from .features import N_MELS, POSITIONS
from .models import NEAREST, Acoustic, Prosody
from .voices import SPEAKERS

SPEAKER_DIM = 64


class Chain(nn.Module):
    def __init__(self, prosody: dict, acoustic: dict):
        super().__init__()
        self.prosody = Prosody(speaker_dim=SPEAKER_DIM, **prosody)
        self.acoustic = Acoustic(condition_dim=prosody.get("dim", 192) + POSITIONS, speaker_dim=SPEAKER_DIM, **acoustic)
        self.speakers = nn.Embedding(len(SPEAKERS), SPEAKER_DIM)
        nn.init.normal_(self.speakers.weight, std=0.5)
        self.register_buffer("mel_mean", torch.zeros(N_MELS))
        self.register_buffer("mel_std", torch.ones(N_MELS))

    def losses(self, b: Batch) -> dict[str, Tensor]:
        """Masked means. Flow: |v - (x1 - x0)|², x_t on the straight line (Lipman et al. 2022, optimal-transport path)."""
        speaker = self.speakers(b.speaker)
        if self.training:
            # Room around each voice, so that a vector that is not in the table still speaks.
            speaker = speaker + 0.05 * torch.randn_like(speaker)
        hidden, log_durations, pitch, voicing, energy = self.prosody(b.phonemes, b.accents, b.language, speaker, b.phoneme_mask)
        mask = b.phoneme_mask
        count = mask.sum()
        weight = mask[..., None] * (0.05 + b.voicing_points)
        x0, t = torch.randn_like(b.mel), torch.rand(len(b.mel))
        x_t = x0 + t[:, None, None] * (b.mel - x0)
        repeated = torch.gather(hidden, 1, b.frame_phoneme[..., None].expand(-1, -1, hidden.shape[-1]))
        condition = torch.cat([repeated, b.positions.to(repeated.dtype)], -1)
        velocity = self.acoustic(condition, b.pitch, b.voicing, b.frame_energy, speaker, x_t, t, b.token_mask)
        frames = b.token_mask.repeat_interleave(2, 1)[..., None]
        # Weighted by 1 - t: between the error of the clean end (squared) and that of the velocity (none).
        weighed = frames * (1 - t[:, None, None]).clamp(min=NEAREST)
        flow = ((velocity.float() - (b.mel - x0)) ** 2 * weighed).sum() / (frames.sum() * N_MELS)
        voicing_error = F.binary_cross_entropy_with_logits(voicing.float(), b.voicing_points.clamp(0, 1), reduction="none")
        return {
            "duration": ((log_durations.float() - b.log_durations).abs() * mask).sum() / count,
            "pitch": ((pitch.float() - b.pitch_points).abs() * weight).sum() / weight.sum(),
            "voicing": (voicing_error * mask[..., None]).sum() / (5 * count),
            "energy": ((energy.float() - b.energy).abs() * mask).sum() / count,
            "flow": flow,
        }


WEIGHTS = {"duration": 0.5, "pitch": 2.0, "voicing": 0.3, "energy": 0.3, "flow": 1.0}


def total(losses: dict[str, Tensor]) -> Tensor:
    return sum(WEIGHTS[k] * v for k, v in losses.items())


class Average:
    """Exponential moving average of the weights; what is exported and evaluated."""

    def __init__(self, model: nn.Module, decay: float):
        self.decay = decay
        self.state = {k: v.detach().clone() for k, v in model.state_dict().items()}

    def update(self, model: nn.Module, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        with torch.no_grad():
            for k, v in model.state_dict().items():
                self.state[k].lerp_(v, 1 - decay) if v.is_floating_point() else self.state[k].copy_(v)


def cosine(done: float, peak: float, warm: float = 0.02) -> float:
    """Learning rate at a share `done` of the run: linear up over `warm`, then a cosine to 3 %."""
    if done < warm:
        return peak * max(done, 1e-3) / warm
    return peak * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * min(1.0, (done - warm) / (1 - warm)))))


def set_normalisation(chain: Chain, mean: np.ndarray, std: np.ndarray) -> None:
    chain.mel_mean.copy_(torch.tensor(mean))
    chain.mel_std.copy_(torch.tensor(std))
