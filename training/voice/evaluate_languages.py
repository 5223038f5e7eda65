"""Measures Cantonese and Japanese: what a classifier of human syllables hears in ours, and how near ours is to Open JTalk.

    python -m training.voice.evaluate_languages [path of a chain checkpoint]

The Cantonese listener learns initials, finals and tones from the man's recorded syllables and is asked about syllables that
neither it nor the voice was trained on. No recognizer of Japanese exists here, so Japanese is only compared with its teacher.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from scipy.fft import dct
from torch.nn import functional as F

from .cantonese import cantonese_phonemes, split_jyutping
from .chain_data import QUIET
from .corpus import Utterance, load_shard
from .evaluate_acoustic import draw
from .features import envelope_log_mel, frames_to_points, track_pitch
from .infer import Controls, load_chain, load_vocoder, speak_phonemes
from .make_cantonese import PITCH_RANGE_HZ
from .phonemes import SYMBOLS

POINTS = 12
PARTS = ("initial", "final", "tone")


def describe(text: str, mel: np.ndarray, f0: np.ndarray, voicing: np.ndarray, durations: np.ndarray) -> tuple[np.ndarray, list]:
    """Features of one syllable (cepstra, F0 about 140 Hz and voicing at even points of the whole of it) and its (initial, final, tone)."""
    phones, tone = split_jyutping(text)
    start, end = durations[0], durations[:-1].sum()
    at = np.linspace(start, end - 1, POINTS)
    early = np.linspace(max(0, start - 2), min(start + 14, end - 1), POINTS)
    frames = np.arange(len(f0))
    cepstra = dct(np.maximum(mel, QUIET), axis=1, norm="ortho")[:, :16] / 8
    columns = [np.interp(p, frames, c) for c in cepstra.T for p in (at, early)]
    # The tone is in the voiced part; F0 between voiced frames is only interpolated.
    voiced = np.flatnonzero(voicing[start:end] > 0.5) + start
    if len(voiced) < 2:
        voiced = np.array([start, end - 1])
    contour = 12 * np.log2(np.interp(np.linspace(voiced[0], voiced[-1], POINTS), frames, f0) / 140.0) / 6
    columns += [contour, np.diff(contour), np.interp(at, frames, voicing), [(end - start) / 60, len(voiced) / 40]]
    return np.concatenate(columns).astype(np.float32), [phones[0] if len(phones) == 2 else "", phones[-1], tone]


def train_listener(rows: list) -> dict:
    """One small network a question over the same features; returns name → (model, labels)."""
    torch.manual_seed(0)
    x = torch.tensor(np.stack([r[0] for r in rows]))
    mean, std = x.mean(0), x.std(0) + 1e-3
    listeners = {}
    for k, name in enumerate(PARTS):
        labels = sorted({r[1][k] for r in rows})
        y = torch.tensor([labels.index(r[1][k]) for r in rows])
        model = torch.nn.Sequential(torch.nn.Linear(x.shape[1], 256), torch.nn.ReLU(), torch.nn.Dropout(0.3), torch.nn.Linear(256, len(labels)))
        optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.02)
        for _ in range(900):
            index = torch.randint(0, len(x), (512,))
            loss = F.cross_entropy(model((x[index] - mean) / std + 0.15 * torch.randn(512, x.shape[1])), y[index])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        listeners[name] = (model.eval(), labels)
    return listeners | {"scale": (mean, std)}


def ask(listeners: dict, rows: list) -> dict:
    mean, std = listeners["scale"]
    x = (torch.tensor(np.stack([r[0] for r in rows])) - mean) / std
    result: dict = {"syllables": len(rows)}
    right = []
    for k, name in enumerate(PARTS):
        model, labels = listeners[name]
        with torch.no_grad():
            guess = [labels[i] for i in model(x).argmax(1)]
        hits = np.array([g == r[1][k] for g, r in zip(guess, rows)])
        result[name] = round(float(hits.mean()), 3)
        right.append(hits)
        if name == "tone":
            tones = np.array([r[1][2] for r in rows])
            result["byTone"] = {t: round(float(hits[tones == t].mean()), 2) for t in range(1, 7)}
    return result | {"segments and tone": round(float(np.logical_and.reduce(right).mean()), 3)}


def measure_cantonese(chain, vocoder, count: int = 240, voice: str = "yue-1") -> None:
    human = [describe(i.text, i.mel, i.f0, i.voicing, i.durations) for i in load_shard("yue-1")]
    listeners = train_listener(human)
    held = load_shard("yue-1-held-out")[:count]
    ours = []
    for item in held:
        phonemes, accents = cantonese_phonemes("", [item.text])
        spoken = speak_phonemes(chain, vocoder, phonemes, accents, voice, Controls())
        f0, voicing = track_pitch(spoken.wav, *PITCH_RANGE_HZ)
        ours.append(describe(item.text, envelope_log_mel(spoken.wav, f0), f0, voicing, spoken.durations))
    print(json.dumps({"cantonese": voice, "human, held-out syllables": ask(listeners, [describe(i.text, i.mel, i.f0, i.voicing, i.durations) for i in held]),
                      "our synthesis, the same syllables": ask(listeners, ours)}), flush=True)


def names_of(item: Utterance) -> list[str]:
    return [SYMBOLS[p] for p in item.phones]


def measure_japanese(chain, vocoder, voice: str = "ja-tohoku") -> None:
    """Held-out sentences: our F0 and durations against Open JTalk's a phoneme, and the mel on Open JTalk's own prosody."""
    ours, theirs, lengths, falls, distances, motion = [], [], [], [], [], []
    for item in load_shard("ja-tohoku-held-out"):
        spoken = speak_phonemes(chain, vocoder, names_of(item), item.accents.tolist(), voice, Controls())
        made = frames_to_points(spoken.pitch, spoken.durations)[:, 2]
        real = frames_to_points(np.log(item.f0), item.durations)[:, 2]
        vowel = frames_to_points(item.voicing, item.durations)[:, 2] > 0.5
        vowel &= np.array([n[3:] in ("a", "i", "u", "e", "o", "N") for n in names_of(item)])
        made, real = 12 / np.log(2) * made[vowel], 12 / np.log(2) * real[vowel]
        ours.append(made - made.mean()), theirs.append(real - real.mean())
        moved = np.abs(np.diff(real)) > 1.5
        falls += (np.sign(np.diff(made)) == np.sign(np.diff(real)))[moved].tolist()
        lengths += np.abs(np.log(spoken.durations / item.durations))[1:-1].tolist()
        mel = draw(chain, item, voice, 4, 0.5)
        true = np.maximum(item.mel[: len(mel)], QUIET)
        distances.append(np.abs(mel - true).mean()), motion.append(np.diff(mel, axis=0).std() / np.diff(true, axis=0).std())
    a, b = np.concatenate(ours), np.concatenate(theirs)
    print(json.dumps({"japanese": voice, "utterances": len(ours), "vowels": len(a), "F0 correlation": round(float(np.corrcoef(a, b)[0, 1]), 3),
                      "F0 median error in semitones": round(float(np.median(np.abs(a - b))), 2), "rise or fall agrees": round(float(np.mean(falls)), 3),
                      "median |Δ ln duration|": round(float(np.median(lengths)), 3), "logMelL1 on its prosody": round(float(np.mean(distances)), 3),
                      "motion": round(float(np.mean(motion)), 2)}), flush=True)


def main() -> None:
    torch.set_num_threads(1)
    chain, vocoder = load_chain(Path(sys.argv[1]) if len(sys.argv) > 1 else None), load_vocoder()
    measure_japanese(chain, vocoder)
    measure_cantonese(chain, vocoder)


if __name__ == "__main__":
    main()
