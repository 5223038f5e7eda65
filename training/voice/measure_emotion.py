"""How pitch, loudness, pace and timbre move with emotion in acted speech: the four Tohoku voices say the same sentences.

    python -m training.voice.measure_emotion [--sentences 60]

The voices are HMMs trained on one actress (CC BY 4.0, Ito–Nosé Laboratory, Tohoku University), so what is measured is what
such a model keeps of her acting: durations, F0 and spectra survive, jitter and breath do not. Every emotion was normalised in
level by whoever made the voice, so loudness is the least certain column. Writes training/build/voice/tohoku-emotion.json.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from .acoustics import describe
from .features import BUILD, DATA

EMOTIONS = ("neutral", "happy", "angry", "sad")
DICTIONARY = "/var/lib/mecab/dic/open-jtalk/naist-jdic"


def sentences(count: int) -> list[str]:
    """Japanese sentences of the ChatterBot corpus, the first `count` of a moderate length, none twice."""
    lines = []
    for path in sorted((DATA / "text/chatterbot-corpus").rglob("*")):
        if path.is_file() and "japan" in str(path).lower():
            lines += re.findall(r"^[\s-]*(.+)$", path.read_text(errors="ignore"), re.M)
    kana = [line.strip(' "') for line in lines if re.search(r"[ぁ-ん]", line) and 10 <= len(line.strip()) <= 40]
    return list(dict.fromkeys(kana))[:count]


def say(text: str, emotion: str, folder: Path) -> tuple[np.ndarray, int]:
    path = folder / "out.wav"
    voice = DATA / f"voices/tohoku-f01-{emotion}.htsvoice"
    subprocess.run(["open_jtalk", "-x", DICTIONARY, "-m", str(voice), "-ow", str(path)], input=text.encode(), check=True, capture_output=True)
    wav, rate = soundfile.read(path, dtype="float32")
    return wav, rate


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sentences", type=int, default=60)
    texts = sentences(parser.parse_args().sentences)
    rows: dict[str, list[dict[str, float]]] = {emotion: [] for emotion in EMOTIONS}
    with tempfile.TemporaryDirectory() as name:
        for text in texts:
            for emotion in EMOTIONS:
                wav, rate = say(text, emotion, Path(name))
                rows[emotion].append(describe(wav, rate, 100.0, 600.0))
    complete = [i for i in range(len(texts)) if all("pitchSt" in rows[e][i] for e in EMOTIONS)]
    keys = list(rows["neutral"][complete[0]])
    result = {"sentences": len(complete), "neutral": {k: round(float(np.mean([rows["neutral"][i][k] for i in complete])), 3) for k in keys}}
    for emotion in EMOTIONS[1:]:
        pairs = [(rows[emotion][i], rows["neutral"][i]) for i in complete]
        result[emotion] = {}
        for key in keys:
            isRatio = key in ("seconds", "pitchSdSt", "pitchRangeSt")
            moves = np.array([np.log(a[key] / b[key]) if isRatio else a[key] - b[key] for a, b in pairs])
            mean, error = moves.mean(), 1.96 * moves.std() / np.sqrt(len(moves))
            result[emotion][("×" if isRatio else "+") + key] = [round(float(np.exp(mean) if isRatio else mean), 3), round(float(error), 3)]
    (BUILD / "tohoku-emotion.json").write_text(json.dumps({"texts": [texts[i] for i in complete], "rows": rows}))
    for name, row in result.items():
        print(json.dumps({name: row}, ensure_ascii=False))


if __name__ == "__main__":
    main()
