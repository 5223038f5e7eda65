"""Measures the voice: an outside listener, tones, copy synthesis, and whether the sliders act exactly.

    python -m training.voice.evaluate [listen|tones|copy|controls ...]

Every number is printed as one JSON line; nothing is asserted here.
"""

from __future__ import annotations

import json
import sys

import numpy as np
import torch

from .corpus import load_shard, load_wavs
from .evaluate_listener import measure_listener
from .features import HOP, envelope_log_mel, track_pitch
from .infer import Controls, load_chain, load_vocoder, speak
from .make_mandarin import PITCH_RANGE_HZ
from .synth import synthesize

TONE_POINTS = 10


def syllables_of(item, f0: np.ndarray, voicing: np.ndarray):
    """(features, tone) of each toned syllable: F0 at ten points of its final about the word's mean, its length and voicing.

    A final is a phoneme whose tone is set and after which the syllable ends, i.e. the last of each pair.
    """
    bounds = np.concatenate([[0], np.cumsum(item.durations)])
    from .phonemes import MANDARIN_FINALS, MANDARIN_PREFIX, SYMBOLS

    finals = {MANDARIN_PREFIX + f for f in MANDARIN_FINALS}
    rows = []
    pitch = 12 * np.log2(f0 / 190.0)
    for i, phone in enumerate(item.phones):
        if SYMBOLS[phone] not in finals:
            continue
        span = slice(bounds[i], bounds[i + 1])
        at = np.linspace(0, bounds[i + 1] - bounds[i] - 1, TONE_POINTS)
        index = np.arange(bounds[i + 1] - bounds[i])
        contour = np.interp(at, index, pitch[span])
        voiced = np.interp(at, index, voicing[span])
        place = [float(i <= 2), float(i >= len(item.phones) - 2)]
        before = pitch[max(0, bounds[i] - 6) : bounds[i]].mean() if i > 2 else 0.0
        rows.append((np.concatenate([contour / 6, np.diff(contour) / 2, voiced[[0, 4, 9]], [len(index) / 20, before / 6], place]), item.accents[i]))
    return rows


def train_tones(rows) -> torch.nn.Module:
    """A small network over contours; class 0 is unused."""
    torch.manual_seed(0)
    x = torch.tensor(np.stack([r[0] for r in rows]), dtype=torch.float32)
    y = torch.tensor([int(r[1]) for r in rows])
    model = torch.nn.Sequential(torch.nn.Linear(x.shape[1], 96), torch.nn.ReLU(), torch.nn.Dropout(0.2), torch.nn.Linear(96, 6))
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01)
    for _ in range(600):
        index = torch.randint(0, len(x), (1024,))
        loss = torch.nn.functional.cross_entropy(model(x[index] + 0.05 * torch.randn(1024, x.shape[1])), y[index])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.eval()


def tone_accuracy(model, rows) -> dict:
    x = torch.tensor(np.stack([r[0] for r in rows]), dtype=torch.float32)
    y = np.array([int(r[1]) for r in rows])
    with torch.no_grad():
        guess = model(x).argmax(1).numpy()
    return {"syllables": len(y), "accuracy": round(float((guess == y).mean()), 4),
            "byTone": {t: round(float((guess[y == t] == t).mean()), 3) for t in range(1, 6) if (y == t).any()}}


def measure_tones(chain, vocoder, count: int = 250) -> None:
    """The classifier hears human words in training; then human words it never heard, and the same words said by us."""
    rows = [r for item in load_shard("zh-tan") for r in syllables_of(item, item.f0, item.voicing)]
    model = train_tones(rows)
    held = load_shard("zh-tan-held-out")[:count]
    human = [r for item in held for r in syllables_of(item, item.f0, item.voicing)]
    ours = []
    for item in held:
        spoken = speak(chain, vocoder, item.text, "zh-tan")
        f0, voicing = track_pitch(spoken.wav, *PITCH_RANGE_HZ)
        item.durations, item.accents = spoken.durations, np.array(spoken.accents)
        ours += syllables_of(item, f0, voicing)
    print(json.dumps({"tones": {"human, held-out words": tone_accuracy(model, human), "our synthesis, the same words": tone_accuracy(model, ours)}}))


