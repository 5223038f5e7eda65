"""How likely a recogniser holds a sequence of sounds, and the same with one of them replaced, over all alignments (CTC, Graves 2006).

Columns of `log_probs` (frames, 1 + sounds) are natural logarithms, the first of the blank; sounds are counted from 0.
"""

from __future__ import annotations

import numpy as np

NEVER = -1e30


def lay_out(sounds: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Columns of the states blank, sound, blank, … and which of them may follow the one before the last."""
    states = np.zeros(2 * len(sounds) + 1, int)
    states[1::2] = np.array(sounds) + 1
    may_skip = np.zeros(len(states), bool)
    may_skip[3::2] = states[3::2] != states[1:-2:2]
    return states, may_skip


def forward(log_probs: np.ndarray, states: np.ndarray, may_skip: np.ndarray) -> np.ndarray:
    """(frames, states): all ways to be in a state at a frame, with what that frame says."""
    alpha = np.full((len(log_probs), len(states)), NEVER)
    alpha[0, :2] = log_probs[0, states[:2]]
    for t in range(1, len(log_probs)):
        before = alpha[t - 1]
        skipped = np.where(may_skip, np.concatenate([[NEVER, NEVER], before[:-2]]), NEVER)
        alpha[t] = np.logaddexp(np.logaddexp(before, np.concatenate([[NEVER], before[:-1]])), skipped) + log_probs[t, states]
    return alpha


def backward(log_probs: np.ndarray, states: np.ndarray, may_skip: np.ndarray) -> np.ndarray:
    """(frames, states): all ways on from a state at a frame, without what that frame says."""
    turned = forward(log_probs[::-1], states[::-1], np.concatenate([[False, False], may_skip[2:][::-1]]))
    return (turned - log_probs[::-1][:, states[::-1]])[::-1, ::-1]


def score(log_probs: np.ndarray, sounds: list[int]) -> float:
    """ln P of the sequence."""
    return float(np.logaddexp(*forward(log_probs, *lay_out(sounds))[-1, -2:]))


def score_replacements(log_probs: np.ndarray, sounds: list[int]) -> np.ndarray:
    """(len(sounds), all sounds): ln P of the sequence with that one in that place."""
    states, may_skip = lay_out(sounds)
    alpha, beta = forward(log_probs, states, may_skip), backward(log_probs, states, may_skip)
    frames, candidates = len(log_probs), np.arange(1, log_probs.shape[1])
    scores = np.full((len(sounds), len(candidates)), NEVER)
    for k in range(len(sounds)):
        s = 2 * k + 1
        is_first, is_last = k == 0, k + 1 == len(sounds)
        inside = np.full(len(candidates), NEVER)
        for t in range(frames):
            enters = np.full(len(candidates), alpha[t - 1, s - 1] if t > 0 else 0.0 if is_first else NEVER)
            if t > 0 and not is_first:
                enters = np.where(candidates == states[s - 2], enters, np.logaddexp(enters, alpha[t - 1, s - 2]))
            inside = np.logaddexp(inside, enters) + log_probs[t, 1:]
            if t == frames - 1:
                leaves = np.full(len(candidates), 0.0 if is_last else NEVER)
            else:
                leaves = np.full(len(candidates), beta[t + 1, s + 1] + log_probs[t + 1, 0])
                if not is_last:
                    onward = np.logaddexp(leaves, beta[t + 1, s + 2] + log_probs[t + 1, states[s + 2]])
                    leaves = np.where(candidates == states[s + 2], leaves, onward)
            scores[k] = np.logaddexp(scores[k], inside + leaves)
    return scores
