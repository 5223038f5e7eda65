"""Turns the templates and cases into messages: requests, tool calls, results and replies."""

import json
import random
import re
from functools import lru_cache

from training.llm.grammar import expand, fill, read_sections
from training.llm.noise import corrupt
from training.llm.slots import Draw, as_spoken
from training.llm.case import Case
from training.llm.tool_cases import SAMPLERS

Message = tuple[str, str]  # (role, content)

# Families by how often people ask; the rest weigh 1.
WEIGHTS = {"calculate.frame": 3, "convert.frame": 2.5, "set_timer.plain": 3, "set_timer.label": 2, "add_note.task": 2, "add_note.text": 2,
           "translate.zh": 2, "translate.en": 1.5, "look_up.subject": 2.5, "get_time.place": 2, "get_weather.today": 2.5, "get_time.here": 1.5,
           "set_speed": 1.5, "set_voice.female": 1.3, "set_voice.male": 1.3, "set_voice.next": 1.3, "translate.en_zh": 2, "get_date.today": 1.2, "look_up.fact": 1.2}
# Where the reply lines of a family without its own stand.
REPLIES = {"get_time.place+": "get_time.place", "calculate.story": "calculate.frame", "calculate+": "calculate.frame",
           "convert+": "convert.frame", "set_timer+": "set_timer.plain", "add_note+": "add_note.item",
           "get_weather+": "get_weather.today", "get_weather+tomorrow": "get_weather.tomorrow", "look_up+": "look_up.subject",
           "set_emotion.word": "set_emotion", "translate+": "translate.zh"}
FOLLOW_UPS = {"get_time.place": ["get_time.place+"], "get_time.here": ["get_time.place+"], "calculate.frame": ["calculate+"],
              "calculate.story": ["calculate+"], "convert.frame": ["convert+"], "set_timer.plain": ["set_timer+"],
              "set_timer.label": ["set_timer+"], "add_note.item": ["add_note+"], "get_weather.today": ["get_weather+", "get_weather+tomorrow"],
              "get_weather.tomorrow": ["get_weather+"], "look_up.subject": ["look_up+"], "translate.zh": ["translate+"], "translate.en": ["translate+"]}
# What an answer to the assistant's own question leads to.
ASKED = {"ask.set_timer": ("set_timer.plain", ["{duration}", "{duration} please", "for {duration}"], ["{duration}", "{duration}吧"]),
         "ask.add_note": ("add_note.text", ["{note}"], ["{note}"]),
         "ask.get_weather": ("get_weather.today", ["{place}", "in {place}", "i'm in {place}"], ["{place}", "我在{place}", "{place}的"]),
         "ask.translate": ("translate.own", ["{phrase}"], ["{phrase}"]),
         "ask.look_up": ("look_up.subject", ["{subject}"], ["{subject}"])}
OWN_WORDS = {"place", "label", "text", "query"}
QUESTION_EN = re.compile(r"^(what|who|where|when|why|how|which|is|are|do|does|can|could|will|would|should|did|have|whose)\b", re.I)
QUESTION_ZH = re.compile(r"[吗呢]$|什么|多少|几|怎么|谁|哪|如何|为什么|多久")
DRESSES = {"en": (["hey", "hey sotto", "ok", "ok sotto", "sotto", "um", "uh", "so", "well", "please", "hello", "hi", "listen", "quick", "now",
                   "i'd like to ask", "could you", "would you please", "can you", "alright", "and now", "oh"],
                  ["please", "thanks", "for me", "now", "if you can", "sotto", "will you", "ok", "right now", "thank you"]),
           "zh": (["嗯", "那个", "请", "麻烦你", "请问", "你好", "那", "喂", "帮忙", "我想", "来", "现在", "好", "请你", "那你", "嘿"],
                  ["谢谢", "好吗", "可以吗", "吧", "行吗", "啊", "谢谢你", "麻烦了"])}
