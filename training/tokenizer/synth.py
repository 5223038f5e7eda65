"""Writes shards of synthetic speech: `python -m training.tokenizer.synth --hours 4 --seed 1`."""

import argparse
import random
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from . import drawn_voices, texts, voices
from .espeak import SAMPLE_RATE as ESPEAK_RATE
from .espeak import Espeak
from .features import FRAME_RATE, SAMPLE_RATE
from .paths import SHARDS
from .shards import ShardWriter, Utterance
from .text import LANGUAGES, encode_english, encode_mandarin, jieba, to_syllables
from .wave import distort, load_rooms, read_audio, resample, set_level

SILENT = ("_", "_:", "_|", "")
SHARD_HOURS = 0.4
DRAWN_SHARE = 0.5


def spoken_pinyin(text, rng):
    """What espeak is given: pinyin joined into words, mostly with tone sandhi, as people speak."""
    syllables = to_syllables(text, sandhi=rng.random() < 0.75)
    out, start = [], 0
    for word in jieba.cut(text):
        out.append("".join(syllables[start:start + len(word)]))
        start += len(word)
    return " ".join(out)


def phone_frames(phonemes, start_s, scale, frame_count, table):
    """Class of the phoneme at the centre of each 25 Hz frame.

    Args:
        phonemes: (start sample at espeak's rate, mnemonic) rows.
        start_s: seconds of silence before the speech.
        scale: seconds of output a second of espeak's speech takes.
    """
    classes = np.zeros(frame_count, np.int16)
    centres = (np.arange(frame_count) / FRAME_RATE) + 0.0275
    rows = [row for row in phonemes if not row[1].startswith("(")]
    times = np.array([start_s + sample / ESPEAK_RATE * scale for sample, _ in rows])
    ids = np.array([0 if name in SILENT else table.get(name, -1) for _, name in rows], np.int16)
    index = np.searchsorted(times, centres, side="right") - 1
    classes[index >= 0] = ids[index[index >= 0]]
    return classes


def pad_silence(pcm, rng):
    """Random silence at both ends; returns the clip and the seconds put in front."""
    lead, tail = rng.choice((0.05, rng.uniform(0.05, 0.7))), rng.uniform(0.1, 0.6)
    return np.concatenate([np.zeros(int(lead * SAMPLE_RATE), np.float32), pcm,
                           np.zeros(int(tail * SAMPLE_RATE), np.float32)]), lead


class Synthesizer:
    """Draws one random synthetic utterance after another."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.engine = Espeak(drawn_voices.data_folder(seed, self.rng))
        self.rooms = load_rooms()
        self.phones = voices.phones()

    def utterance(self):
        draw = self.rng.random()
        if draw < 0.60:
            return self.speak("en")
        return self.speak("zh") if draw < 0.94 else self.speak_foreign()

    def speak(self, language):
        text = texts.sample(language, self.rng)
        tokens = encode_english(text) if language == "en" else encode_mandarin(text)
        if tokens is None:
            return None
        voice = self.rng.choice(voices.TRAINED_ENGLISH if language == "en" else voices.MANDARIN)
        said = text if language == "en" else spoken_pinyin(text, self.rng)
        return self.render(voice, said, tokens, language, f"{language}-synth", True)

    def speak_foreign(self):
        code, text, language = texts.sample_foreign(self.rng)
        return self.render(code, text, [], language, "foreign", False)

    def render(self, voice, said, tokens, language, kind, has_text):
        rng = self.rng
        variant = rng.choice(drawn_voices.NAMES) if rng.random() < DRAWN_SHARE else voices.draw_variant(rng)
        rate = int(min(300, max(100, rng.gauss(165, 25))))
        speech = self.engine.say(f"{voice}+{variant}", said, rate, rng.uniform(25, 75), rng.uniform(20, 80),
                                 rng.choice((0, 0, 0, 1, 3)))
        warp = rng.triangular(0.86, 1.18, 1.0)
        pcm = resample(speech.pcm, ESPEAK_RATE * warp, SAMPLE_RATE)
        if len(pcm) < 2000 or len(pcm) > 14 * SAMPLE_RATE:
            return None
        spoken_s = len(pcm) / SAMPLE_RATE
        pcm, lead = pad_silence(set_level(pcm), rng)
        classes = phone_frames(speech.phonemes, lead, 1 / warp, int(len(pcm) / SAMPLE_RATE * FRAME_RATE), self.phones)
        sounded = sum(name not in SILENT for _, name in speech.phonemes)
        pcm = distort(pcm, self.rooms, rng) if rng.random() < 0.5 else pcm
        # A drawn voice is another one in every shard, so it has no class.
        speaker = voices.speakers().get(f"{variant}/{voices.warp_bin(warp)}", -1)
        return Utterance(pcm, tokens, LANGUAGES.index(language), speaker, kind, has_text, classes, rate=sounded / spoken_s)


def flite_utterances(hours, seed):
    """Speech of the trained flite voices, one process a sentence; no phoneme times."""
    rng, rooms, done = random.Random(seed), load_rooms(), 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        while done < hours * 3600:
            text, voice = texts.sample("en", rng), rng.choice(voices.TRAINED_FLITE)
            subprocess.run(["flite", "-voice", voice, "--setf", f"duration_stretch={rng.uniform(0.75, 1.3):.2f}",
                            "--setf", f"int_f0_target_mean={rng.uniform(85, 230):.0f}", "-t", text, "-o", str(path)], check=True)
            pcm, rate = read_audio(path)
            warp = rng.uniform(0.86, 1.16)
            pcm = resample(pcm, rate * warp, SAMPLE_RATE)
            if len(pcm) < 2000 or len(pcm) > 14 * SAMPLE_RATE:
                continue
            spoken_s = len(pcm) / SAMPLE_RATE
            pcm, _ = pad_silence(set_level(pcm), rng)
            done += len(pcm) / SAMPLE_RATE
            yield Utterance(distort(pcm, rooms, rng), encode_english(text), 0,
                            voices.speakers()[f"{voice}/{voices.warp_bin(warp)}"], "en-synth", rate=0.8 * len(text) / spoken_s)


FESTIVAL_VOICES = ["ked_diphone", "cmu_us_slt_arctic_hts"]
FESTIVAL_BATCH = 40


def festival_line(text, path, voice, rng):
    """One utterance in festival's Scheme; the mean of F0 applies to the diphone voice only."""
    return (f"(voice_{voice}) (Parameter.set 'Duration_Stretch {rng.uniform(0.75, 1.3):.2f}) "
            f"(set! int_lr_params '((target_f0_mean {rng.uniform(85, 180):.0f}) (target_f0_std {rng.uniform(8, 22):.0f}) "
            f"(model_f0_mean 170) (model_f0_std 34))) "
            f'(utt.save.wave (SynthText "{text}") "{path}" \'riff)')


