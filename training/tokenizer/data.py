"""Batches for training: utterances drawn from the shards by kind, joined, augmented and padded."""

from dataclasses import dataclass

import numpy as np
import torch

from . import mel_augment as augment
from .model import CHUNK, WIDE_CHUNK
from .paths import SHARDS
from .shards import KINDS
from .text import EVENTS, LANGUAGES
from .voices import COMMON, CORE, RARE, speakers

SILENCE, SPEECH, MUSIC, NOISE = (EVENTS.index(name) for name in ("silence", "speech", "music", "noise"))
SPACE = 1
LETTER_LIMIT = 29
SYNTHETIC = {KINDS.index("en-synth"), KINDS.index("zh-synth")}
# ln of the summed mel power of a signal of unit RMS: half of nFft times the energy of the window, 512 · 150 / 2.
LEVEL_OFFSET = 10.56
COLUMNS = ("frames", "token_counts", "language", "speaker", "event", "has_text", "pitch", "pitch_range", "rate", "kind")


class Store:
    """All shards of the folder in memory; `refresh` takes in those written since."""

    def __init__(self, keep=lambda name: not name.startswith("test-"), plain_voices=False):
        """`plain_voices` leaves out four in five of espeak's odd voices."""
        names = {index: name.split("/")[0] for name, index in speakers().items()}
        self.odd = {index for index, name in names.items() if name in COMMON + RARE and name not in CORE} if plain_voices else set()
        self.keep, self.seen, self.items = keep, set(), {kind: [] for kind in KINDS}
        self.refresh()

    def refresh(self):
        for path in sorted(SHARDS.glob("*.npz")):
            if path.name not in self.seen and self.keep(path.name) and not path.name.endswith(".tmp.npz"):
                self.seen.add(path.name)
                self._load(path)

    def _load(self, path):
        with np.load(path) as shard:
            mel, phones, tokens = shard["mel"], shard["phones"], shard["tokens"]
            rows = list(zip(*(shard[name].tolist() for name in COLUMNS)))
        frame = token = 0
        for values in rows:
            row = dict(zip(COLUMNS, values))
            frames, count = row["frames"], row["token_counts"]
            row.update(mel=mel[frame:frame + frames].copy() if self.odd else mel[frame:frame + frames], phones=phones[frame // 4:(frame + frames) // 4],
                       tokens=tokens[token:token + count])
            frame, token = frame + frames, token + count
            if row["speaker"] in self.odd and frame % 5:
                continue
            self.items[KINDS[row["kind"]]].append(row)

    def hours(self):
        return {k: round(sum(r["frames"] for r in v) / 360000, 2) for k, v in self.items.items() if v}


@dataclass
class Example:
    """One augmented utterance: mel (4T, 80) not normalised; frame labels (T,); -1 is 'unknown'."""

    mel: np.ndarray
    tokens: np.ndarray
    phones: np.ndarray
    events: np.ndarray
    language: int
    speaker: int
    has_text: bool
    traits: np.ndarray


class Sampler:
    """Draws kinds by weight and turns rows of the store into examples."""

    def __init__(self, store, weights, seed, join=0.6, colour=0.0, wide=0.0):
        self.store, self.weights, self.join = store, weights, join
        # The share of batches in wide chunks.
        self.wide = wide
        self.rng = np.random.default_rng(seed)
        # From 0 (clean) to 1 (as hard as it gets): how often and how loud the disturbances are.
        self.severity = 1.0
        # How often a synthetic voice is coloured as one of these people, and its tempo bent.
        self.colour = colour
        self.people = [augment.speech_statistics(row["mel"].astype(np.float32)) for kind in ("read", "wake")
                       for row in store.items[kind][:: max(1, len(store.items[kind]) // 800)] if row["event"] < 0] if colour > 0 else []

    def draw_row(self):
        kinds = [k for k in self.weights if self.store.items[k]]
        share = np.array([self.weights[k] for k in kinds], float)
        kind = kinds[self.rng.choice(len(kinds), p=share / share.sum())]
        rows = self.store.items[kind]
        row = rows[self.rng.integers(len(rows))]
        if kind in ("zh-words", "word-set", "digits", "wake") and self.rng.random() < self.join:
            row = self.join_rows(row, rows)
        return row

    def join_rows(self, first, rows):
        """Two to five clips of one speaker and language after one another: words become phrases."""
        chosen, wanted, tries = [first], self.rng.integers(2, 6), 0
        while len(chosen) < wanted and tries < 60:
            row, tries = rows[self.rng.integers(len(rows))], tries + 1
            if row["speaker"] == first["speaker"] and row["language"] == first["language"]:
                chosen.append(row)
        mels, phones, tokens = [], [], []
        for row in chosen:
            cut = self.rng.integers(0, 24) // 4 * 4 if len(row["mel"]) > 100 else 0
            mels.append(row["mel"][: len(row["mel"]) - cut])
            phones.append(row["phones"][: len(mels[-1]) // 4])
            if tokens and row["tokens"][0] < LETTER_LIMIT:
                tokens.append(np.array([SPACE], np.int16))
            tokens.append(row["tokens"])
        return {**first, "mel": np.concatenate(mels), "phones": np.concatenate(phones), "tokens": np.concatenate(tokens)}

    def draw_noise(self, frames):
        """(mel, event class) of a background of the given length."""
        kind = "event" if self.rng.random() < 0.35 and self.store.items["event"] else "noise"
        rows = self.store.items[kind]
        row = rows[self.rng.integers(len(rows))]
        return augment.fit_length(row["mel"].astype(np.float32), frames, self.rng), row["event"]

    def example(self):
        row, rng = self.draw_row(), self.rng
        mel, phones = row["mel"].astype(np.float32), row["phones"]
        is_speech = row["event"] < 0
        factor = float(rng.uniform(0.85, 1.2)) if rng.random() < 0.3 + 0.3 * self.severity else 1.0
        is_coloured = self.people and row["kind"] in SYNTHETIC and rng.random() < self.colour
        if is_coloured:
            mel = augment.match_statistics(mel, self.people[rng.integers(len(self.people))], rng.uniform(0, 1))
            mel, phones = augment.bend_time(mel, phones, factor, 0.35, rng)
        elif factor != 1.0:
            mel, phones = augment.stretch_time(mel, phones, factor)
        if not is_speech and len(mel) > 320:
            length = int(rng.integers(100, min(len(mel), 600))) // 4 * 4
            mel, phones = augment.fit_length(mel, length, rng), phones[: length // 4]
        if rng.random() < 0.5 * self.severity:
            mel = augment.warp_frequency(mel, rng.uniform(0.93, 1.07))
        mel = mel + augment.random_filter(rng, 1.0 + 2.0 * self.severity)
        level_db = float(rng.uniform(-26 - 16 * self.severity, -10) if is_speech else rng.uniform(-60, -10))
        active = augment.active_frames(mel)
        mel = mel + np.float32(level_db * augment.DB - augment.loudness(mel) + LEVEL_OFFSET)
        mel, background = self.add_noise(mel, is_speech)
        speech = np.where(phones >= 0, phones > 0, active[: len(phones)])
        events = np.where(speech, SPEECH if is_speech else row["event"], background)
        return Example(mel, row["tokens"], phones.astype(np.int64), events.astype(np.int64), row["language"],
                       row["speaker"], bool(row["has_text"]), self.traits(row, factor, level_db, int(speech.sum())))

    def add_noise(self, mel, is_speech):
        """Mixes hiss always and a recorded background mostly; returns the class of the quiet frames."""
        rng, level = self.rng, augment.loudness(mel)
        hiss = augment.hiss(len(mel), level - augment.DB * rng.uniform(50 - 25 * self.severity, 60), rng)
        if rng.random() > 0.7 * self.severity:
            return augment.mix(mel, hiss), SILENCE
        noise, event = self.draw_noise(len(mel))
        snr_db = rng.uniform(20 - 20 * self.severity, 30) if is_speech else rng.uniform(3, 30)
        noise = noise + augment.random_filter(rng, 2.0)
        noise = noise + np.float32(level - augment.loudness(noise) - augment.DB * snr_db)
        return augment.mix(mel, hiss, noise), SILENCE if snr_db > 18 else event if event >= 0 else NOISE

    def traits(self, row, factor, level_db, speech_frames):
        """pitch, pitchRange, rate, energy, arousal, near unit variance; nan where unknown."""
        if row["event"] >= 0:
            return np.full(5, np.nan, np.float32)
        pitch = (row["pitch"] - np.log(150)) / 0.4
        spread = (row["pitch_range"] - 0.18) / 0.1
        count = len(row["tokens"])
        per_second = row["rate"] * factor
        if np.isnan(per_second) and count and row["has_text"] and speech_frames > 10:
            per_second = count * (2.3 if row["tokens"][0] >= LETTER_LIMIT else 0.8) / (speech_frames / 25)
        rate, energy = (per_second - 12) / 3.5, (level_db + 25) / 9
        arousal = 0.4 * energy + 0.35 * pitch + 0.25 * spread + (0.3 * rate if rate == rate else 0.0)
        return np.clip(np.array([pitch, spread, rate, energy, arousal], np.float32), -3, 3)

    def batches(self, frame_budget, mean, std, pool=96):
        """Endless batches of about `frame_budget` 25 Hz frames, examples of like length together."""
        while True:
            examples = sorted((self.example() for _ in range(pool)), key=lambda e: len(e.phones))
            groups, group = [], []
            for example in examples:
                if group and (len(example.phones) + CHUNK) * (len(group) + 1) > frame_budget:
                    groups.append(group)
                    group = []
                group.append(example)
            groups.append(group)
            for index in self.rng.permutation(len(groups)):
                chunk = WIDE_CHUNK if self.rng.random() < self.wide else CHUNK
                yield collate(groups[index], mean, std, self.rng if self.rng.random() < self.severity - 0.4 else None, chunk)


def collate(examples, mean, std, rng=None, chunk=CHUNK):
    """Pads to whole chunks, normalises, masks (when `rng` is given); a dictionary of tensors, and the chunk."""
    lengths = np.array([len(e.phones) for e in examples])
    frames = int(-(-lengths.max() // chunk) * chunk)
    count = len(examples)
    mel = np.zeros((count, frames * 4, 80), np.float32)
    phones, events = np.full((count, frames), -1, np.int64), np.full((count, frames), -1, np.int64)
    for i, example in enumerate(examples):
        normal = (example.mel[: lengths[i] * 4] - mean) / std
        mel[i, : lengths[i] * 4] = augment.mask_blocks(normal, rng, np.zeros(80, np.float32)) if rng is not None else normal
        phones[i, : lengths[i]], events[i, : lengths[i]] = example.phones, example.events
    with_text = [e for e in examples if e.has_text]
    return {
        "chunk": chunk, "mel": torch.from_numpy(mel), "lengths": torch.from_numpy(lengths), "phones": torch.from_numpy(phones),
        "events": torch.from_numpy(events), "language": torch.tensor([e.language for e in examples]),
        "speaker": torch.tensor([e.speaker for e in examples]),
        "text_rows": torch.tensor([i for i, e in enumerate(examples) if e.has_text], dtype=torch.long),
        "tokens": torch.from_numpy(np.concatenate([e.tokens for e in with_text]).astype(np.int64)) if with_text else torch.zeros(0, dtype=torch.long),
        "token_counts": torch.tensor([len(e.tokens) for e in with_text], dtype=torch.long),
        "traits": torch.from_numpy(np.stack([e.traits for e in examples])),
    }


def statistics(sampler, examples=400):
    """Mean and standard deviation of each mel over augmented speech."""
    mel = np.concatenate([sampler.example().mel for _ in range(examples)])
    return mel.mean(axis=0), mel.std(axis=0)


assert LANGUAGES[0] == "en"
