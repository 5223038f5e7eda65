"""Holds what the Studio's controls say against what is heard, by an ear that shares nothing with the voice (Praat).

    python -m training.voice.measure_controls --write-table eval-out/controls.tsv
    npm run build && npm run eval -- tts eval-out/controls.tsv --out eval-out/controls
    python -m training.voice.measure_controls eval-out/controls

Prints one JSON line a control. Ids of the table say what a row is: voice.sentence.control.value.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import parselmouth
import soundfile

from .acoustics import describe, level, track

TEXTS = {
    "en-slt": ["The yellow moon rose over the long river.", "We are all away on Monday morning."],
    "en-rms": ["The yellow moon rose over the long river."],
    "zh-tan": ["我们明天要去看美丽的月亮。"],
}
STEPS = {
    "rate": [0.5, 0.75, 1, 1.5, 2],
    "pitch": [-12, -6, 0, 6, 12],
    "range": [0, 0.5, 1, 1.5, 2],
    "energy": [-12, -6, 0, 6, 12],
    "breathiness": [0, 0.25, 0.5, 0.75, 1],
    "brightness": [-1, -0.5, 0, 0.5, 1],
    "age": [-1, -0.5, 0, 0.5, 1],
    "roughness": [0, 0.25, 0.5, 0.75, 1],
    "pauseMs": [100, 250, 500, 1000, 2000],
}
COLUMNS = ["rate", "pitch", "range", "energy", "breathiness", "brightness", "age", "roughness"]


def write_table(path: Path) -> None:
    """A row a voice, sentence, control and step; a neutral one is made once and shared."""
    rows = ["\t".join(["id", "language", "text", "voice", "markup", *COLUMNS])]
    for voice, texts in TEXTS.items():
        for i, text in enumerate(texts):
            for control, steps in STEPS.items():
                if control not in ("rate", "pitch", "range", "energy") and i > 0:
                    continue
                for step in steps:
                    said = f"{text[: len(text) // 2 if voice.startswith('zh') else text.index(' ', 12)]}[pause {step}ms]{text[len(text) // 2 if voice.startswith('zh') else text.index(' ', 12) :]}" if control == "pauseMs" else text
                    values = [str(step) if column == control else "" for column in COLUMNS]
                    rows.append("\t".join([f"{voice}.{i}.{control}.{step}", voice[:2], said, voice, "1" if control == "pauseMs" else "", *values]))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(rows) + "\n")


def load(folder: Path) -> dict[tuple[str, str], dict[str, dict[float, np.ndarray]]]:
    """control → (voice, sentence) → step → samples."""
    found: dict = defaultdict(lambda: defaultdict(dict))
    for path in sorted(folder.glob("*.wav")):
        name, *rest = path.stem.split(".", 3)
        if len(rest) == 3 and rest[1] in STEPS:
            found[rest[1]][(name, rest[0])][float(rest[2])] = soundfile.read(path, dtype="float32")[0]
    return found


def semitones(wav: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    times, hz = track(wav, 16000, 40, 1000)
    return times, np.where(hz > 0, 12 * np.log2(np.maximum(hz, 1) / 100), np.nan)


def longest_gap_ms(wav: np.ndarray) -> float:
    """Longest stretch below −55 dB of full scale that has sound on both sides."""
    times, db = level(wav, 16000)
    loud = np.flatnonzero(db > -55)
    gaps = np.diff(loud)
    return float((gaps.max() - 1) * 10) if len(gaps) else 0.0


def formants(wav: np.ndarray, ceiling: float) -> np.ndarray:
    """Median F1–F3 in Hz of the voiced frames (Burg)."""
    sound = parselmouth.Sound(wav.astype(np.float64), 16000)
    burg = sound.to_formant_burg(time_step=0.01, max_number_of_formants=5, maximum_formant=ceiling)
    times, hz = track(wav, 16000, 40, 1000)
    return np.array([np.nanmedian([burg.get_value_at_time(n, t) for t in times[hz > 0]]) for n in (1, 2, 3)])


def smooth_spectrum(wav: np.ndarray) -> np.ndarray:
    """Log of the mean power spectrum of the voiced frames, averaged over ±300 Hz so that no harmonic stands out; a value each 10 Hz."""
    times, hz = track(wav, 16000, 40, 1000)
    size = 1024
    frames = [wav[start : start + size] * np.hanning(size) for start in (times[hz > 0] * 16000 - size // 2).astype(int) if start >= 0 and start + size <= len(wav)]
    power = np.mean([np.abs(np.fft.rfft(frame, 16000)) ** 2 for frame in frames], 0)
    return np.log(np.convolve(power, np.ones(601) / 601, "same")[::10])


def formant_factor(reference: np.ndarray, other: np.ndarray) -> float:
    """How far the formants lie from the reference's: the stretch of the frequency axis (0.75–1.33) that makes the two spectra most alike
    between 600 and 4500 Hz. Unlike linear prediction it is not drawn to the harmonics of a high voice."""
    a, b = smooth_spectrum(reference), smooth_spectrum(other)
    hz = np.arange(len(a)) * 10.0
    band = (hz > 600) & (hz < 4500)

    def likeness(factor: float) -> float:
        moved = np.interp(hz[band] * factor, hz, b)
        line = np.polyfit(hz[band], moved - a[band], 1)
        return -float(((moved - a[band] - np.polyval(line, hz[band])) ** 2).mean())

    factors = np.exp(np.linspace(np.log(0.75), np.log(1.33), 116))
    return float(factors[np.argmax([likeness(factor) for factor in factors])])


def is_rising(values: list[float]) -> bool:
    return all(b > a for a, b in zip(values, values[1:]))


def measure(control: str, steps: dict[float, np.ndarray], voice: str) -> dict[str, object]:
    asked = sorted(steps)
    wavs = [steps[step] for step in asked]
    neutral = steps.get(0.0 if control not in ("rate", "range") else 1.0, wavs[0])
    if control == "rate":
        got = [len(neutral) / len(wav) for wav in wavs]
        return {"asked": asked, "heard": np.round(got, 3).tolist(), "worstPercent": round(100 * max(abs(g / a - 1) for g, a in zip(got, asked)), 2)}
    if control == "pitch":
        base = semitones(neutral)[1]
        moves = []
        for wav in wavs:
            other = semitones(wav)[1]
            n = min(len(base), len(other))
            moves.append(float(np.nanmedian(other[:n] - base[:n])))
        ceiling = 5500.0 if voice in ("en-slt", "zh-tan") else 5000.0
        shapes = [formants(wav, ceiling) for wav in wavs]
        reference = shapes[asked.index(0)]
        return {"asked": asked, "heardSt": np.round(moves, 3).tolist(), "worstCents": round(100 * max(abs(m - a) for m, a in zip(moves, asked)), 1),
                "levelDb": [round(describe(wav, 16000, 40, 1000)["levelDb"], 1) for wav in wavs],
                "formantFactor": [round(formant_factor(neutral, wav), 3) for wav in wavs],
                "burgPercent": [np.round(100 * (shape / reference - 1), 1).tolist() for shape in shapes]}
    if control == "pauseMs":
        gaps = [longest_gap_ms(wav) for wav in wavs]
        lengths = [1000 * (len(wav) - len(wavs[0])) / 16000 + asked[0] for wav in wavs]
        return {"asked": asked, "silenceMs": gaps, "lengthMs": np.round(lengths, 1).tolist(),
                "worstMs": round(max(abs(n - a) for n, a in zip(lengths, asked)), 1), "worstSilenceMs": max(abs(g - a) for g, a in zip(gaps, asked))}
    if control == "age":
        factors = [formant_factor(neutral, wav) for wav in wavs]
        pitches = [float(np.nanmedian(semitones(wav)[1])) for wav in wavs]
        return {"asked": asked, "formantFactor": np.round(factors, 3).tolist(), "falling": is_rising(factors[::-1]), "pitchSt": np.round(pitches, 2).tolist()}
    key = {"range": "pitchSdSt", "energy": "levelDb", "breathiness": "hnrDb", "brightness": "tiltDbPerOctave", "roughness": "jitterPercent"}[control]
    # Where nothing is voiced any more there is no harmonicity to measure: it is below any that there is.
    heard = [np.nan_to_num(describe(wav, 16000, 50, 600).get(key, -30.0), nan=-30.0) for wav in wavs]
    ordered = heard[::-1] if control == "breathiness" else heard
    return {"asked": asked, key: np.round(heard, 3).tolist(), "monotonic": is_rising(ordered)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--write-table", type=Path)
    args = parser.parse_args()
    if args.write_table:
        write_table(args.write_table)
    if args.folder:
        for control, takes in load(args.folder).items():
            for (voice, sentence), steps in takes.items():
                print(json.dumps({"control": control, "voice": voice, "sentence": sentence, **measure(control, steps, voice)}), flush=True)


if __name__ == "__main__":
    main()
