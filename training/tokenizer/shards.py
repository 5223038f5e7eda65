"""Shards of log-mel on disk: many utterances in few arrays, so that training never waits for audio.

A shard is an npz: `mel` float16 (all frames, 80), `phones` int16 (all 25 Hz frames; -1 unknown),
`tokens` int16, and one row an utterance of `frames`, `token_counts`, `language` (-1 none), `speaker`
(-1 none), `event` (index of the class when the clip is no speech, else -1), `has_text` 0/1, `pitch`
(median ln Hz, nan unknown), `pitch_range` (std of ln Hz), `rate` (phonemes or letters a second, nan
unknown), `kind` (index into KINDS).
"""

from dataclasses import dataclass

import numpy as np

from .features import STACK, log_mel
from .wave import pitch_track

KINDS = ["en-synth", "zh-synth", "foreign", "zh-words", "word-set", "digits", "wake", "yue", "read", "event", "noise"]


@dataclass
class Utterance:
    """One clip before it is packed. `phones` is (frames // 4,) int16 or None when unknown."""

    pcm: np.ndarray
    tokens: list
    language: int
    speaker: int
    kind: str
    has_text: bool = True
    phones: np.ndarray | None = None
    event: int = -1
    rate: float = float("nan")


class ShardWriter:
    """Collects utterances and writes one npz."""

    def __init__(self):
        self.mel, self.phones, self.tokens, self.rows = [], [], [], []
        self.seconds = 0.0

    def add(self, utterance):
        mel = log_mel(utterance.pcm)
        frames = len(mel) // STACK * STACK
        if frames < 8:
            return
        track = pitch_track(utterance.pcm)
        voiced = np.log(track[track > 0])
        pitch, spread = (np.median(voiced), voiced.std()) if len(voiced) > 3 and utterance.event < 0 else (np.nan, np.nan)
        phones = np.full(frames // STACK, -1, np.int16)
        if utterance.phones is not None:
            count = min(len(phones), len(utterance.phones))
            phones[:count] = utterance.phones[:count]
        self.mel.append(mel[:frames].astype(np.float16))
        self.phones.append(phones)
        self.tokens.append(np.array(utterance.tokens, np.int16))
        self.rows.append((frames, len(utterance.tokens), utterance.language, utterance.speaker, utterance.event,
                          int(utterance.has_text), pitch, spread, utterance.rate, KINDS.index(utterance.kind)))
        self.seconds += frames / 100

    def write(self, path):
        """Writes atomically, because training may be watching the folder."""
        names = ("frames", "token_counts", "language", "speaker", "event", "has_text", "pitch", "pitch_range", "rate", "kind")
        columns = {name: np.array(column) for name, column in zip(names, zip(*self.rows))}
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp.npz")
        np.savez(temporary, mel=np.concatenate(self.mel), phones=np.concatenate(self.phones),
                 tokens=np.concatenate(self.tokens), **columns)
        temporary.rename(path)
