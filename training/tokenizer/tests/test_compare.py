"""Paired differences of two checkpoints."""

import numpy as np

from training.tokenizer.compare import compare, nats, score
from training.tokenizer.text import encode_english, units


def test_the_difference_is_of_the_same_clips():
    clips = [(errors, 10) for errors in range(10)]
    before, after, difference = compare(clips, [(errors + 1, 10) for errors, _ in clips])
    assert np.isclose(before[0], 0.45) and np.isclose(after[0], 0.55)
    # One error a clip more in every clip: whichever clips are drawn, the difference is the same, unlike the rates.
    assert np.allclose(difference, 0.1) and before[2] - before[1] > 0.1


def test_a_sure_and_right_clip_has_no_errors():
    tokens = encode_english("hi you")
    logits = np.full((2 * len(tokens), len(units())), -20, np.float32)
    logits[np.arange(0, len(logits), 2), tokens] = logits[1::2, 0] = 20
    row = {"tokens": tokens, "language": 0}
    assert score(row, logits) == {"units": (0, 6), "nats": (nats(logits, tokens), 6), "words": (0, 2)}
    assert nats(logits, tokens) < 1e-3 < nats(logits, tokens[::-1])