TRAITS = ["quiet", "loud", "slow", "fast", "low", "high", "tired", "excited", "sad", "angry"]


@lru_cache
def sections(language: str) -> dict[str, list[str]]:
    return read_sections(f"tools-{language}.txt")


@lru_cache
def lines(language: str, section: str, mark: str) -> list[str]:
    """Entries of a section: mark "" training requests, "!" held-out ones, "?" questions, "<" prefaces."""
    found = []
    for line in sections(language)[section]:
        head = line[0] if line[0] in "!?<>" else ""
        if head == mark:
            found.append(line[1:].strip() if head else line)
    return found


@lru_cache
def held_out(language: str, section: str) -> frozenset[str]:
    """The section's templates kept for evaluation, without spaces and results."""
    return frozenset(line.split("=>")[0].replace(" ", "") for line in lines(language, section, "!"))


def expand_trained(templates: list[str], section: str, draw: Draw) -> str:
    """Draws a template and its choices; what evaluation keeps is drawn again, for choices may meet it."""
    held = frozenset() if draw.is_held else held_out(draw.language, section)
    while (text := expand(draw.rng.choice(templates), draw.rng)).replace(" ", "") in held:
        pass
    return text


@lru_cache
def reply_lines(language: str, section: str, tag: str) -> list[str]:
    out = []
    for line in sections(language)[REPLIES.get(section, section)]:
        if line.startswith(">"):
            head, _, text = line[1:].partition(" ")
            if head == tag:
                out.append(text)
    return out


def typed(text: str, draw: Draw) -> str:
    """A typed message: often a capital and a mark at the end, often neither."""
    if draw.rng.random() < 0.6:
        text = text[:1].upper() + text[1:]
    if draw.language == "en":
        text = re.sub(r"\bi\b", "I", text) if draw.rng.random() < 0.6 else text
    if draw.rng.random() < 0.55 and text[-1].isalnum():
        is_question = (QUESTION_EN if draw.language == "en" else QUESTION_ZH).search(text) is not None
        marks = ("?", ".") if draw.language == "en" else ("？", "。")
        text += marks[0] if is_question else marks[1]
    return text


def human(text: str, draw: Draw) -> Message:
    """The person's message, now and then with what the voice sounded like."""
    if draw.is_spoken:
        text = as_spoken(text)
        if not draw.is_held and draw.rng.random() < 0.06:
            text = f"[voice: {', '.join(draw.rng.sample(TRAITS, draw.rng.choice([1, 1, 2])))}]\n{text}"
        return "human", text
    return "human", typed(text, draw)


def call_text(case: Case) -> str:
    """The call as the llm writes it.

    English words in the person's own words begin with a space: mid-sentence " quito" is one token, and
    "quito" after a quote another, so without it the first word of every argument would be a translation
    instead of a copy. The page's tools trim their arguments.
    """
    spaced = {key: f" {value}" if key in OWN_WORDS and re.match(r"[a-z]", str(value), re.I) else value
              for key, value in case.arguments.items()}
    arguments = json.dumps(spaced, ensure_ascii=False, separators=(",", ":"))
    return f"<tool_call>function\n{case.tool}\n{arguments}</tool_call>"


def dress(template: str, draw: Draw) -> str:
    """Puts the small words around a request that people put there; none after an open slot, which they would join."""
    before, after = DRESSES[draw.language]
    gap = " " if draw.language == "en" else ""
    if draw.rng.random() < 0.15:
        template = draw.rng.choice(before) + gap + template
    if draw.rng.random() < 0.08 and not template.endswith("}"):
        template += gap + draw.rng.choice(after)
    return template


