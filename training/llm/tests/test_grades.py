"""Graded replies: sheets come back to the replies they were made of, and openings are drawn as people say them."""

import random
from pathlib import Path

import pytest
import torch

from training.llm.batches import EOT, encode, prompt_ids
from training.llm.export import load_model
from training.llm.grades import Graded, draw_graded, merged, read_graded, read_sample, sheet
from training.llm.sample import log_probabilities, read_prompts


def test_a_whole_reply_has_the_probability_of_its_tokens():
    model, prompt = load_model(), [("human", "i lost my keys again")]
    texts = ["Oh no! Where did you see them last?", "Good."]
    with torch.no_grad():
        first, past = read_prompts(model, torch.tensor([prompt_ids(prompt)]))
        scores = log_probabilities(model, first, past, texts)[0]
        for text, score in zip(texts, scores.tolist()):
            ids = prompt_ids(prompt)
            whole = ids + encode(text) + [EOT]
            logits = torch.log_softmax(model(torch.tensor([whole]))[0], -1)
            assert score == pytest.approx(sum(float(logits[at - 1, whole[at]]) for at in range(len(ids), len(whole))), abs=1e-3)


def test_an_opening_keeps_what_was_said():
    item = Graded("my bus was late", ("How annoying!", "Lovely."), (2, 0))
    said = [item.as_said(random.Random(seed)) for seed in range(60)]
    assert said.count("my bus was late") > 30
    assert "My bus was late." in said


def test_only_best_replies_of_openings_that_are_not_held_out_are_drawn():
    held, rng = {item.prompt for item in read_graded(True)}, random.Random(3)
    assert held and not held & {item.prompt for item in read_graded(False)}
    best = {text for item in read_graded(False) for text in item.best()}
    for language in ("en", "zh"):
        for _ in range(50):
            assert draw_graded(rng, language)[1][1] in best


def test_grades_come_back_to_the_replies_they_were_given_to(tmp_path: Path):
    sample = tmp_path / "s.jsonl"
    sample.write_text('{"prompt": "one", "replies": ["a1", "a2"]}\n{"prompt": "two", "replies": ["b1", "b2", "b3"]}\n', encoding="utf-8")
    blocks = sheet(read_sample(sample)).split("#")[1:]
    grades = "".join(f"{b.split()[0]}\t{' '.join('2' if line.endswith('1') else '0' for line in b.splitlines()[1:])}\t\n" for b in blocks)
    for row in merged(read_sample(sample), grades):
        assert [text for text, grade in zip(row["replies"], row["grades"]) if grade == 2] == [row["prompt"][0].translate(str.maketrans("ot", "ab")) + "1"]


def test_grades_that_do_not_fit_are_refused(tmp_path: Path):
    sample = tmp_path / "s.jsonl"
    sample.write_text('{"prompt": "one", "replies": ["a1", "a2"]}\n', encoding="utf-8")
    for line in ("0\t2\t", "0\t2 3\t"):
        with pytest.raises(ValueError, match="block 0"):
            merged(read_sample(sample), line)
