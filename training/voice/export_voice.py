"""Writes the voice's share of the pack: three graphs, voices.json, and the vocoder part of features.json.

    python -m training.voice.export_voice
"""

from __future__ import annotations

import json
import math

import torch
from torch import Tensor, nn

from training.common.export import export_graph

from .chain import SPEAKER_DIM, Chain
from .features import EDGE_FRAMES, FLOOR, HOP, MEL_HIGH_HZ, MEL_LOW_HZ, N_FFT, N_MELS, POSITIONS, SAMPLE_RATE
from .infer import DECIBELS_A_NEPER, load_chain, load_vocoder
from .models import Prosody
from .phonemes import LANGUAGES, PACK, SYMBOLS, write_inventory
from .voices import DESCRIPTIONS, SPEAKERS, language_of


class ProsodyGraph(nn.Module):
    """The page's ids are int32 and stay int32."""

    def __init__(self, prosody: Prosody):
        super().__init__()
        self.prosody = prosody

    def forward(self, phonemes: Tensor, accents: Tensor, language_id: Tensor, speaker: Tensor):
        return self.prosody(phonemes, accents, language_id, speaker)


# Accents of a language go from 0 to one less than this.
ACCENTS = {"en": 3, "zh": 6, "yue": 7, "ja": 4}
VOICE_OF = {"en": "en-slt", "zh": "zh-tan", "yue": "yue-1", "ja": "ja-tohoku"}
SAMPLE_TEXTS = {"en": "I think that is a very good idea.", "zh": "我觉得这是一个很好的主意。", "yue": "我覺得呢個主意好好。", "ja": "それはとてもいい考えだと思います。"}


def prosody_inputs(length: int, chain: Chain, language: str = "en") -> dict[str, Tensor]:
    generator = torch.Generator().manual_seed(length)
    own = [i for i, s in enumerate(SYMBOLS) if s.startswith(f"{language}:")] or list(range(4, 43))
    ids = torch.randint(own[0], own[-1] + 1, (1, length), generator=generator, dtype=torch.int32)
    ids[0, 0] = ids[0, -1] = 1
    accents = torch.randint(0, ACCENTS[language], (1, length), generator=generator, dtype=torch.int32)
    voice = SPEAKERS.index(VOICE_OF[language])
    return {"phonemes": ids, "accents": accents, "language_id": torch.tensor([LANGUAGES[language]], dtype=torch.int32),
            "speaker": chain.speakers.weight[voice : voice + 1].detach()}


def acoustic_inputs(frames: int, chain: Chain) -> dict[str, Tensor]:
    generator = torch.Generator().manual_seed(frames)
    def noise(*shape):
        return torch.randn(*shape, generator=generator)

    return {"condition": 0.5 * noise(1, frames, chain.prosody.hidden.out_features + POSITIONS), "pitch": 5.0 + 0.2 * noise(1, frames),
            "voicing": (noise(1, frames) > 0).float(), "energy": -7.0 + noise(1, frames),
            "speaker": chain.speakers.weight[1:2].detach(), "x_t": noise(1, frames, N_MELS), "t": torch.tensor([0.25])}


def vocoder_inputs(frames: int) -> dict[str, Tensor]:
    generator = torch.Generator().manual_seed(frames)
    smooth = torch.cumsum(0.3 * torch.randn(1, frames, N_MELS, generator=generator), 1)
    return {"log_mel": smooth - 6.0, "pitch": 5.0 + 0.1 * torch.randn(1, frames, generator=generator),
            "voicing": (torch.randn(1, frames, generator=generator) > 0).float()}


def export_graphs() -> None:
    chain, vocoder = load_chain(), load_vocoder()
    export_graph("prosody", ProsodyGraph(chain.prosody), prosody_inputs(24, chain),
                 ["hidden", "log_durations", "pitch", "voicing", "energy"],
                 {n: {1: "N"} for n in ("phonemes", "accents", "hidden", "log_durations", "pitch", "voicing", "energy")},
                 PACK, golden_tolerance=2e-2, check_inputs=[prosody_inputs(7, chain, "zh"), prosody_inputs(90, chain, "zh"), prosody_inputs(60, chain, "yue"), prosody_inputs(60, chain, "ja")])
    moving = ("condition", "pitch", "voicing", "energy", "x_t", "velocity")
    export_graph("acoustic", chain.acoustic, acoustic_inputs(16, chain), ["velocity"], {n: {1: "T"} for n in moving},
                 PACK, golden_tolerance=5e-2, check_inputs=[acoustic_inputs(90, chain), acoustic_inputs(400, chain)])
    export_graph("vocoder", vocoder, vocoder_inputs(12), ["harmonic_log_magnitude", "noise_log_magnitude"],
                 {n: {1: "T"} for n in ("log_mel", "pitch", "voicing", "harmonic_log_magnitude", "noise_log_magnitude")},
                 PACK, golden_tolerance=2e-2, check_inputs=[vocoder_inputs(3), vocoder_inputs(130)])
    write_voices(chain)
    write_features(chain)
    write_inventory()


def write_voices(chain: Chain) -> None:
    """pitchHz is the mean F0 of a neutral sentence, the centre that a pitch range slider scales around."""
    from .infer import Controls, speak
    vocoder = load_vocoder()
    voices = []
    for index, identifier in enumerate(SPEAKERS):
        name, source = DESCRIPTIONS[identifier]
        language = language_of(identifier)
        spoken = speak(chain, vocoder, SAMPLE_TEXTS[language], identifier, Controls(steps=1))
        weight = spoken.voicing
        mean = math.exp(float((spoken.pitch * weight).sum() / weight.sum()))
        vector = [round(float(v), 5) for v in chain.speakers.weight[index].detach()]
        voices.append({"id": identifier, "name": name, "language": language, "speaker": vector,
                       "pitchHz": round(mean, 1), "source": source})
    rows = ",\n".join(json.dumps(v, ensure_ascii=False) for v in voices)
    (PACK / "voices.json").write_text(f"[\n{rows}\n]\n", encoding="utf8")


def write_features(chain: Chain) -> None:
    """Merges into the file: its tokenizer part belongs to another script."""
    path = PACK / "features.json"
    features = json.loads(path.read_text()) if path.exists() else {}
    statistics = {"mean": [round(float(v), 5) for v in chain.mel_mean], "std": [round(float(v), 5) for v in chain.mel_std]}
    features["vocoder"] = {
        "sampleRateHz": SAMPLE_RATE, "nFft": N_FFT, "winLength": N_FFT, "hopLength": HOP, "nMels": N_MELS,
        "minHz": MEL_LOW_HZ, "maxHz": MEL_HIGH_HZ, "isCentred": True, "power": 2, "floor": FLOOR, "contextFrames": 5, **statistics,
        "definition": "Mel of the pitch-free power envelope: training/voice/features.py; synthesis: training/voice/synth.py",
    }
    features["acoustic"] = {
        "speakerDim": SPEAKER_DIM, "frameMultiple": 2, "solverSteps": 4, "temperature": 0.5, "decibelsPerEnergy": DECIBELS_A_NEPER, "positionEdgeFrames": EDGE_FRAMES,
    }
    path.write_text(json.dumps(features, indent=1) + "\n")


if __name__ == "__main__":
    export_graphs()
