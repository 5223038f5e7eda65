"""espeak-ng in process: speech with the time of every phoneme, about 1,000 times faster than real time."""

import ctypes
from dataclasses import dataclass

import numpy as np

SAMPLE_RATE = 22050
_SYNCHRONOUS, _PHONEME_EVENTS, _UTF8 = 2, 1, 1
_EVENT_WORD, _EVENT_PHONEME = 1, 7
_RATE, _PITCH, _RANGE, _GAP = 1, 3, 4, 7


class _Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint), ("text_position", ctypes.c_int),
                ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
                ("user_data", ctypes.c_void_p), ("id", _Id)]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass
class Speech:
    """Mono PCM in [-1, 1] at 22,050 Hz and its phonemes as (start sample, espeak mnemonic)."""

    pcm: np.ndarray
    phonemes: list


class Espeak:
    """One engine a process: the library keeps its state in globals."""

    def __init__(self, data=None):
        """`data`: the folder that holds `espeak-ng-data`, when it is not the installed one."""
        self.lib = ctypes.CDLL("libespeak-ng.so.1")
        self.audio, self.phonemes = [], []
        self.callback = _Callback(self._receive)
        if self.lib.espeak_Initialize(_SYNCHRONOUS, 200, data and str(data).encode(), _PHONEME_EVENTS) != SAMPLE_RATE:
            raise RuntimeError("espeak-ng did not start at 22,050 Hz")
        self.lib.espeak_SetSynthCallback(self.callback)
        self.voice = None

    def _receive(self, wav, count, events):
        if wav and count > 0:
            self.audio.append(ctypes.string_at(wav, count * 2))
        index = 0
        while events[index].type != 0:
            event = events[index]
            if event.type == _EVENT_PHONEME:
                self.phonemes.append((event.sample, event.id.string.decode("utf-8", "replace")))
            index += 1
        return 0

    def say(self, voice, text, rate=175, pitch=50, pitch_range=50, word_gap=0):
        """Speaks `text` (Mandarin as numbered pinyin) with e.g. voice "en-us+f2"; rate in words a minute."""
        self.audio.clear()
        self.phonemes.clear()
        if voice != self.voice and self.lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"Expected a voice of espeak-ng, got {voice}")
        self.voice = voice
        for parameter, value in ((_RATE, rate), (_PITCH, pitch), (_RANGE, pitch_range), (_GAP, word_gap)):
            self.lib.espeak_SetParameter(parameter, int(value), 0)
        data = text.encode()
        self.lib.espeak_Synth(data, len(data) + 1, 0, 1, 0, _UTF8, None, None)
        pcm = np.frombuffer(b"".join(self.audio), np.int16).astype(np.float32) / 32768
        return Speech(pcm, list(self.phonemes))
