"""The search on a small vocabulary, where the right answer can be reasoned out."""

import numpy as np
import pytest

from training.tokenizer.decode import TextDecoder
from training.tokenizer.ngram_file import Ngram, to_bytes, with_options
from training.tokenizer.word_models import interpolate, kneser_ney, prune

ENGLISH_OPTIONS = {"beam": 24, "weight": 1.0, "wordBonus": 1.6, "oovPenalty": 6.0, "oovLetter": 1.0, "minLogProb": -12.0, "ahead": 0.2,
                   "sharpness": 1.0, "blankBias": 0.0, "gap": 20.0}
MANDARIN_OPTIONS = {"beam": 40, "weight": 0.7, "candidates": 6, "candidateRange": 7.0, "maxWordLength": 4, "paths": 60}
UNITS = ["<blank>", " ", "'", *"abcdefghijklmnopqrstuvwxyz", "ni3", "hao3", "hao4", "ma5"]


def model_of(*sentences):
    """Kneser-Ney of sentences whose words are set apart by spaces."""
    cut = [s.split() for s in sentences]
    return kneser_ney(sorted({w for s in cut for w in s}), cut)


@pytest.fixture(scope="module")
def decoder():
    english = Ngram(to_bytes(model_of(*["set a timer"] * 3, "a time", "don't stop", "a timer", "stop"), ENGLISH_OPTIONS))
    mandarin = Ngram(to_bytes(model_of("你好", "你好", "你好 吗", "你好 吗", "好", "号", "你"), MANDARIN_OPTIONS))
    ids = {w: i for i, w in enumerate(mandarin.words)}
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


def total(model, state):
    """Sum of P over everything that may follow."""
    return sum(np.exp(model.follow(state, w)[0]) for w in (*range(len(model.words)), model.end))


def test_probabilities_sum_to_one(decoder):
    model = decoder.english
    words = {w: i for i, w in enumerate(model.words)}
    _, pair = model.follow(model.follow(model.begin, words["set"])[1], words["a"])
    assert pair >= model.first_pair
    for state in (model.begin, 0, pair, model.unknown):
        # Costs are rounded to 0.04 nats.
        assert total(model, state) == pytest.approx(1, abs=0.05)


def test_what_was_pruned_is_left_to_the_shorter_context():
    sentences = ["the cat sat", "the cat sat", "the dog sat", "a cat ran", "a dog ran"]
    whole = model_of(*sentences)
    small = prune(interpolate([whole, whole], (0.5, 0.5)), 1e-3, 0.01)
    assert 0 < len(small.keys3) < len(whole.keys3)
    read = Ngram(to_bytes(small, ENGLISH_OPTIONS))
    for state in (read.begin, *range(len(read.words)), *range(read.first_pair, read.first_pair + len(small.keys2))):
        assert total(read, state) == pytest.approx(1, abs=0.05)


def test_how_sentences_begin_outlives_pruning():
    whole = model_of("the cat sat", "the cat ran", "the dog sat", "a cat ran", "the dog ran")
    small, ids = prune(whole, 1e-3, 1e-3), whole.ids()
    begin = np.array([ids["<s>"]])
    assert small.after_one(begin, np.array([ids["the"]])) == pytest.approx(whole.after_one(begin, np.array([ids["the"]])))
    assert (small.keys3 // small.size ** 2 == ids["<s>"]).any()


def test_other_options_leave_the_model_as_it_was():
    data = to_bytes(model_of("set a timer", "a time"), ENGLISH_OPTIONS)
    before, after = Ngram(data), Ngram(with_options(data, {"beam": 1, "note": "longer than before"}))
    assert after.options["beam"] == 1
    assert [after.follow(s, w) for s in range(4) for w in range(4)] == [before.follow(s, w) for s in range(4) for w in range(4)]


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
    model = Ngram(to_bytes(model_of("b a", "a c", "a b", "a b"), ENGLISH_OPTIONS))
    a, b, c = (model.words.index(w) for w in "abc")
    assert model.follow(a, b)[0] > model.follow(a, c)[0] > model.follow(b, c)[0]
