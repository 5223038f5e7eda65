"""pocketsphinx as the outside listener: with a grammar of 50 and of 200 sentences, which one did it hear?"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from .features import BUILD, SAMPLE_RATE, read_audio
from .infer import Controls, speak

MODEL = Path("/usr/share/pocketsphinx/model/en-us")


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def listener_sentences() -> list[str]:
    """Held-out sentences whose words pocketsphinx knows, none twice."""
    known = {line.split()[0] for line in (MODEL / "cmudict-en-us.dict").read_text().splitlines()}
    lines = (BUILD / "held-out-en.txt").read_text().splitlines()
    return [s for s in dict.fromkeys(lines) if all(w in known for w in plain(s).split())]


def recognize(wavs: list[np.ndarray], grammar: list[str]) -> list[str]:
    """pocketsphinx's choice for each recording."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rules = " | ".join(plain(s) for s in grammar)
        (folder / "g.gram").write_text(f"#JSGF V1.0;\ngrammar g;\npublic <s> = {rules} ;\n")
        for i, wav in enumerate(wavs):
            soundfile.write(folder / f"{i:04d}.wav", np.pad(np.clip(wav, -1, 1), 3200), SAMPLE_RATE, subtype="PCM_16")
        (folder / "ctl").write_text("".join(f"{i:04d}\n" for i in range(len(wavs))))
        subprocess.run(["pocketsphinx_batch", "-hmm", str(MODEL / "en-us"), "-dict", str(MODEL / "cmudict-en-us.dict"),
                        "-jsgf", str(folder / "g.gram"), "-ctl", str(folder / "ctl"), "-cepdir", name, "-cepext", ".wav",
                        "-adcin", "yes", "-adchdr", "44", "-hyp", str(folder / "hyp")], check=True, capture_output=True)
        rows = (folder / "hyp").read_text().splitlines()
    return [re.sub(r"\s*\([^()]*\)$", "", r).strip() for r in rows]


def flite(voice: str, text: str) -> np.ndarray:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
        return read_audio(path)


def measure_listener(chain, vocoder, voices=("en-slt", "en-rms", "en-awb"), sizes=(50, 200)) -> None:
    sentences = listener_sentences()
    for voice in voices:
        ours = [speak(chain, vocoder, s, voice, Controls()).wav for s in sentences[:50]]
        theirs = [flite(voice[3:], s) for s in sentences[:50]]
        for size in sizes:
            grammar = sentences[:size]
            result = {"listener": voice, "grammar": len(grammar), "said": len(ours)}
            for name, wavs in (("ours", ours), ("flite", theirs)):
                heard = recognize(wavs, grammar)
                result[name] = round(float(np.mean([h == plain(s) for h, s in zip(heard, sentences)])), 3)
            print(json.dumps(result), flush=True)
