"""The whole chain in Python, as the page runs it: text → phonemes → prosody → acoustic → vocoder → samples.

    python -m training.voice.infer --text "Hello there." --voice en-slt --out hello.wav
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .cantonese import cantonese_phonemes
from .chain import Chain
from .features import BUILD, ROOT, SAMPLE_RATE, points_to_frames, sound_positions
from .grow import grow_state
from .models import Vocoder
from .japanese import japanese_text_phonemes
from .phonemes import LANGUAGES, SYMBOL_INDEX, english_phonemes, mandarin_phonemes
from .synth import synthesize
from .voices import SPEAKERS, language_of

CHECKPOINTS = ROOT / "training/checkpoints"
# Loudness that one unit of the energy input makes, measured (`evaluate controls`). The mean of a log-mel that ends at a floor moves
# less than the sound does, so it is more than the 4.34 dB of a neper of power.
DECIBELS_A_NEPER = 5.75


@dataclass
class Controls:
    """What the sliders do. rate 1 = normal; semitones shift F0; range scales it around the voice's mean; decibels of loudness."""

    rate: float = 1.0
    semitones: float = 0.0
    range: float = 1.0
    decibels: float = 0.0
    steps: int = 4
    temperature: float = 0.5
    seed: int = 0


@dataclass
class Drawn:
    """mel (T, 80), pitch (T,) ln Hz, voicing (T,), durations (N,)."""

    mel: np.ndarray
    pitch: np.ndarray
    voicing: np.ndarray
    durations: np.ndarray


@dataclass
class Spoken(Drawn):
    wav: np.ndarray
    phonemes: list[str]
    accents: list[int]


CONVERT = {"en": english_phonemes, "zh": mandarin_phonemes, "yue": cantonese_phonemes, "ja": japanese_text_phonemes}


def find_checkpoint(name: str) -> Path:
    """The run here that saved last when there is one, otherwise what was committed."""
    runs = sorted(BUILD.glob(f"voice-{name}*.pt"), key=lambda path: path.stat().st_mtime)
    return runs[-1] if runs else CHECKPOINTS / f"voice-{name}.pt"


def load_chain(path: Path | None = None) -> Chain:
    state = torch.load(path or find_checkpoint("chain"))
    chain = Chain(state["config"]["prosody"], state["config"]["acoustic"])
    chain.load_state_dict(grow_state(state["average"], chain))
    return chain.eval()


def load_vocoder(path: Path | None = None) -> Vocoder:
    state = torch.load(path or find_checkpoint("vocoder"))
    model = Vocoder(**state["config"]["model"])
    model.load_state_dict({k: v.float() for k, v in state["model"].items()})
    return model.eval()


def round_durations(frames: np.ndarray, rate: float) -> np.ndarray:
    """Whole frames, at least one each, whose running total follows the exact one; an even sum, because frames go in pairs."""
    exact, placed, durations = 0.0, 0, []
    for length in frames:
        exact += length / rate
        durations.append(max(1, round(exact - placed)))
        placed += durations[-1]
    durations[-1] += placed % 2
    return np.array(durations)


def conditions(hidden: torch.Tensor, durations: np.ndarray) -> torch.Tensor:
    """(1, N, D) of phonemes → (1, T, D + POSITIONS) of frames: what the acoustic model is told about each."""
    repeated = hidden[0].repeat_interleave(torch.tensor(durations), 0)
    return torch.cat([repeated, torch.tensor(sound_positions(durations))], 1)[None]


@torch.no_grad()
def draw_phonemes(chain: Chain, phonemes: list[str], accents: list[int], voice: str, controls: Controls) -> Drawn:
    ids = torch.tensor([[SYMBOL_INDEX[p] for p in phonemes]])
    speaker = chain.speakers(torch.tensor([SPEAKERS.index(voice)]))
    language = torch.tensor([LANGUAGES[language_of(voice)]])
    hidden, log_durations, points, voiced, energy = chain.prosody(ids, torch.tensor([accents]), language, speaker)
    durations = round_durations(np.exp(log_durations[0].numpy()), controls.rate)
    points = points[0].numpy()
    mean = points.mean()
    points = mean + (points - mean) * controls.range + controls.semitones * np.log(2) / 12
    pitch = points_to_frames(points, durations)
    voicing = points_to_frames(torch.sigmoid(voiced[0]).numpy(), durations)
    energy = np.repeat(energy[0].numpy() + controls.decibels / DECIBELS_A_NEPER, durations).astype(np.float32)
    condition = conditions(hidden, durations)
    generator = torch.Generator().manual_seed(controls.seed)
    x = controls.temperature * torch.randn(1, len(pitch), 80, generator=generator)
    tensors = [torch.tensor(a)[None] for a in (pitch, voicing, energy)]
    for step in range(controls.steps):
        t = torch.tensor([step / controls.steps])
        x = x + chain.acoustic(condition, *tensors, speaker, x, t) / controls.steps
    return Drawn((x * chain.mel_std + chain.mel_mean)[0].numpy(), pitch, voicing, durations)


@torch.no_grad()
def speak_phonemes(chain: Chain, vocoder: Vocoder, phonemes: list[str], accents: list[int], voice: str, controls: Controls) -> Spoken:
    drawn = draw_phonemes(chain, phonemes, accents, voice, controls)
    harmonic, noise = vocoder(*(torch.tensor(a)[None] for a in (drawn.mel, drawn.pitch, drawn.voicing)))
    wav = synthesize(drawn.pitch, drawn.voicing, harmonic[0].numpy(), noise[0].numpy(), controls.seed)
    return Spoken(drawn.mel, drawn.pitch, drawn.voicing, drawn.durations, wav, phonemes, accents)


def speak(chain: Chain, vocoder: Vocoder, text: str, voice: str, controls: Controls | None = None) -> Spoken:
    phonemes, accents = CONVERT[language_of(voice)](text)
    return speak_phonemes(chain, vocoder, phonemes, accents, voice, controls or Controls())


def main() -> None:
    import soundfile

    parser = argparse.ArgumentParser()
    parser.add_argument("--text", required=True)
    parser.add_argument("--voice", default="en-slt", choices=SPEAKERS)
    parser.add_argument("--out", required=True)
    parser.add_argument("--rate", type=float, default=1.0)
    parser.add_argument("--semitones", type=float, default=0.0)
    args = parser.parse_args()
    spoken = speak(load_chain(), load_vocoder(), args.text, args.voice, Controls(rate=args.rate, semitones=args.semitones))
    soundfile.write(args.out, spoken.wav, SAMPLE_RATE)


if __name__ == "__main__":
    main()
