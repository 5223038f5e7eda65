"""Preferences: the loss falls as the better reply gains, and replies are scored as they are decoded."""

import random
from pathlib import Path

import pytest
import torch

from training.llm.batches import EOT, encode, prompt_ids
from training.llm.export import load_model
from training.llm.grades import Graded, merged, read_sample, sheet
from training.llm.prefer import chosen_replies, log_probabilities, opening, preference_loss, rows_of, stacked
from training.llm.sample import log_probabilities as log_probabilities_after
from training.llm.sample import read_prompts


def test_the_loss_falls_when_the_better_reply_gains():
    reference, grades = torch.tensor([-5.0, -5.0, -5.0]), torch.tensor([2, 0, 1])
    even = preference_loss(reference, reference, grades, 0.1)
    assert even == pytest.approx(0.6931, abs=1e-4)
    assert preference_loss(torch.tensor([-1.0, -9.0, -5.0]), reference, grades, 0.1) < even
    assert preference_loss(torch.tensor([-9.0, -1.0, -5.0]), reference, grades, 0.1) > even


def test_equal_grades_ask_for_nothing_of_each_other():
    reference, grades = torch.zeros(3), torch.tensor([1, 1, 0])
    moved = preference_loss(torch.tensor([3.0, -3.0, 0.0]), reference, grades, 1.0)
    # σ(3) and σ(−3) against the worse one, and nothing between the two that are alike.
    assert moved == pytest.approx(float((torch.log1p(torch.tensor(-3.0).exp()) + torch.log1p(torch.tensor(3.0).exp())) / 2), abs=1e-5)


def test_a_reply_has_one_probability_however_it_is_padded_and_read():
    model = load_model()
    items = [Graded("i lost my keys again", ("Oh no! Where did you see them last?", "Good."), (2, 0)), Graded("你好", ("你好！", "我不知道。"), (2, 0))]
    with torch.no_grad():
        together = log_probabilities(model, *stacked([rows_of(item, [("human", item.prompt)], "cpu") for item in items]))
        for item, scores in zip(items, together.split(2)):
            first, past = read_prompts(model, torch.tensor([prompt_ids([("human", item.prompt)])]))
            assert torch.allclose(log_probabilities_after(model, first, past, list(item.replies))[0], scores, atol=1e-3)
            ids = prompt_ids([("human", item.prompt)])
            whole = ids + encode(item.replies[0]) + [EOT]
            logits = torch.log_softmax(model(torch.tensor([whole]))[0], -1)
            expected = sum(float(logits[at - 1, whole[at]]) for at in range(len(ids), len(whole)))
            assert float(scores[0]) == pytest.approx(expected, abs=1e-3)


def test_an_opening_keeps_what_was_said():
    item = Graded("my bus was late", ("How annoying!", "Lovely."), (2, 0))
    said = [opening(item, random.Random(seed))[-1] for seed in range(60)]
    assert said.count(("human", "my bus was late")) > 30
    assert ("human", "My bus was late.") in said


def test_replies_to_compare_hold_a_better_and_a_worse_one():
    item = Graded("hello", tuple(f"r{i}" for i in range(9)), (0, 0, 0, 0, 0, 0, 0, 1, 2))
    for seed in range(20):
        chosen = chosen_replies(item, random.Random(seed))
        assert max(chosen.grades) == 2 > min(chosen.grades)
        assert len(set(chosen.replies)) == len(chosen.replies) == 5
        assert all(item.grades[item.replies.index(text)] == grade for text, grade in zip(chosen.replies, chosen.grades))


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
