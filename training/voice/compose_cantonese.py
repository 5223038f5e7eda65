"""Cantonese sentences built from recorded syllables, in the feature domain; the method is that of `compose_mandarin`.

Only the timbre and the tones are the man's. Pace, phrasing and declination are a rule's, and no tone changes with its neighbours.

    python -m training.voice.compose_cantonese
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict

import numpy as np

from .cantonese import PAUSES, cantonese_syllables, rises, split_jyutping
from .cantonese_text import SENTENCES, grammar_sentences, written_sentences
from .compose_mandarin import Builder, Syllable, stretch
from .corpus import ShardWriter, Utterance, load_shard
from .features import FRAME_RATE

# Frames of an initial and of a final: inside a clause, at its end.
INITIAL_FRAMES = (6.0, 7.0)
FINAL_FRAMES = {False: (12.5, 22.0), True: (8.5, 12.0)}


def cut_syllable(item: Utterance) -> Syllable:
    bounds = np.concatenate([[0], np.cumsum(item.durations)])
    phones, tone = split_jyutping(item.text)
    start, end = bounds[1], bounds[-2]
    split = bounds[2] - start if len(phones) == 2 else 0
    return Syllable(phones, tone, item.mel[start:end], np.log(item.f0[start:end]), item.voicing[start:end], split)


class Recordings:
    """Recorded syllables by spelling; one that was held out borrows its tone from another."""

    def __init__(self, items: list[Utterance]):
        self.by_text = {item.text: cut_syllable(item) for item in items}
        self.by_body, self.by_tone = defaultdict(list), defaultdict(list)
        for text, s in self.by_text.items():
            self.by_body[tuple(s.phones)].append(s)
            self.by_tone[s.tone, text[-2] in "ptk"].append(s)

    def find(self, text: str, rng: random.Random) -> Syllable | None:
        phones, tone = split_jyutping(text)
        if text in self.by_text and rng.random() < 0.85:
            return self.by_text[text]
        same = self.by_body.get(tuple(phones))
        if not same:
            return self.by_text.get(text)
        body, donor = rng.choice(same), rng.choice(self.by_tone[tone, text[-2] in "ptk"])
        pitch = np.concatenate([stretch(p, n) for p, n in ((donor.pitch[: donor.split], body.split), (donor.pitch[donor.split:], len(body.mel) - body.split))
                                if n and len(p)] or [body.pitch])
        if len(pitch) < len(body.mel):
            pitch = np.pad(pitch, (len(body.mel) - len(pitch), 0), mode="edge")
        return Syllable(body.phones, tone, body.mel, pitch, body.voicing, body.split)


def add_syllable(build: Builder, s: Syllable, text: str, is_clause_end: bool, pace: float) -> None:
    """Initial and final at speaking length; the fading end of a citation final is left out inside a clause."""
    end = len(s.mel) if is_clause_end else s.split + max(3, int((len(s.mel) - s.split) * 0.85))
    parts = [(0, s.split, INITIAL_FRAMES[is_clause_end])] if s.split else []
    parts.append((s.split, end, FINAL_FRAMES[text[-2] in "ptk"][is_clause_end]))
    for (start, stop, wanted), symbol in zip(parts, s.phones):
        # Half way between what was recorded and what is wanted keeps long sounds longer than short ones.
        frames = wanted ** 0.7 * min(stop - start, 2.5 * wanted) ** 0.3
        count = max(2, round(frames * pace * build.rng.uniform(0.9, 1.1)))
        build.push(symbol, s.tone, *(stretch(a[start:stop], count) for a in (s.mel, s.pitch, s.voicing)))


def compose(text: str, spelled: list[str], recordings: Recordings, rng, silence, mean) -> Utterance | None:
    build, pace = Builder(rng, silence, mean), float(np.exp(rng.uniform(-0.18, 0.18)))
    build.pause("sil", 5)
    for number, syllable in enumerate(spelled):
        if re.match(PAUSES, syllable):
            if 0 < number < len(spelled) - 1:
                build.pause("sp", rng.randint(12, 20))
            continue
        found = recordings.find(syllable, rng)
        if found is None:
            return None
        following = spelled[number + 1] if number + 1 < len(spelled) else "，"
        add_syllable(build, found, syllable, bool(re.match(PAUSES, following)), pace)
    is_rising = rises(text)
    build.pause("sil?" if is_rising else "sil", 8)
    return build.finish(text, is_rising)


def spell(text: str) -> list[str] | None:
    """Syllables of a sentence we can say, or None."""
    spelled = cantonese_syllables(re.sub(r"[。？！!?]+$", "", text))
    try:
        for s in spelled:
            if not re.match(PAUSES, s):
                split_jyutping(s)
    except KeyError:
        return None
    return spelled or None


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--grammar", type=int, default=700)
    parser.add_argument("--written", type=int, default=500)
    parser.add_argument("--random", type=int, default=500)
    args = parser.parse_args()
    rng = random.Random(11)
    items = load_shard("yue-1")
    recordings = Recordings(items)
    silence = np.concatenate([i.mel[-6:] for i in items[:400]])
    mean = float(np.mean(np.concatenate([np.log(i.f0[i.voicing > 0.5]) for i in items])))
    texts = [(t, spell(t)) for t in (*SENTENCES, *grammar_sentences(args.grammar, 2), *written_sentences(args.written, 3))]
    known = list(recordings.by_text)
    # Sounds that sentences rarely bring together.
    texts += [(" ".join(s), s) for s in (rng.sample(known, rng.randint(2, 6)) for _ in range(args.random))]
    rng.shuffle(texts)
    writer = ShardWriter("yue-1-sentences")
    for text, spelled in texts:
        item = spelled and compose(text, spelled, recordings, rng, silence, mean)
        if item is not None and item.durations.max() <= 70 and len(item.phones) <= 90:
            writer.add(item)
    print(len(writer.items), "of", len(texts), "sentences", round(writer.frames() / FRAME_RATE / 60, 1), "minutes, mean Hz", round(float(np.exp(mean)), 1))
    writer.save()


if __name__ == "__main__":
    main()
