"""Writes workers/dsp/golden/*.json: what numpy and scipy compute, for the tests of workers/dsp to agree with.

Run from the repository root: `python -m training.tests.write_dsp_golden`.
"""

import json
from math import ceil, gcd
from pathlib import Path

import numpy as np
import scipy.signal

from training.tokenizer import features

OUT = Path(__file__).resolve().parents[2] / "workers/dsp/golden"
ZERO_CROSSINGS, KAISER_BETA, CUTOFF = 32, 0.1102 * (70 - 8.7), 0.94


def test_signal(count, rate):
    """A falling chirp, two steady tones and a click, (count,) float32 in [-1, 1], rounded so that JSON keeps it."""
    time = np.arange(count) / rate
    chirp = 0.3 * np.sin(2 * np.pi * (3000 * time - 4000 * time**2))
    tones = 0.2 * np.sin(2 * np.pi * 220 * time) + 0.05 * np.sin(2 * np.pi * 5100 * time)
    wave = chirp + tones
    wave[count // 3] += 0.3
    wave[: count // 8] *= 1e-4
    return np.round(wave, 5).astype(np.float32)


def resample_reference(pcm, from_hz, to_hz):
    """`scipy.signal.resample_poly` with the filter of workers/dsp/resample.ts, each phase scaled to unit gain."""
    divisor = gcd(from_hz, to_hz)
    up, down = to_hz // divisor, from_hz // divisor
    reach = ceil(ZERO_CROSSINGS * max(1, from_hz / to_hz))
    distance = np.arange(-reach * up, (reach + 1) * up) / up
    cutoff = min(1, to_hz / from_hz) * CUTOFF
    taper = np.i0(KAISER_BETA * np.sqrt(np.maximum(0, 1 - (distance / (reach + 1)) ** 2))) / np.i0(KAISER_BETA)
    taps = np.sinc(cutoff * distance) * taper
    for phase in range(up):
        taps[phase::up] /= taps[phase::up].sum()
    padded = np.append(pcm.astype(np.float64), np.zeros(reach + 1))
    whole = scipy.signal.upfirdn(taps, padded, up, 1)
    count = ceil(len(pcm) * up / down)
    return whole[reach * up :: down][:count]


def log_mel_reference(pcm):
    """`features.log_mel` in double precision, (frames, N_MELS): its own rounding is as large as the error allowed."""
    starts = range(0, len(pcm) - features.WIN_LENGTH + 1, features.HOP_LENGTH)
    frames = np.stack([pcm[at : at + features.WIN_LENGTH] for at in starts]).astype(np.float64)
    power = np.abs(np.fft.rfft(frames * features.hann(), features.N_FFT, axis=1)) ** 2
    values = np.log(np.maximum(power @ features.mel_filters(), features.FLOOR))
    assert np.abs(values - features.log_mel(pcm)).max() < 2e-3
    return values


def numbers(values, digits=7):
    """JSON-ready list with a few significant digits: enough for a comparison to 1e-5, small in the repository."""
    return [float(f"{value:.{digits}g}") for value in np.asarray(values).reshape(-1)]


def write(name, content):
    (OUT / f"{name}.json").write_text(json.dumps(content) + "\n")


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    pcm = test_signal(2400, 16000)
    write("signal", {"pcm": numbers(pcm)})
    spectrum = np.fft.rfft(pcm[:512].astype(np.float64))
    write("fft", {"size": 512, "re": numbers(spectrum.real), "im": numbers(spectrum.imag)})
    rng = np.random.default_rng(7)
    mean, std = np.round(rng.normal(-6, 2, 80), 3), np.round(rng.uniform(1, 3, 80), 3)
    definition = {
        "sampleRateHz": features.SAMPLE_RATE, "nFft": features.N_FFT, "winLength": features.WIN_LENGTH,
        "hopLength": features.HOP_LENGTH, "nMels": features.N_MELS, "minHz": features.F_MIN, "maxHz": features.F_MAX,
        "isCentred": False, "floor": features.FLOOR, "mean": mean.tolist(), "std": std.tolist(),
    }
    frames = (log_mel_reference(pcm) - mean) / std
    write("log-mel", {"definition": definition, "frames": len(frames), "values": numbers(frames)})
    cases = []
    for from_hz, to_hz in ((48000, 16000), (44100, 16000), (16000, 44100), (22050, 16000), (16000, 48000)):
        source = test_signal(600, from_hz)
        output = resample_reference(source, from_hz, to_hz)
        cases.append({"fromHz": from_hz, "toHz": to_hz, "input": numbers(source), "output": numbers(output, 6)})
    write("resample", {"cases": cases})


if __name__ == "__main__":
    main()
