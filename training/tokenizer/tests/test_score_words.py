"""The scores of word times and speakers, on transcripts whose scores are known."""

import json

import numpy as np

from training.tokenizer import score_words
from training.tokenizer.timed_speech import Word, rename, share_out


def words(text, step=500, speaker="a", start=0):
    return [{"text": word, "startMs": start + i * step, "endMs": start + i * step + 300, "isExact": True, "speaker": speaker}
            for i, word in enumerate(text.split())]


def test_equal_words_are_matched_over_wrong_and_missing_ones():
    assert score_words.match(words("set a timer for ten minutes"), words("set the time for minutes")) == [(0, 0), (3, 3), (5, 4)]


def test_a_repeated_word_is_matched_where_it_was_said():
    heard = [{"text": "no", "startMs": 1010, "endMs": 1300}]
    assert score_words.match(words("no no no"), heard) == [(2, 0)]


def test_only_known_boundaries_count_and_late_is_positive():
    reference, heard = words("in the city"), words("in the city", start=40)
    reference[1]["isExact"] = False
    starts = score_words.summarize_times(score_words.time_errors(list(zip(reference, heard))))["starts"]
    assert starts == {"n": 2, "medianMs": 40.0, "p95Ms": 40.0, "within250ms": 1.0, "biasMs": 40.0}


def test_mandarin_is_scored_by_the_character():
    document = {"segments": [{"speakerId": "s", "words": [{"text": "你好", "startMs": 0, "endMs": 400}]}]}
    assert [(w["text"], w["startMs"], w["endMs"]) for w in score_words.heard_words(document)] == [("你", 0, 200), ("好", 200, 400)]


def write_dialogue(folder, labels):
    """Three turns of a, b, a, two words each; the transcript calls their speakers `labels`."""
    turns = [words("one two", speaker="a"), words("three four", speaker="b", start=2000), words("five six", speaker="a", start=4000)]
    (folder / "talk.json").write_text(json.dumps({"words": sum(turns, [])}))
    segments = [{"startMs": turn[0]["startMs"], "endMs": turn[1]["endMs"], "speakerId": label, "words": turn} for turn, label in zip(turns, labels)]
    (folder / "talk.flac.json").write_text(json.dumps({"speakers": [{"id": label} for label in set(labels)], "segments": segments}))


def test_names_of_speakers_do_not_matter(tmp_path, monkeypatch):
    monkeypatch.setattr(score_words, "FOLDER", tmp_path)
    write_dialogue(tmp_path, ["x", "y", "x"])
    row = score_words.score_dialogue("talk", tmp_path)
    assert (row["said"], row["rightByTime"], row["matched"], row["rightOfMatched"]) == (6, 6, 6, 6)


def test_a_speaker_taken_for_two_is_right_only_once(tmp_path, monkeypatch):
    monkeypatch.setattr(score_words, "FOLDER", tmp_path)
    write_dialogue(tmp_path, ["x", "y", "z"])
    assert score_words.score_dialogue("talk", tmp_path)["rightByTime"] == 4


def test_one_label_for_everybody_is_right_for_whom_it_fits_best(tmp_path, monkeypatch):
    monkeypatch.setattr(score_words, "FOLDER", tmp_path)
    write_dialogue(tmp_path, ["x", "x", "x"])
    assert score_words.score_dialogue("talk", tmp_path)["rightOfMatched"] == 4


def test_words_said_as_one_keep_their_outer_times_and_are_not_exact():
    shared = share_out(["in", "the"], 1.0, 1.5)
    assert (shared[0].start, shared[1].end) == (1.0, 1.5)
    assert not any(word.is_exact for word in shared)
    assert np.isclose(shared[0].end, 1.2)


def test_a_clitic_of_flite_ends_the_word_before_it():
    assert rename([("what", 0.1, 0.3), ("'s", 0.3, 0.4), ("it", 0.4, 0.5)], ["what's", "it"]) == [Word("what's", 0.1, 0.4), Word("it", 0.4, 0.5)]
