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

from .acoustics import describe, track

# "|" is where the pause goes; the parts around it begin and end with a stop, a fricative, a nasal and a vowel.
TEXTS = {
    "en-slt": ["The yellow moon| rose over the long river.", "We are all away| on Monday morning.", "Put the black cat| beside the tall gate."],
    "en-rms": ["The yellow moon| rose over the long river."],
    "zh-tan": ["我们明天要|去看美丽的月亮。", "他昨天下午|从北京回来了。"],
    "ja-tohoku": ["明日の朝は|みんなで山に登ります。", "とても高い|木の下に猫がいました。"],
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
                if control not in ("rate", "pitch", "range", "energy", "pauseMs") and i > 0:
                    continue
                for step in steps:
                    said = text.replace("|", f"[pause {step}ms]" if control == "pauseMs" else "")
                    values = [str(step) if column == control else "" for column in COLUMNS]
                    rows.append("\t".join([f"{voice}.{i}.{control}.{step}", voice.split("-")[0], said, voice, "1" if control == "pauseMs" else "", *values]))
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
    """Longest stretch below -55 dB of full scale that has sound on both sides, to about a millisecond: windows of 5 ms, one a millisecond."""
    frames = np.lib.stride_tricks.sliding_window_view(wav.astype(np.float64) ** 2, 80)[::16]
    loud = np.flatnonzero(10 * np.log10(frames.mean(1) + 1e-12) > -55)
    gaps = np.diff(loud)
    # The windows at both ends reach into the gap with all but their last or first millisecond.
    return float(gaps.max() + 3) if len(gaps) else 0.0


def formants(wav: np.ndarray, ceiling: float) -> np.ndarray:
    """Median F1–F3 in Hz of the voiced frames (Burg)."""
    sound = parselmouth.Sound(wav.astype(np.float64), 16000)
    burg = sound.to_formant_burg(time_step=0.01, max_number_of_formants=5, maximum_formant=ceiling)
    times, hz = track(wav, 16000, 40, 1000)
    return np.array([np.nanmedian([burg.get_value_at_time(n, t) for t in times[hz > 0]]) for n in (1, 2, 3)])


def envelope(wav: np.ndarray) -> np.ndarray:
    """Mean over the voiced frames of the log amplitude of the harmonics, with straight lines between them; a value each 10 Hz up to 5 kHz.

    Sampled where there is sound, it says the same of one vocal tract at any pitch, which no smoothed spectrum does.
    """
    grid = np.arange(501) * 10.0
    rows = []
    for t, hz in zip(*track(wav, 16000, 40, 1000)):
        half = int(2 * 16000 / hz) if hz > 0 else 0
        start = int(t * 16000) - half
        if hz == 0 or start < 0 or start + 2 * half > len(wav):
            continue
        spectrum = np.abs(np.fft.rfft(wav[start : start + 2 * half] * np.hanning(2 * half), 16384)) / half
        harmonics = np.arange(1, int(5000 / hz) + 2) * hz
        reach = max(1, int(0.2 * hz * 16384 / 16000))
        peaks = [spectrum[max(0, k - reach) : k + reach + 1].max() for k in (harmonics * 16384 / 16000).astype(int)]
        rows.append(np.interp(grid, harmonics, np.log(np.array(peaks) + 1e-7)))
    return np.mean(rows, 0)


def formant_factor(reference: np.ndarray, other: np.ndarray) -> float:
    """How far the formants lie from the reference's: the stretch of the frequency axis (0.75–1.33) that makes the two spectra most alike
    between 600 and 4500 Hz. Unlike linear prediction it is not drawn to the harmonics of a high voice."""
    a, b = envelope(reference), envelope(other)
    hz = np.arange(len(a)) * 10.0
    band = (hz > 600) & (hz < 4500)

    def likeness(factor: float) -> float:
        moved = np.interp(hz[band] * factor, hz, b)
        line = np.polyfit(hz[band], moved - a[band], 1)
        return -float(((moved - a[band] - np.polyval(line, hz[band])) ** 2).mean())

    factors = np.exp(np.linspace(np.log(0.75), np.log(1.33), 116))
    return float(factors[np.argmax([likeness(factor) for factor in factors])])


def worst_percent(got: list[float], asked: list[float]) -> float:
    return round(100 * max(abs(g / a - 1) for g, a in zip(got, asked)), 2)


def is_rising(values: list[float]) -> bool:
    return all(b > a for a, b in zip(values, values[1:]))


def measure(control: str, steps: dict[float, np.ndarray], voice: str) -> dict[str, object]:
    asked = sorted(steps)
    wavs = [steps[step] for step in asked]
    neutral = steps.get(0.0 if control not in ("rate", "range") else 1.0, wavs[0])
    if control == "rate":
        got = [len(neutral) / len(wav) for wav in wavs]
        active = [describe(wav, 16000, 40, 1000)["seconds"] for wav in wavs]
        heard = [active[asked.index(1)] / seconds for seconds in active]
        return {"asked": asked, "heard": np.round(got, 3).tolist(), "worstPercent": worst_percent(got, asked),
                "heardWithoutSilence": np.round(heard, 3).tolist(), "worstPercentWithoutSilence": worst_percent(heard, asked)}
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
