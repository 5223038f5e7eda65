"""How prepared speech lies on disk and in memory: one .npz a voice, utterances end to end."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .features import BUILD


@dataclass
class Utterance:
    """mel (T, 80), f0 (T,) Hz continuous, voicing (T,) 0–1; phones, accents, durations (N,) with durations summing to T."""

    text: str
    mel: np.ndarray
    f0: np.ndarray
    voicing: np.ndarray
    phones: np.ndarray
    accents: np.ndarray
    durations: np.ndarray


@dataclass
class ShardWriter:
    """Collects utterances and writes them as one compressed file; wavs (16-bit) go along for the vocoder."""

    name: str
    items: list[Utterance] = field(default_factory=list)
    wavs: list[np.ndarray] = field(default_factory=list)

    def add(self, item: Utterance, wav: np.ndarray | None = None) -> None:
        self.items.append(item)
        if wav is not None:
            self.wavs.append((np.clip(wav, -1, 1) * 32767).astype(np.int16))

    def frames(self) -> int:
        return sum(len(i.f0) for i in self.items)

    def save(self) -> Path:
        BUILD.mkdir(parents=True, exist_ok=True)
        path = BUILD / f"{self.name}.npz"
        def join(key, dtype):
            return np.concatenate([getattr(i, key) for i in self.items]).astype(dtype)

        arrays = {
            "texts": np.array([i.text for i in self.items]),
            "mel": join("mel", np.float16), "f0": join("f0", np.float32), "voicing": join("voicing", np.float16),
            "phones": join("phones", np.int16), "accents": join("accents", np.int8), "durations": join("durations", np.int16),
            "frame_offsets": np.cumsum([0] + [len(i.f0) for i in self.items]),
            "phone_offsets": np.cumsum([0] + [len(i.phones) for i in self.items]),
        }
        if self.wavs:
            arrays["wav"] = np.concatenate(self.wavs)
            arrays["wav_offsets"] = np.cumsum([0] + [len(w) for w in self.wavs])
        np.savez(path, **arrays)
        return path


def load_shard(name: str, limit: int | None = None) -> list[Utterance]:
    with np.load(BUILD / f"{name}.npz") as data:
        arrays = {k: data[k] for k in data.files if k not in {"wav", "wav_offsets"}}
    frames, phones = arrays["frame_offsets"], arrays["phone_offsets"]
    items = []
    for i, text in enumerate(arrays["texts"][:limit]):
        f, p = slice(frames[i], frames[i + 1]), slice(phones[i], phones[i + 1])
        # flite's last label may end before its sound does; the last pause takes what is left.
        arrays["durations"][p.stop - 1] += f.stop - f.start - arrays["durations"][p].sum()
        items.append(Utterance(
            str(text), arrays["mel"][f].astype(np.float32), arrays["f0"][f], arrays["voicing"][f].astype(np.float32),
            arrays["phones"][p].astype(np.int64), arrays["accents"][p].astype(np.int64), arrays["durations"][p].astype(np.int64),
        ))
    return items


def load_wavs(name: str) -> list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    """(wav, f0, voicing, mel) of each utterance of a shard that carries sound."""
    with np.load(BUILD / f"{name}.npz") as data:
        arrays = {k: data[k] for k in ("wav", "wav_offsets", "f0", "voicing", "mel", "frame_offsets")}
    out = []
    for i in range(len(arrays["wav_offsets"]) - 1):
        w = slice(arrays["wav_offsets"][i], arrays["wav_offsets"][i + 1])
        f = slice(arrays["frame_offsets"][i], arrays["frame_offsets"][i + 1])
        out.append((arrays["wav"][w], arrays["f0"][f], arrays["voicing"][f].astype(np.float32), arrays["mel"][f]))
    return out