def festival_utterances(hours, seed):
    """Speech of festival's voices, many sentences a process; they have no class among the speakers and no phoneme times."""
    rng, rooms, done = random.Random(seed), load_rooms(), 0.0
    with tempfile.TemporaryDirectory() as folder:
        while done < hours * 3600:
            batch = [(text, encode_english(text)) for text in (texts.sample("en", rng) for _ in range(FESTIVAL_BATCH))]
            batch = [(text, tokens, Path(folder) / f"{n}.wav") for n, (text, tokens) in enumerate(batch) if tokens]
            script = Path(folder) / "batch.scm"
            lines = [festival_line(text.replace('"', ""), path, rng.choice(FESTIVAL_VOICES), rng) for text, _, path in batch]
            script.write_text("\n".join(lines))
            subprocess.run(["festival", "-b", str(script)], check=True)
            for text, tokens, path in batch:
                pcm, rate = read_audio(path)
                path.unlink()
                pcm = resample(pcm, rate * rng.uniform(0.86, 1.16), SAMPLE_RATE)
                if len(pcm) < 2000 or len(pcm) > 14 * SAMPLE_RATE:
                    continue
                spoken_s = len(pcm) / SAMPLE_RATE
                pcm, _ = pad_silence(set_level(pcm), rng)
                done += len(pcm) / SAMPLE_RATE
                pcm = distort(pcm, rooms, rng) if rng.random() < 0.6 else pcm
                yield Utterance(pcm, tokens, 0, -1, "en-synth", rate=0.8 * len(text) / spoken_s)


def espeak_utterances(hours, seed):
    synthesizer, done = Synthesizer(seed), 0.0
    while done < hours * 3600:
        utterance = synthesizer.utterance()
        if utterance is not None:
            done += len(utterance.pcm) / SAMPLE_RATE
            yield utterance


SOURCES = {"espeak": espeak_utterances, "festival": festival_utterances, "flite": flite_utterances}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hours", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=sorted(SOURCES), default="espeak")
    options = parser.parse_args()
    writer, number, began = ShardWriter(), 0, time.time()
    stem = options.engine
    for utterance in SOURCES[stem](options.hours, options.seed):
        writer.add(utterance)
        if writer.seconds > SHARD_HOURS * 3600:
            writer.write(SHARDS / f"{stem}-{options.seed:03d}-{number:03d}.npz")
            print(f"{stem} {number} {writer.seconds / 3600:.2f} h, {time.time() - began:.0f} s", flush=True)
            writer, number = ShardWriter(), number + 1
    if writer.seconds > 60:
        writer.write(SHARDS / f"{stem}-{options.seed:03d}-{number:03d}.npz")


if __name__ == "__main__":
    main()
