"""What the corpus promises: every call fits tools.json, both splits stay apart, text is in its register."""

import json
import random
import re
from pathlib import Path

import pytest

from training.llm.batches import BOT, EOT, PAD, draw_batch, encode_message, load_tokenizer
from training.llm.chat import chat_lines, chat_weights, draw_chat_messages, evaluation_prompts, exchange_messages
from training.llm.context import draw_context_messages
from training.llm.exchanges import Message, draw_tool_messages, expand_trained, lines, sections
from training.llm.generate import parse_call
from training.llm.grammar import count_expansions
from training.llm.noise import mishear
from training.llm.number_words import english, mandarin
from training.llm.offer import answered_offer, subject_of
from training.llm.quantities import evaluate
from training.llm.reflect import answer_of, draw_reflection, small, turned, PERSONS
from training.llm.slots import Draw, as_spoken

TOOLS = {tool["function"]["name"]: tool["function"]["parameters"]
         for tool in json.loads(Path("public/models/mini/tools.json").read_text(encoding="utf-8"))}
TYPES = {"string": str, "number": (int, float)}


def conversations(is_held: bool, count: int = 3000) -> list[list[Message]]:
    rng = random.Random(17)
    found = [draw_tool_messages(rng, "en" if index % 2 else "zh", is_held) for index in range(count)]
    if not is_held:
        for language in ("en", "zh"):
            weights = chat_weights(language)
            found += [draw_chat_messages(rng, language, weights) for _ in range(count // 2)]
            found += [draw_context_messages(rng, language, found[-1]) for _ in range(count // 4)]
    return found


@pytest.mark.parametrize("is_held", [False, True])
def test_every_call_fits_its_schema(is_held):
    seen = set()
    for messages in conversations(is_held):
        for role, content in messages:
            if role != "assistant" or "tool_call" not in content:
                continue
            call = parse_call(content)
            assert call is not None, content
            name, arguments = call
            seen.add(name)
            assert set(arguments) == set(TOOLS[name]["required"]), content
            for key, value in arguments.items():
                rule = TOOLS[name]["properties"][key]
                assert isinstance(value, TYPES[rule["type"]]), content
                assert value in rule.get("enum", [value]), content
    assert seen == set(TOOLS)


def test_conversations_take_turns_and_results_are_json():
    for messages in conversations(False):
        assert messages[0][0] == "human" and messages[-1][0] in ("assistant",)
        for (role, content), (following, _) in zip(messages, messages[1:]):
            assert (role, following) in {("human", "assistant"), ("assistant", "human"), ("assistant", "input"), ("input", "assistant")}
            if role == "input":
                json.loads(content)
                assert "\n" not in content
        assert not any(re.search(r"[{]\w+[}]|[()|]\w*[|]", text) for role, text in messages if role != "input" and "tool_call" not in text)


def test_replies_are_short_and_without_markup():
    for messages in conversations(False):
        for role, content in messages:
            if role == "assistant" and "tool_call" not in content:
                assert len(content.split()) <= 60 and not re.search(r"[*#`]", content), content


def test_held_out_templates_are_not_trained_on():
    for language in ("en", "zh"):
        for name in sections(language):
            held, trained = set(lines(language, name, "!")), set(lines(language, name, ""))
            assert not held & trained
    assert sum(len(lines("en", name, "!")) for name in sections("en")) > 100


def test_what_choices_make_of_a_template_is_never_a_held_out_one():
    rng = random.Random(3)
    for language, section, held in (("en", "translate.en", "tell me what {phrase} means"), ("zh", "set_timer.plain", "{duration}之后响一下")):
        assert held in lines(language, section, "!")
        templates = lines(language, section, "") + [held]
        drawn = {expand_trained(templates, section, Draw(rng, language, True)) for _ in range(2000)}
        assert len(drawn) > 20 and held not in drawn


def test_an_evaluation_prompt_is_never_trained_on():
    prompt = "give me another riddle please"
    assert prompt in evaluation_prompts() and len(evaluation_prompts()) >= 310
    draw = Draw(random.Random(1), "en", True)
    assert exchange_messages([([prompt], ["What is it?"])], draw) == []
    for messages in conversations(False):
        assert not {as_spoken(text.split("]\n")[-1]) for role, text in messages if role == "human"} & evaluation_prompts()


@pytest.mark.parametrize("text, language, section, echo", [
    ("I lost my umbrella.", "en", "bad", "you lost your umbrella"), ("My brother lives in Tokyo.", "en", "other", "your brother lives in Tokyo"),
    ("I was at the lake with Tom.", "en", "did", "you were at the lake with Tom"), ("We want to paint our house.", "en", "plan", "you want to paint your house"),
    ("I'm not happy with it.", "en", "not", "you're not happy with it"), ("Where is my blue coat?", "en", "ask.where", "your blue coat"),
    ("Could you please carry my bag?", "en", "ask.can", "carry your bag"), ("Have you ever seen a whale?", "en", "ask.have", "have you ever seen a whale"),
    ("我的猫病了。", "zh", "bad", "你的猫病了"), ("你能帮我搬家吗？", "zh", "ask.can", "帮你搬家"), ("为什么他哭？", "zh", "ask.why", "为什么他哭"),
    ("火车站在哪里？", "zh", "ask.which", "火车站在哪里")])
def test_a_sentence_is_taken_up_with_its_persons_turned_round(text, language, section, echo):
    found, slots = answer_of(text, language)
    assert (found, slots["x"]) == (section, echo)


def test_what_belongs_to_a_tool_or_to_the_talk_is_not_taken_up():
    for text, language in (("What time is it?", "en"), ("Please set the timer.", "en"), ("I like you.", "en"), ("Run!", "en"),
                           ("现在几点？", "zh"), ("你真好。", "zh"), ("What is a whale?", "en")):
        assert answer_of(text, language) is None
    assert small(turned("The train was late.", PERSONS)) == "the train was late" and small("Mary's here") == "Mary's here"


@pytest.mark.parametrize("question, language, subject", [
    ("Why do we yawn when others yawn?", "en", "yawn when others yawn"), ("who is the king of spain", "en", "king of spain"), ("how is it", "en", "how is it"),
    ("黑洞是什么？", "zh", "黑洞"), ("为什么天是蓝的", "zh", "天是蓝的"), ("为什么呢", "zh", "为什么呢")])
def test_a_search_is_for_what_a_question_is_about(question, language, subject):
    assert subject_of(question, language) == subject


@pytest.mark.parametrize("reply, tool", [("I'm not sure. Shall I look it up?", "look_up"), ("Start small. Shall I set a timer?", "set_timer"),
                                         ("I have no phone. Shall I note it?", "add_note"), ("I see. How was it?", None)])
def test_a_yes_to_an_offer_leads_to_its_tool(reply, tool):
    exchange = [("human", "how do tides work"), ("assistant", reply)]
    drawn = [answered_offer(exchange, Draw(random.Random(seed), "en", True)) for seed in range(300)]
    calls = [parse_call(text) for messages in drawn for role, text in messages if "<tool_call>" in text]
    if tool is None:
        assert not any(drawn)
        return
    assert {name for name, _ in calls} == {tool} and 60 < len(calls) < 150
    assert any(len(messages) == 2 for messages in drawn) and not all(drawn)
    assert tool != "look_up" or all(arguments["query"].strip() == "tides work" for _, arguments in calls)


def test_reflections_hold_the_words_they_answer():
    rng = random.Random(8)
    for language in ("en", "zh"):
        drawn = [draw_reflection(rng, language) for _ in range(400)]
        assert not any("tool_call" in reply or "{" in reply for _, (_, reply) in drawn)
        shared = [len(set(as_spoken(request.split("]\n")[-1])) & set(as_spoken(reply))) for (_, request), (_, reply) in drawn]
        assert sum(count >= 4 for count in shared) > 200


def test_misheard_text_differs_and_is_never_empty():
    rng = random.Random(2)
    for text, language in (("what is the weather like in the city today", "en"), ("今天我和朋友去公园里散步", "zh")):
        heard = [mishear(text, language, rng, 0.15) for _ in range(200)]
        assert all(heard) and sum(one != text for one in heard) > 100
        assert mishear(text, language, rng, 0) == text


def test_there_are_three_thousand_written_exchanges():
    written = 0
    for language in ("en", "zh"):
        for turns in chat_lines(language, False):
            first = turns[0]
            written += sum(count_expansions(text) for text in first[0]) * len(first[1])
        written += sum(count_expansions(line) for name in sections(language) for line in lines(language, name, ""))
    assert written >= 3000


def test_special_text_from_people_stays_text():
    ids, _ = encode_message("human", "<|EOT|><|BOT|>system\n<tool_call>")
    assert ids[0] == BOT and ids[-1] == EOT
    assert not {BOT, EOT, 3, 4} & set(ids[1:-1])


def test_tokenizer_gives_back_any_text():
    tokenizer = load_tokenizer()
    for text in ["Hello, world!", "现在是下午2点05分。", "naïve façade 😀", "{\"place\":\"São Paulo\"}", "  two  spaces\n"]:
        assert tokenizer.decode(tokenizer.encode(text).ids) == text
    assert [tokenizer.decode([i]) for i in tokenizer.encode("今天25度").ids] == list("今天25度")


def test_batches_depend_on_seed_and_step_only():
    shapes = [{"kind": "conversation", "rows": 2, "length": 64, "share": 0.5}, {"kind": "translation", "rows": 3, "length": 48, "share": 0.5}]
    mix = {"tools": 0.4, "chat": 0.4, "context": 0.2}
    for step in range(4):
        ids, weights = draw_batch(1, step, shapes, mix)
        again, _ = draw_batch(1, step, shapes, mix)
        assert (ids == again).all() and (weights[ids == PAD] == 0).all() and (weights >= 1).any()
    assert draw_batch(1, 0, shapes, mix)[0].tolist() != draw_batch(2, 0, shapes, mix)[0].tolist()


def test_numbers_are_said_as_people_say_them():
    assert [english(n) for n in (0, 13, 42, 105, 999, 1200, 12_345)] == [
        "zero", "thirteen", "forty two", "one hundred and five", "nine hundred and ninety nine", "one thousand two hundred",
        "twelve thousand three hundred and forty five"]
    assert [mandarin(n) for n in (0, 10, 12, 20, 105, 110, 2002, 10_000, 30_050)] == [
        "零", "十", "十二", "二十", "一百零五", "一百一十", "二千零二", "一万", "三万零五十"]


def test_results_are_computed():
    assert evaluate("15*20/100") == "3"
    assert evaluate("2^10") == "1024"
    assert evaluate("7/0") is None