def measure_copy(vocoder, limit: int = 20) -> None:
    """Vocoder on the true features: |Δ log-mel| (nepers of power) and F0 of what comes back."""
    for shard in ("libri-held-out", "zh-tan-held-out", "en-slt", "en-rms"):
        distances, cents = [], []
        for wav, f0, voicing, mel in load_wavs(shard)[:limit]:
            frames = min(len(f0), len(wav) // HOP)
            mel, f0, voicing = np.maximum(mel[:frames].astype(np.float32), -14.0), f0[:frames], voicing[:frames]
            made = run_vocoder(vocoder, mel, np.log(f0), voicing)
            again, voiced = track_pitch(made, 60, 420)
            distances.append(np.abs(np.maximum(envelope_log_mel(made, f0), -14.0)[:frames] - mel).mean())
            both = (voicing > 0.9) & (voiced[:frames] > 0.9)
            cents += np.abs(1200 * np.log2(again[:frames] / f0))[both].tolist()
        print(json.dumps({"copy": shard, "logMelL1": round(float(np.mean(distances)), 3),
                          "centsMedian": round(float(np.median(cents)), 1), "within50Cents": round(float((np.array(cents) < 50).mean()), 4)}))


@torch.no_grad()
def run_vocoder(vocoder, mel, pitch, voicing) -> np.ndarray:
    harmonic, noise = vocoder(*(torch.tensor(a, dtype=torch.float32)[None] for a in (mel, pitch, voicing)))
    return synthesize(pitch, voicing, harmonic[0].numpy(), noise[0].numpy())


def measure_controls(chain, vocoder) -> None:
    """Asks for pitch, pace and loudness and measures what was heard."""
    cases = [("en-slt", "The weather will be nice and warm in the morning."), ("en-rms", "We are going home along the river."),
             ("zh-tan", "今天我们一起去公园。")]
    for voice, text in cases:
        plain = speak(chain, vocoder, text, voice)
        for semitones in (-4, 0, 4):
            spoken = speak(chain, vocoder, text, voice, Controls(semitones=semitones))
            f0, voicing = track_pitch(spoken.wav, 50, 500)
            both = (voicing > 0.9) & (np.pad(spoken.voicing, (0, 1)) > 0.9)
            error = 1200 * np.log2(f0[:-1] / np.exp(spoken.pitch))[both[:-1]]
            print(json.dumps({"control": "pitch", "voice": voice, "semitones": semitones, "centsMedian": round(float(np.median(error)), 1),
                              "absoluteMedian": round(float(np.median(np.abs(error))), 1)}))
        for rate in (0.75, 1.5):
            spoken = speak(chain, vocoder, text, voice, Controls(rate=rate))
            print(json.dumps({"control": "rate", "voice": voice, "asked": rate, "heard": round(len(plain.wav) / len(spoken.wav), 3)}))
        for decibels in (-6, 6):
            spoken = speak(chain, vocoder, text, voice, Controls(decibels=decibels))
            heard = 10 * np.log10((spoken.wav**2).mean() / (plain.wav**2).mean())
            print(json.dumps({"control": "loudness", "voice": voice, "asked": decibels, "heard": round(float(heard), 2)}))


def main() -> None:
    torch.set_num_threads(1)
    wanted = set(sys.argv[1:]) or {"listen", "tones", "copy", "controls"}
    chain, vocoder = (None if wanted == {"copy"} else load_chain()), load_vocoder()
    if "copy" in wanted:
        measure_copy(vocoder)
    if "controls" in wanted:
        measure_controls(chain, vocoder)
    if "tones" in wanted:
        measure_tones(chain, vocoder)
    if "listen" in wanted:
        measure_listener(chain, vocoder)


if __name__ == "__main__":
    main()
