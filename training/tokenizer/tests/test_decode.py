"""The search on a small vocabulary, where the right answer can be reasoned out."""

import numpy as np
import pytest

from training.tokenizer.decode import Ngram, TextDecoder
from training.tokenizer.make_decoder_lm import ENGLISH_OPTIONS, MANDARIN_OPTIONS, estimate

UNITS = ["<blank>", " ", "'", *"abcdefghijklmnopqrstuvwxyz", "ni3", "hao3", "hao4", "ma5"]


@pytest.fixture(scope="module")
def decoder():
    english = estimate([("set a timer".split(), 3), ("a time".split(), 1), ("don't stop".split(), 1)], {}, ENGLISH_OPTIONS)
    mandarin = estimate([(["你好"], 2), (["你好", "吗"], 2), (["好"], 1), (["号"], 1)], {"你": 1}, MANDARIN_OPTIONS)
    ids = {w: i for i, w in enumerate(mandarin["words"])}
    lexicon = {"entries": {"ni3": [ids["你"]], "hao3": [ids["好"]], "hao4": [ids["号"]], "ma5": [ids["吗"]], "ni3 hao3": [ids["你好"]]}}
    return TextDecoder(UNITS, english, lexicon, mandarin)


def logits_of(frames, second=None, gap=6.0):
    """One unit a frame; `second` (frame → unit) is almost as likely."""
    logits = np.full((len(frames), len(UNITS)), -gap, np.float32)
    for i, unit in enumerate(frames):
        logits[i, UNITS.index(unit)] = gap
        if second and i in second:
            logits[i, UNITS.index(second[i])] = gap - 0.5
    return logits


def spelled(text):
    return [unit for c in text for unit in (c, "<blank>")]


def test_probabilities_sum_to_one(decoder):
    model = decoder.english
    for previous in (model.begin, 0, model.unknown):
        words = [*range(len(model.words)), model.end]
        assert sum(np.exp(model.log_prob(previous, w)) for w in words) == pytest.approx(1, abs=0.03)


def test_clear_letters_are_read_as_they_are(decoder):
    assert decoder.decode(logits_of(spelled("set a timer"))) == ("set a timer", "en")
    assert decoder.decode(logits_of(spelled("don't stop"))) == ("don't stop", "en")


def test_the_word_model_repairs_a_doubtful_letter(decoder):
    frames = spelled("set a tymer")
    wrong = frames.index("y")
    assert decoder.decode(logits_of(frames, {wrong: "i"}))[0] == "set a timer"


def test_an_unknown_word_that_is_clear_is_spelled_out(decoder):
    assert decoder.decode(logits_of(spelled("set a zyx"), gap=12.0))[0] == "set a zyx"


def test_repeated_letters_need_a_blank(decoder):
    assert decoder.decode(logits_of(["s", "s", "e", "t", "t"]))[0] == "set"


def test_silence_gives_no_text(decoder):
    assert decoder.decode(logits_of(["<blank>"] * 30)) == ("", "")
    assert decoder.greedy(logits_of(["<blank>"] * 30)) == ""


def test_syllables_become_the_likely_word(decoder):
    frames = ["<blank>", "ni3", "ni3", "<blank>", "hao4", "ma5"]
    assert decoder.decode(logits_of(frames, {4: "hao3"})) == ("你好吗", "zh")


def test_out_of_order_ids_survive_the_file_format():
    model = Ngram(estimate([("b a".split(), 1), ("a c".split(), 1), ("a b".split(), 2)], {}, ENGLISH_OPTIONS))
    a, b, c = (model.words.index(w) for w in "abc")
    assert model.log_prob(a, b) > model.log_prob(a, c) > model.log_prob(b, c)
