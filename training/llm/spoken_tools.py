"""Writes held-out tool requests as speech: `python -m training.llm.spoken_tools --count 40`.

training/build/eval/tools.tsv has the columns of `npm run eval -- talk` and with them the call that is right, so that
the chain from microphone to tool is measured in the browser. The voices are espeak variants nothing was trained on.
"""

import argparse
import json
import random

import numpy as np
import soundfile

from training.llm.evaluate import tool_cases
from training.tokenizer import voices
from training.tokenizer.espeak import SAMPLE_RATE as ESPEAK_RATE
from training.tokenizer.espeak import Espeak
from training.tokenizer.features import SAMPLE_RATE
from training.tokenizer.manifests import EVAL
from training.tokenizer.synth import spoken_pinyin
from training.tokenizer.text import encode_english, encode_mandarin, normalize_english
from training.tokenizer.wave import resample, set_level


def requests(language: str, count: int, seed: int):
    """Single spoken requests (text, tool, arguments) whose text can be said: no digits, no Latin inside Chinese."""
    encode = encode_english if language == "en" else encode_mandarin
    chosen = {}
    for messages, (name, arguments) in tool_cases(count * 8, language, seed):
        text = messages[0][1]
        said = normalize_english(text) if language == "en" else text
        if len(messages) == 1 and not text.startswith("[voice") and said and encode(said):
            chosen.setdefault(said, (said, name, arguments))
    return list(chosen.values())[:count]


def speak(language: str, text: str, rng: random.Random, engine: Espeak) -> np.ndarray:
    accent = rng.choice(voices.ENGLISH if language == "en" else voices.MANDARIN)
    voice = f"{accent}+{rng.choice(voices.HELD_OUT_VARIANTS)}"
    said = text if language == "en" else spoken_pinyin(text, rng)
    speech = engine.say(voice, said, rng.uniform(130, 180), rng.uniform(30, 70), rng.uniform(30, 70))
    return np.pad(set_level(resample(speech.pcm, ESPEAK_RATE, SAMPLE_RATE)), (4000, 16000))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=40, help="requests a language")
    options = parser.parse_args()
    rng, engine, lines = random.Random(31), Espeak(), ["file\tlanguage\ttext\ttool\targuments"]
    (EVAL / "tools").mkdir(parents=True, exist_ok=True)
    for language in ("en", "zh"):
        for number, (text, tool, arguments) in enumerate(requests(language, options.count, 31)):
            name = f"tools/{language}-{number:03d}.wav"
            soundfile.write(EVAL / name, np.clip(speak(language, text, rng, engine), -1, 1), SAMPLE_RATE, subtype="PCM_16")
            lines.append(f"{name}\t{language}\t{text}\t{tool}\t{json.dumps(arguments, ensure_ascii=False)}")
    (EVAL / "tools.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines) - 1, "requests")


if __name__ == "__main__":
    main()
