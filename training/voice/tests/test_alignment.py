"""Scores over all alignments against sums over every path."""

from itertools import product

import numpy as np

from training.voice.alignment import score, score_replacements


def collapse(path):
    """Columns of a path → its sounds."""
    return [column - 1 for k, column in enumerate(path) if column > 0 and (k == 0 or path[k - 1] != column)]


def by_paths(log_probs, sounds):
    frames, columns = log_probs.shape
    paths = [path for path in product(range(columns), repeat=frames) if collapse(path) == sounds]
    return np.logaddexp.reduce([sum(log_probs[t, c] for t, c in enumerate(path)) for path in paths])


def random_log_probs(frames, columns):
    p = np.random.default_rng(1).dirichlet(np.ones(columns), frames)
    return np.log(p)


def test_a_score_is_the_sum_over_all_paths():
    log_probs = random_log_probs(5, 4)
    for sounds in ([0], [2, 1], [1, 1], [0, 2, 0]):
        assert abs(score(log_probs, sounds) - by_paths(log_probs, sounds)) < 1e-9


def test_a_replacement_scores_as_the_sequence_with_it_in_that_place():
    log_probs = random_log_probs(6, 4)
    sounds = [0, 2, 1]
    scores = score_replacements(log_probs, sounds)
    for k, candidate in product(range(3), range(3)):
        replaced = [candidate if i == k else sound for i, sound in enumerate(sounds)]
        assert abs(scores[k, candidate] - by_paths(log_probs, replaced)) < 1e-9
