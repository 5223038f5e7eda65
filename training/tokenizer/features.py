"""The log-mel of the tokenizer, defined once; `features.json` carries the same numbers to TypeScript.

16 kHz; frame i covers samples [i·160, i·160 + 400) under a periodic Hann window, zero-padded to 512
points; power spectrum |X|²; 80 triangular filters with edges evenly spaced on the HTK mel scale
(2595·log10(1 + f/700)) from 20 to 7600 Hz, triangles drawn in Hz, peak 1, no area normalisation;
natural log of max(x, 1e-6). The network sees (log_mel - mean[m]) / std[m].
"""

import json

import numpy as np
import scipy.fft

SAMPLE_RATE = 16000
N_FFT = 512
WIN_LENGTH = 400
HOP_LENGTH = 160
N_MELS = 80
F_MIN = 20.0
F_MAX = 7600.0
FLOOR = 1e-6
STACK = 4
FRAME_RATE = SAMPLE_RATE / HOP_LENGTH / STACK


def hann():
    """Periodic Hann window, (WIN_LENGTH,)."""
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WIN_LENGTH) / WIN_LENGTH)).astype(np.float32)


def mel_filters():
    """Filter weights, (N_FFT/2+1, N_MELS), float32."""
    top, bottom = (2595 * np.log10(1 + f / 700) for f in (F_MAX, F_MIN))
    edges = 700 * (10 ** (np.linspace(bottom, top, N_MELS + 2) / 2595) - 1)
    bins = np.arange(N_FFT // 2 + 1)[:, None] * SAMPLE_RATE / N_FFT
    rising = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)


_WINDOW = hann()
_FILTERS = mel_filters()


def log_mel(pcm):
    """Unnormalised log-mel of mono float PCM in [-1, 1] at 16 kHz.

    Args:
        pcm: (samples,) float32.

    Returns:
        (frames, N_MELS) float32, frames = 1 + floor((samples - 400) / 160), or 0 for less than a window.
    """
    pcm = np.ascontiguousarray(pcm, np.float32)
    count = 1 + (len(pcm) - WIN_LENGTH) // HOP_LENGTH if len(pcm) >= WIN_LENGTH else 0
    if count == 0:
        return np.zeros((0, N_MELS), np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(pcm, WIN_LENGTH)[::HOP_LENGTH][:count]
    spectrum = scipy.fft.rfft(frames * _WINDOW, N_FFT, axis=1)
    power = spectrum.real ** 2 + spectrum.imag ** 2
    return np.log(np.maximum(power @ _FILTERS, FLOOR))


def write_features_json(path, mean, std):
    """Writes the `tokenizer` part of features.json and leaves the other parts as they are."""
    whole = json.loads(path.read_text()) if path.exists() else {}
    whole["tokenizer"] = {
        "sampleRateHz": SAMPLE_RATE, "nFft": N_FFT, "winLength": WIN_LENGTH, "hopLength": HOP_LENGTH,
        "nMels": N_MELS, "minHz": F_MIN, "maxHz": F_MAX, "window": "hann-periodic", "melScale": "htk",
        "melNorm": "none", "isCentred": False, "power": 2, "log": "natural", "floor": FLOOR,
        "chunkFrames": 32, "stack": STACK, "cacheFrames": 64,
        "mean": [round(float(x), 5) for x in mean], "std": [round(float(x), 5) for x in std],
    }
    path.write_text(json.dumps(whole) + "\n")
