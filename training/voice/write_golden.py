"""Golden files the app's tests read: phoneme conversion and the excitation, from the reference code here."""

from __future__ import annotations

import base64
import json

import numpy as np

from .features import ROOT
from .phonemes import english_phonemes, mandarin_phonemes, mandarin_syllables
from .synth import filter_frames, harmonic_excitation

OUT = ROOT / "workers/vocoder/golden"

ENGLISH = """Hello.
How are you today?
Is it going to rain tomorrow?
What is the weather in London?
I set a timer for ten minutes.
The apple is on the table.
Do you like the owl, the egg, or the house?
I'm sorry, but I don't know.
Well, that's a good question.
It's five past two.
Can you hear me?
Yes, of course.
Your note has been saved.
Tell me a short story about a brave little mouse.
The dog's bowl is empty.
You have three timers, and one of them is ringing.
Turn the volume up, please.
Twenty four divided by six is four.
She said that they were waiting for us.
We'll be there in an hour.
Would you like to hear another joke?
My name is Sotto's friend.""".splitlines()[:21]
MANDARIN = """你好。
今天天气怎么样？
我想听一个故事。
你会说英语吗？
现在是下午两点零五分。
对不起，我不知道。
好的，已经设好五分钟的计时器。
一起去吃饭吧。
不是，这不对。
绿色的鱼在水里游。
女儿在学校学习语言。
老师说：知识就是力量。
请再说一遍。
窗外下雨了，记得带伞。
我们去银行取钱。
四十四只石狮子。
这个字怎么写？
谢谢你的帮助。
云南的风景很美。
晚安，做个好梦。""".splitlines()


def pack(values: np.ndarray) -> dict:
    array = np.ascontiguousarray(values, dtype="<f4")
    return {"dims": list(array.shape), "type": "float32", "data": base64.b64encode(array.tobytes()).decode()}


def write_phonemes() -> None:
    rows = []
    for text in ENGLISH:
        phonemes, accents = english_phonemes(text)
        rows.append({"language": "en", "text": text, "phonemes": phonemes, "accents": accents})
    for text in MANDARIN:
        syllables = mandarin_syllables(text)
        phonemes, accents = mandarin_phonemes(text, syllables)
        rows.append({"language": "zh", "text": text, "syllables": syllables, "phonemes": phonemes, "accents": accents})
    OUT.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (OUT / "phonemes.json").write_text(f"[\n{lines}\n]\n", encoding="utf8")


def write_excitation() -> None:
    frames = 12
    pitch = np.log(np.linspace(110.0, 236.5, frames))
    voicing = np.array([0, 0.2, 1, 1, 1, 1, 1, 1, 0.6, 0, 0.5, 1.0])
    bins = np.arange(513) / 513
    tilt = np.linspace(0.5, 1.5, frames)[:, None]
    magnitude = -3.0 * tilt * bins + 1.2 * np.cos(2 * np.pi * (3 + tilt) * bins) - 1.0
    magnitude = magnitude.astype(np.float32)
    pitch, voicing = pitch.astype(np.float32), voicing.astype(np.float32)
    excitation = harmonic_excitation(pitch, voicing)
    golden = {
        "inputs": {"pitch": pack(pitch), "voicing": pack(voicing), "harmonic_log_magnitude": pack(magnitude)},
        "outputs": {"excitation": pack(excitation), "harmonic": pack(filter_frames(excitation, magnitude))},
        "tolerance": 2e-4,
    }
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "excitation.json").write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    write_phonemes()
    write_excitation()
