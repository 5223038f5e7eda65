"""The acoustic model given true durations, F0, voicing and energy: distance from the recording, by steps and temperature.

    python -m training.voice.evaluate_acoustic
"""

from __future__ import annotations

import json

import numpy as np
import torch

from .chain import Chain
from .chain_data import QUIET, phoneme_energy
from .corpus import Utterance, load_shard
from .features import frames_to_points, points_to_frames
from .infer import conditions, load_chain
from .phonemes import LANGUAGES
from .voices import SPEAKERS, language_of


@torch.no_grad()
def draw(chain: Chain, item: Utterance, voice: str, steps: int, temperature: float) -> np.ndarray:
    """(T, 80) log-mel of one utterance whose prosody is the recording's; T is cut to an even number."""
    speaker = chain.speakers(torch.tensor([SPEAKERS.index(voice)]))
    hidden = chain.prosody(*(torch.tensor(a)[None] for a in (item.phones, item.accents)), torch.tensor([LANGUAGES[language_of(voice)]]), speaker)[0]
    durations, frames = item.durations, len(item.f0) // 2 * 2
    energy = np.repeat(phoneme_energy(np.maximum(item.mel, QUIET), durations), durations)
    contours = [points_to_frames(frames_to_points(c, durations), durations) for c in (np.log(item.f0), item.voicing)] + [energy]
    inputs = [torch.tensor(c[:frames], dtype=torch.float32)[None] for c in contours]
    condition = conditions(hidden, durations)[:, :frames]
    x = temperature * torch.randn(1, frames, 80, generator=torch.Generator().manual_seed(1))
    for step in range(steps):
        x = x + chain.acoustic(condition, *inputs, speaker, x, torch.tensor([step / steps])) / steps
    return (x * chain.mel_std + chain.mel_mean)[0].numpy()


def main() -> None:
    torch.set_num_threads(1)
    chain = load_chain()
    for shard, voice in (("en-slt", "en-slt"), ("en-rms", "en-rms"), ("zh-tan-held-out", "zh-tan")):
        items = load_shard(shard, 12)
        for steps, temperature in ((1, 0.0), (4, 0.3), (4, 0.6), (4, 1.0), (8, 0.6)):
            made = [draw(chain, item, voice, steps, temperature) for item in items]
            real = [np.maximum(item.mel[: len(m)], QUIET) for item, m in zip(items, made)]
            distance = np.mean([np.abs(m - r).mean() for m, r in zip(made, real)])
            # Motion between frames: 1 is as lively as the recording, below it is smeared.
            motion = np.concatenate([np.diff(m, axis=0) for m in made]).std() / np.concatenate([np.diff(r, axis=0) for r in real]).std()
            print(json.dumps({"acoustic": shard, "steps": steps, "temperature": temperature, "logMelL1": round(float(distance), 3),
                              "motion": round(float(motion), 3)}), flush=True)


if __name__ == "__main__":
    main()
