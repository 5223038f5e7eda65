"""Cantonese training speech: one Hong Kong man's recorded syllables, cut into initials and finals by the same small HMM.

    python -m training.voice.make_cantonese
"""

from __future__ import annotations

import argparse
import random
import zlib

from .cantonese import cantonese_phonemes
from .corpus import ShardWriter
from .features import BUILD, FRAME_RATE
from .make_mandarin import Aligner, observe, read_words, to_utterance

PITCH_RANGE_HZ = (60, 260)
# He says open syllables slowly: half of those in aai, aau and aang last longer than 0.85 s.
LONGEST_FRAMES = 120


def is_held_out(syllable: str) -> bool:
    """One toned syllable in twelve is never trained on; its other tones are."""
    return zlib.crc32(syllable.encode()) % 12 == 0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=int)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    words = read_words(args.limit, "yue-syllables", PITCH_RANGE_HZ)
    random.Random(3).shuffle(words)
    labels = [cantonese_phonemes("", [w[0]]) for w in words]
    aligner = Aligner([(observe(w[4]), p) for w, (p, _) in zip(words, labels)])
    paths = aligner.fit(args.rounds)
    train, held, refused = ShardWriter("yue-1"), ShardWriter("yue-1-held-out"), 0
    for word, (phones, accents), path in zip(words, labels, paths):
        made = to_utterance(word, phones, accents, path, LONGEST_FRAMES)
        if made is None:
            refused += 1
            continue
        (held if is_held_out(word[0]) else train).add(*made)
    print(len(train.items), "syllables", round(train.frames() / FRAME_RATE / 60, 1), "minutes,", len(held.items), "held out,", refused, "refused")
    BUILD.mkdir(parents=True, exist_ok=True)
    train.save()
    held.save()


if __name__ == "__main__":
    main()