def request_text(section: str, case: Case, draw: Draw) -> str:
    """A request for `case`, with a recogniser's mistake at times when it was spoken."""
    templates = [case.template] if case.template else lines(draw.language, section, "!" if draw.is_held else "")
    template = expand_trained(templates, section, draw)
    if not draw.is_held and "+" not in section:
        template = dress(template, draw)
    if draw.is_spoken and not draw.is_held and draw.rng.random() < draw.noise:
        template = corrupt(template, draw.language, draw.rng)
    text = fill(template, case.words)
    if draw.language == "en" and section.startswith("set_timer"):
        text = re.sub(r"\b(minute|second|hour)s(?= timer| \w+ timer)", r"\1", text) if draw.rng.random() < 0.8 else text
        text = re.sub(r"\bset an? (an? |half|three)", r"set \1", text)
    return text


def answer(section: str, case: Case, draw: Draw) -> list[Message]:
    """The call, its result and the spoken reply."""
    prefaces = lines(draw.language, section, "<") or lines(draw.language, REPLIES.get(section, section), "<")
    preface = draw.rng.choice(prefaces) + " " if prefaces and draw.rng.random() < 0.7 else ""
    if draw.language == "zh":
        preface = preface.strip()
    result = json.dumps(case.result, ensure_ascii=False, separators=(",", ":"))
    source = section
    if section in ("translate.own", "translate+"):
        source = f"translate.{case.arguments['to']}"
    replies = reply_lines(draw.language, source, case.tag)
    return [("assistant", preface + call_text(case)), ("input", result),
            ("assistant", fill(draw.rng.choice(replies), case.words | case.reply_words))]


def own_language(draw: Draw, section: str) -> str:
    """"Translate something": out of the language that is spoken."""
    return f"translate.{'zh' if draw.language == 'en' else 'en'}" if section == "translate.own" else section


def tool_exchange(draw: Draw, section: str) -> tuple[list[Message], Case]:
    """One request and its answer."""
    case = SAMPLERS[section](draw, None)
    return [human(request_text(section, case, draw), draw)] + answer(section, case, draw), case


def asked_back(draw: Draw, section: str) -> tuple[list[Message], Case]:
    """The question for what is lacking, what the person says to it, and the answer that completes it."""
    target, english, chinese = ASKED[section]
    case = SAMPLERS[own_language(draw, target)](draw, None)
    reply = fill(draw.rng.choice(english if draw.language == "en" else chinese), case.words)
    question = draw.rng.choice(lines(draw.language, section, "?"))
    return [("assistant", question), human(reply, draw)] + answer(own_language(draw, target), case, draw), case


def asked_exchange(draw: Draw, section: str) -> tuple[list[Message], Case]:
    """A request that lacks something, the question back, and the answer that completes it."""
    back, case = asked_back(draw, section)
    request = expand_trained(lines(draw.language, section, "!" if draw.is_held else ""), section, draw)
    return [human(request, draw)] + back, case


def follow_up(draw: Draw, section: str, case: Case) -> list[Message]:
    """A short second request that only makes sense after `case`; empty when it would not."""
    if section not in FOLLOW_UPS or (case.tag and section.startswith("calculate")):
        return []
    name = draw.rng.choice(FOLLOW_UPS[section])
    second = SAMPLERS[name](draw, case)
    return [human(request_text(name, second, draw), draw)] + answer(name, second, draw)


@lru_cache
def families(language: str) -> tuple[list[str], list[float]]:
    names = [n for n in SAMPLERS if "+" not in n and n in sections(language)] + list(ASKED)
    return names, [WEIGHTS.get(name, 1) for name in names]


def draw_tool_messages(rng: random.Random, language: str, is_held: bool = False, is_spoken: bool | None = None,
                       noise: float = 0.2) -> list[Message]:
    """A random tool exchange, with a follow-up a quarter of the time."""
    draw = Draw(rng, language, rng.random() < 0.75 if is_spoken is None else is_spoken, is_held, noise)
    names, weights = families(language)
    section = rng.choices(names, weights)[0]
    if section in ASKED:
        return asked_exchange(draw, section)[0]
    messages, case = tool_exchange(draw, section)
    if rng.random() < 0.25:
        messages += follow_up(draw, section, case)
    return messages
