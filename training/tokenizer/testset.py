"""Writes the synthetic test shards, once: `python -m training.tokenizer.testset`.

Held-out assistant sentences said by held-out voices: espeak variants never trained on (in trained
accents and one accent never trained on), and flite's rms and kal16. Clean, as the product hears a
close microphone; evaluate.py adds noise of its own.
"""

import random
import subprocess
import tempfile
from pathlib import Path

from . import texts, voices
from .espeak import SAMPLE_RATE as ESPEAK_RATE
from .espeak import Espeak
from .features import SAMPLE_RATE
from .paths import SHARDS
from .shards import ShardWriter, Utterance
from .synth import pad_silence, spoken_pinyin
from .text import LANGUAGES, encode_english, encode_mandarin
from .wave import read_audio, resample, set_level


def utterance(pcm, rate, text, language, rng):
    pcm, _ = pad_silence(set_level(resample(pcm, rate, SAMPLE_RATE)), rng)
    tokens = encode_english(text) if language == "en" else encode_mandarin(text)
    return Utterance(pcm, tokens, LANGUAGES.index(language), -1, f"{language}-synth") if tokens else None


def espeak_rows(language, rng, engine):
    for text in texts.held_out(language):
        accents = voices.ENGLISH + voices.HELD_OUT_ACCENTS * 2 if language == "en" else voices.MANDARIN
        voice = f"{rng.choice(accents)}+{rng.choice(voices.HELD_OUT_VARIANTS)}"
        said = text if language == "en" else spoken_pinyin(text, rng)
        speech = engine.say(voice, said, rng.uniform(130, 200), rng.uniform(30, 70), rng.uniform(30, 70))
        yield utterance(speech.pcm, ESPEAK_RATE, text, language, rng)


def flite_rows(rng):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        for text in texts.held_out("en")[::2]:
            subprocess.run(["flite", "-voice", rng.choice(("rms", "kal16")), "-t", text, "-o", str(path)], check=True)
            yield utterance(*read_audio(path), text, "en", rng)


def foreign_rows(rng, engine):
    """Languages without text, for the language head: held-out variants, unseen combinations of sentences."""
    for _ in range(60):
        code, text, language = texts.sample_foreign(rng)
        speech = engine.say(f"{code}+{rng.choice(voices.HELD_OUT_VARIANTS)}", text, rng.uniform(130, 200))
        pcm, _ = pad_silence(set_level(resample(speech.pcm, ESPEAK_RATE, SAMPLE_RATE)), rng)
        yield Utterance(pcm, [], LANGUAGES.index(language), -1, "foreign", False)


def main():
    rng, engine = random.Random(99), Espeak()
    sources = {"synth-en": espeak_rows("en", rng, engine), "synth-zh": espeak_rows("zh", rng, engine),
               "flite-en": flite_rows(rng), "foreign": foreign_rows(rng, engine)}
    for name, rows in sources.items():
        writer = ShardWriter()
        for row in rows:
            if row is not None:
                writer.add(row)
        writer.write(SHARDS / f"test-{name}.npz")
        print(name, len(writer.rows), f"{writer.seconds / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()
