"""Writes the recordings that Files is measured with: `python -m training.tokenizer.file_sets [--minutes 10 360]`.

Into training/build/eval-files/: `clip-*.flac`, 20–40 s of one held-out voice; `talk-2-*.flac` and `talk-3-*.flac`,
dialogues of 60–90 s of held-out voices; each with a reference `.json` beside it; and `long-MINUTES.opus`.
A reference is {"seconds", "language", "words": [{"text", "startMs", "endMs", "isExact", "speaker"}],
"sentences": [{"text", "startMs", "endMs"}]}, sentences as they were said one at a time.
All sentences are held out, and all voices are (voices.py); Mandarin is said syllable by syllable, which is how espeak-ng
tells the times of characters.
"""

import argparse
import json
import random
import subprocess

import numpy as np
import soundfile

from . import texts, voices
from .features import SAMPLE_RATE
from .paths import BUILD, DATA
from .text import to_syllables
from .timed_speech import TimedEspeak, TimedFlite
from .wave import read_audio, resample, set_level

FOLDER = BUILD / "eval-files"
CLIP_VOICES = ["en-us+f4", "en-us+m7", "en-gb-x-gbcwmd+steph", "en-us+klatt3", "en-us+anika", "en-gb-x-rp+boris", "rms", "kal16", "kal",
               "cmn-latn-pinyin+f4", "cmn-latn-pinyin+m7", "cmn-latn-pinyin+steph"]
# Voices of one dialogue differ in pitch, as people who talk with each other mostly do.
DIALOGUES = {2: [("rms", "en-us+f4"), ("kal16", "en-us+anika"), ("en-us+m7", "en-us+steph")],
             3: [("rms", "en-us+f4", "en-us+klatt3"), ("kal16", "en-us+steph", "rms"), ("en-us+m7", "en-us+anika", "kal16")]}
BLOCK_SECONDS = 300


class Speakers:
    """Says held-out sentences, none of them twice in a recording; the prosody of a voice stays the same within one."""

    def __init__(self, rng):
        self.rng, self.espeak, self.flite, self.prosody = rng, TimedEspeak(), TimedFlite(), {}
        # flite spells "hmm", and so its words could not be told from those of the text.
        self.sentences = {language: [t for t in texts.held_out(language) if "hmm" not in t] for language in ("en", "zh")}
        self.begin()

    def begin(self):
        self.prosody.clear()
        self.left = {language: self.rng.sample(rows, len(rows)) for language, rows in self.sentences.items()}

    def say(self, voice):
        """(text, TimedSpeech) of the next sentence."""
        language = "zh" if voice.startswith("cmn") else "en"
        text = self.left[language].pop()
        if "+" not in voice and not voice.startswith("en"):
            return text, self.flite.say_timed(voice, text)
        prosody = self.prosody.setdefault(voice, {"rate": self.rng.uniform(130, 190), "pitch": self.rng.uniform(40, 60)})
        if language == "en":
            return text, self.espeak.say_timed(voice, text, **prosody)
        return text, self.espeak.say_timed(voice, " ".join(to_syllables(text, sandhi=True)), list(text), **prosody)


class Recording:
    """Sentences one after the other, and what was said when."""

    def __init__(self):
        self.pieces, self.samples, self.words, self.sentences = [], 0, [], []

    @property
    def seconds(self):
        return self.samples / SAMPLE_RATE

    def pause(self, seconds):
        self.append(np.zeros(int(seconds * SAMPLE_RATE), np.float32))

    def append(self, pcm):
        self.pieces.append(pcm)
        self.samples += len(pcm)

    def add(self, text, speech, speaker):
        start = self.seconds
        self.words += [{"text": word.text, "startMs": round(word.start * 1000), "endMs": round(word.end * 1000), "isExact": word.is_exact,
                        "speaker": speaker} for word in (word.shifted(start) for word in speech.words)]
        self.append(speech.pcm)
        self.sentences.append({"text": text, "startMs": round(start * 1000), "endMs": round(self.seconds * 1000)})

    def write(self, name, language="en"):
        soundfile.write(FOLDER / f"{name}.flac", np.concatenate(self.pieces), SAMPLE_RATE)
        reference = {"seconds": round(self.seconds, 3), "language": language, "words": self.words, "sentences": self.sentences}
        (FOLDER / f"{name}.json").write_text(json.dumps(reference, ensure_ascii=False) + "\n")
        print(f"{name}: {self.seconds:.1f} s, {len(self.words)} words", flush=True)


