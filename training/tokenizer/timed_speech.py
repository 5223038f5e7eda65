"""Synthetic speech that knows when each of its words is said: espeak-ng by its events, flite by its utterance."""

import ctypes
import re
from dataclasses import dataclass

import numpy as np

from . import espeak, features
from .wave import resample, set_level

_PAUSES = ("_", "_:", "_|", "")


@dataclass
class Word:
    """Times in seconds. `is_exact` is false where the synthesiser runs words together and the time is shared out by letters."""

    text: str
    start: float
    end: float
    is_exact: bool = True

    def shifted(self, seconds):
        return Word(self.text, self.start + seconds, self.end + seconds, self.is_exact)


@dataclass
class TimedSpeech:
    """Mono PCM at 16 kHz, at the level of the training data, and its words in order."""

    pcm: np.ndarray
    words: list


class TimedEspeak(espeak.Espeak):
    """espeak-ng with the events of its words: (sample, None, position of the word in the text)."""

    def _receive(self, wav, count, events):
        index = 0
        while events[index].type != 0:
            event = events[index]
            if event.type == espeak._EVENT_WORD:
                self.phonemes.append((event.sample, None, event.text_position - 1))
            elif event.type == espeak._EVENT_PHONEME:
                self.phonemes.append((event.sample, event.id.string.decode("utf-8", "replace"), -1))
            index += 1
        if wav and count > 0:
            self.audio.append(ctypes.string_at(wav, count * 2))
        return 0

    def say_timed(self, voice, said, written=None, **prosody):
        """`written`: a list with what each word of `said` is called in the reference, where that differs."""
        speech = self.say(voice, said, **prosody)
        rate = espeak.SAMPLE_RATE
        places = {match.start(): index for index, match in enumerate(re.finditer(r"\S+", said))}
        names = written or said.split()
        marks = [(sample, places[place]) for sample, name, place in speech.phonemes if name is None and place in places]
        words = []
        for (start, first), (following, after) in zip(marks, marks[1:] + [(len(speech.pcm), len(names))]):
            # Silence before the next word does not belong to this one, nor does what follows a silence.
            sounds = [(sample, name) for sample, name, _ in speech.phonemes if name is not None and start <= sample <= following]
            spoken = [sample for sample, name in sounds if name not in _PAUSES]
            silences = [sample for sample, name in sounds if name in _PAUSES and spoken and sample > spoken[-1]]
            words += share_out(names[first:max(after, first + 1)], start / rate, min([following, *silences]) / rate)
        return TimedSpeech(set_level(resample(speech.pcm, rate, features.SAMPLE_RATE)), words)


def share_out(names, start, end):
    """Words that were said as one, e.g. "in the": their inner boundaries are guessed."""
    letters, at, words = sum(map(len, names)), start, []
    for name in names:
        until = at + (end - start) * len(name) / letters
        words.append(Word(name, at, until, len(names) == 1))
        at = until
    return words


class _Wave(ctypes.Structure):
    _fields_ = [("type", ctypes.c_char_p), ("sample_rate", ctypes.c_int), ("num_samples", ctypes.c_int),
                ("num_channels", ctypes.c_int), ("samples", ctypes.POINTER(ctypes.c_short))]


class TimedFlite:
    """flite in process: its utterance says which segments each word is made of, and when they end."""

    def __init__(self):
        load = lambda name: ctypes.CDLL(f"lib{name}.so.1", mode=ctypes.RTLD_GLOBAL)
        self.lib, *_ = [load(name) for name in ("flite", "flite_usenglish", "flite_cmulex")]
        self.load, self.voices = load, {}
        pointer, text = ctypes.c_void_p, ctypes.c_char_p
        for name, result, arguments in (
                ("flite_synth_text", pointer, [text, pointer]), ("utt_relation", pointer, [pointer, text]),
                ("relation_head", pointer, [pointer]), ("item_next", pointer, [pointer]), ("delete_utterance", None, [pointer]),
                ("ffeature_float", ctypes.c_float, [pointer, text]), ("ffeature_string", text, [pointer, text]),
                ("utt_wave", ctypes.POINTER(_Wave), [pointer])):
            function = getattr(self.lib, name)
            function.restype, function.argtypes = result, arguments
        self.lib.flite_init()

    def _voice(self, name):
        if name not in self.voices:
            register = getattr(self.load(f"flite_cmu_us_{name}"), f"register_cmu_us_{name}")
            register.restype, register.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
            self.voices[name] = register(None)
        return self.voices[name]

    def say_timed(self, voice, said):
        lib = self.lib
        utterance = lib.flite_synth_text(said.encode(), self._voice(voice))
        item, times = lib.relation_head(lib.utt_relation(utterance, b"Word")), []
        while item:
            times.append((lib.ffeature_string(item, b"name").decode(),
                          lib.ffeature_float(item, b"R:SylStructure.daughter1.daughter1.R:Segment.p.end"),
                          lib.ffeature_float(item, b"R:SylStructure.daughtern.daughtern.R:Segment.end")))
            item = lib.item_next(item)
        wave = lib.utt_wave(utterance).contents
        pcm = np.ctypeslib.as_array(wave.samples, (wave.num_samples,)).astype(np.float32) / 32768
        rate = wave.sample_rate
        lib.delete_utterance(utterance)
        return TimedSpeech(set_level(resample(pcm, rate, features.SAMPLE_RATE)), rename(times, said.split()))


def rename(times, names):
    """flite's words under the names of the text; a word that flite splits (what's → what, 's) is put together again."""
    merged = []
    for name, start, end in times:
        if name.startswith("'") and merged:
            merged[-1] = (merged[-1][0], merged[-1][1], end)
        else:
            merged.append((name, start, end))
    if len(merged) != len(names):
        raise ValueError(f"Expected {len(names)} words, flite says {[name for name, *_ in merged]}")
    return [Word(name, start, end) for name, (_, start, end) in zip(names, merged)]
