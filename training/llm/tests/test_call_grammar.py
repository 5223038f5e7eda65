"""The grammar of calls lets the right calls through, and none that names what nobody said."""

import json
import random
from pathlib import Path

import torch

from training.llm.batches import END_CALL, encode
from training.llm.call_grammar import CallGrammar, as_bytes, token_bytes
from training.llm.exchanges import draw_tool_messages
from training.llm.said import durations_said, in_digits, numbers_implied, numbers_said


def allows(messages, call: str) -> bool:
    return len(as_bytes(call)) in CallGrammar(messages).node(as_bytes(call), 0)[0]


def test_right_calls_are_let_through():
    rng, missed, count = random.Random(23), [], 0
    for index in range(600):
        messages = draw_tool_messages(rng, "en" if index % 2 else "zh", noise=0.0)
        for at, (role, text) in enumerate(messages):
            if role == "assistant" and "<tool_call>" in text:
                call = text.split("<tool_call>")[1].removesuffix("</tool_call>")
                count += 1
                if not allows(messages[:at], call):
                    missed.append((messages[at - 1][1], call))
    # What is left out are lengths of time said one after another without a word between.
    assert len(missed) <= count * 0.01, missed


def test_wrong_calls_are_not():
    said = [("human", "weather in quito tomorrow")]
    assert allows(said, 'function\nget_weather\n{"place":" quito","day":"tomorrow"}')
    assert allows([("human", "Quito tomorrow?")], 'function\nget_weather\n{"place":"Quito","day":"tomorrow"}')
    assert allows([("human", "Quito tomorrow?")], 'function\nget_weather\n{"place":" quito","day":"tomorrow"}')
    for wrong in ('{"place":" QuiTo","day":"tomorrow"}', '{"place":" quit","day":"tomorrow"}', '{"place":" lima","day":"tomorrow"}', '{"place":" quito","day":"friday"}', '{"place":" quito"}'):
        assert not allows(said, f"function\nget_weather\n{wrong}")
    assert not allows([("human", "nine plus four")], 'function\ncalculate\n{"expression":"9+9"}')


def test_no_sum_is_left_half_written():
    said = [("human", "seventy three and twelve and five")]
    for sum_, is_right in (("73*5*", False), ("73**5", False), ("(73+5", False), ("73+5)", False), ("(73+5)*12", True), ("sqrt(73)", True)):
        assert allows(said, f'function\ncalculate\n{{"expression":"{sum_}"}}') == is_right


def test_a_token_that_was_not_said_is_passed_over():
    grammar = CallGrammar([("human", "set a timer for 1 hour and 5 minutes")])
    for token in encode('function\nset_timer\n{"seconds":'):
        assert grammar.choose(one_wish(token)) == token
    written = []
    for _ in range(4):
        written.append(grammar.choose(one_wish(encode("6")[0])))
    assert "".join(token_bytes()[token] for token in written) == "3900"
    for token in encode(',"label":""}'):
        assert grammar.choose(one_wish(token)) == token
    assert grammar.choose(one_wish(encode("6")[0])) == END_CALL


def one_wish(token: int) -> torch.Tensor:
    scores = torch.zeros(len(token_bytes()))
    scores[token] = 9
    return scores


def test_typescript_reads_the_same():
    golden = json.loads(Path("workers/llm/golden/said.json").read_text(encoding="utf-8"))
    for row in golden["texts"]:
        text = row["text"]
        assert (in_digits(text), numbers_said(text), numbers_implied(text), durations_said(text)) == \
            (row["digits"], row["numbers"], row["implied"], row["durations"])
    for row in golden["calls"]:
        assert allows([("human", text) for text in row["said"]], row["call"]) == row["isAllowed"]