def write_clip(name, voice, speakers):
    recording, rng = Recording(), speakers.rng
    speakers.begin()
    length = rng.uniform(20, 33)
    recording.pause(rng.uniform(0.3, 0.8))
    while recording.seconds < length:
        recording.add(*speakers.say(voice), voice)
        recording.pause(rng.uniform(0.3, 1.0))
    recording.write(name, "zh" if voice.startswith("cmn") else "en")


def write_dialogue(name, cast, speakers):
    """Turns of one to three sentences; whoever spoke does not go on after the pause."""
    recording, rng, last = Recording(), speakers.rng, None
    speakers.begin()
    length = rng.uniform(60, 80)
    recording.pause(0.5)
    while recording.seconds < length:
        last = rng.choice([voice for voice in cast if voice != last])
        for _ in range(rng.randint(1, 3)):
            recording.add(*speakers.say(last), last)
            recording.pause(rng.uniform(0.1, 0.3))
        recording.pause(rng.uniform(0.4, 1.2) - 0.2)
    recording.write(name)


def write_block(path, speakers):
    """Five minutes of turns of three voices, silence, and noise with and without speech over it."""
    recording, rng, cast = Recording(), speakers.rng, ("rms", "en-us+f4", "kal16")
    while recording.seconds < BLOCK_SECONDS:
        if len(speakers.left["en"]) < 4:
            speakers.begin()
        recording.add(*speakers.say(rng.choice(cast)), "")
        recording.pause(rng.choice((0.3, 0.6, 1.2, 4.0)))
    pcm = np.concatenate(recording.pieces)[: BLOCK_SECONDS * SAMPLE_RATE]
    noise, rate = read_audio(sorted((DATA / "noise").glob("*.opus"))[0])
    noise = np.resize(set_level(resample(noise, rate, SAMPLE_RATE), -45.0), len(pcm))
    # Noise comes and goes every half minute.
    pcm = pcm + noise * (np.arange(len(pcm)) // (30 * SAMPLE_RATE) % 2)
    # Nobody speaks in the last half minute, and then the noise is loud.
    pcm[-30 * SAMPLE_RATE:] = noise[-30 * SAMPLE_RATE:] * 4
    wav = path.with_suffix(".wav")
    soundfile.write(wav, np.clip(pcm, -1, 1), SAMPLE_RATE)
    ffmpeg("-i", wav, "-c:a", "libopus", "-b:a", "24k", path)
    wav.unlink()


def write_long(minutes, block):
    """Repeats the block without coding it again."""
    ffmpeg("-stream_loop", "-1", "-i", block, "-t", minutes * 60, "-c", "copy", FOLDER / f"long-{minutes}.opus")
    print(f"long-{minutes}.opus: {(FOLDER / f'long-{minutes}.opus').stat().st_size / 1e6:.1f} MB", flush=True)


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-y", "-loglevel", "error", *map(str, arguments)], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=int, nargs="*", default=[10, 360], help="lengths of the long files")
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    speakers = Speakers(random.Random(2718))
    for index, voice in enumerate(CLIP_VOICES, 1):
        write_clip(f"clip-{index:02d}", voice, speakers)
    for count, casts in DIALOGUES.items():
        for index, cast in enumerate(casts, 1):
            write_dialogue(f"talk-{count}-{index}", cast, speakers)
    speakers.begin()
    block = FOLDER / "block.opus"
    write_block(block, speakers)
    for minutes in arguments.minutes:
        write_long(minutes, block)


if __name__ == "__main__":
    main()
