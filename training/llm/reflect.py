"""Answers to what nobody foresaw: a sentence of Tatoeba as the person's message, and a reply that takes it up.

A statement is given back with its persons turned round ("I lost my keys" → "You lost your keys? Oh no.") and a
fitting question; a question that cannot be known is answered with its own words ("I don't know where the key is").
Thousands of sentences with few kinds of answers teach to stay with the words at hand and to call no tool for them.
The openers' words stand in corpus/reflect-{en,zh}.txt.
"""

import random
import re
from functools import lru_cache

from training.llm.chat import MISHEARD, MISHEARD_WORDS, evaluation_prompts
from training.llm.exchanges import Message, human
from training.llm.grammar import expand, fill, read_sections
from training.llm.noise import mishear
from training.llm.slots import Draw, as_spoken, tatoeba

PERSONS = {"i": "you", "i'm": "you're", "i've": "you've", "i'll": "you'll", "i'd": "you'd", "am": "are", "me": "you", "my": "your",
           "mine": "yours", "myself": "yourself", "we": "you", "we're": "you're", "we've": "you've", "we'll": "you'll", "we'd": "you'd",
           "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves"}
# The other way round, in what the assistant is asked to do: "carry your bag" is then the assistant's.
TOWARDS = {"you": "me", "your": "my", "yours": "mine", "yourself": "myself", "you're": "i'm"}
KINDS = ("bad", "good", "plan", "must", "not", "opinion", "like", "did")  # the first that fits a statement is taken
# How a statement begins; what begins otherwise may be a command.
STATEMENT = {"en": re.compile(r"(I|We|My|Our|He|She|They|It|Tom|Mary|The|This|That|These|Those|There|His|Her|Their|Everyone|Everybody|Nobody|"
                              r"Some|Someone|Most|All|Today|Yesterday|Last|A|An)('\w+)?\b"),
             "zh": re.compile("我|他|她|它|汤姆|玛丽|这|那|今天|昨天|明天|有人|大家|每个|所有|最近")}
OWN = re.compile(r"\b(I|my|me|we|our)\b|我", re.I)
LONGEST_ECHO = {"en": 9, "zh": 14}  # words, characters; a longer sentence is answered without its own words
WORD = re.compile(r"[A-Za-z']+")
SECOND_PERSON = re.compile(r"\b(you|your|yours|you're|you've|you'll|you'd|yourself)\b", re.I)
# What belongs to a tool, to talk about the talk itself, or to nobody.
NOT_FOR_US = {
    "en": re.compile(r"\b(time is it|what time|what day|date|weather|translate|how do you say|mean|plus|minus|times|timer|alarm|note|notes|remind|"
                     r"louder|slowly|faster|voice|repeat|say|spell|speak|talk|tell|listen|english|chinese|name|sing|story|joke|kill|suicide|sex|"
                     r"die|dying|gun|naked|wait|answer|explain|curious|interested|wonder\w*)\b|\d", re.I),
    "zh": re.compile(r"几点|几号|星期几|天气|翻译|怎么说|意思|等于|闹钟|提醒|声音|再说|英语|英文|中文|汉语|名字|唱|故事|笑话|杀|死|性|枪|等一下|回答|解释|记下|好奇|感兴趣|想知道|[\dA-Za-z]|说|告诉")}
# Of those, what a statement may hold all the same: talk with the words of a tool must call none. Wishes and orders may not.
GRIM = {"en": re.compile(r"\b(kill\w*|suicide|sex|die|dying|gun|naked|name)\b|\d", re.I), "zh": re.compile(r"杀|死|性|枪|名字|[\dA-Za-z]")}
WISH = re.compile(r"\b(I|we)('d| would)? (want|need|like|wish|wonder|must know)\b|\b(curious|interested|wondering)\b|\b(tell|remind|let|give) (me|us)\b|我(们|)(想|要|需要|希望)|好奇|感兴趣|[告让给帮叫](诉|)我", re.I)
TOOL_TALK_WEIGHT = 5  # how much oftener such a sentence is drawn than one without them


@lru_cache
def sections(language: str) -> dict[str, list[str]]:
    return read_sections(f"reflect-{language}.txt")


@lru_cache
def words_of(language: str, name: str) -> re.Pattern:
    """The words of a section as one pattern."""
    words = [w.strip() for line in sections(language)[name] for w in line.split(";") if w.strip()]
    body = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"\b({body})\b" if language == "en" else f"({body})", re.I)


def turned(text: str, persons: dict[str, str]) -> str:
    """English `text` without its last mark, the persons exchanged, the first letter small."""
    swap = lambda match: persons.get(match[0].lower(), match[0])  # noqa: E731
    text = re.sub(r"\b(I|i) was\b", "I were", text.rstrip(".!?"))
    text = WORD.sub(swap, text)
    return re.sub(r"\bi('m|'ll|'ve|'d)?\b", lambda m: m[0].capitalize(), text)


@lru_cache
def small_words() -> frozenset[str]:
    """English words that stand in small letters inside sentences: the others are names."""
    return frozenset(word for english, _ in tatoeba()["train"] for word in english.rstrip(".?!").split(" ")[1:] if word.islower())


def small(text: str) -> str:
    """`text` to stand inside a sentence: names and "I" keep their capital."""
    first = text.split(" ")[0].lower()
    return text[:1].lower() + text[1:] if first in small_words() and not re.match(r"i('|$)", first) else text


def statement_kind(text: str, language: str) -> str:
    """The section of replies that fits a statement."""
    has = {kind: words_of(language, f"words.{kind}").search(text) is not None for kind in KINDS}
    if has["not"] and (has["bad"] or has["good"]):
        return "not"
    return next((kind for kind in KINDS if has[kind]), "other")


def english_question(text: str) -> tuple[str, dict[str, str]] | None:
    """Section and slots of the reply to an English question or request; None when none fits."""
    rest = lambda count: " ".join(text.rstrip("?.!").split(" ")[count:])  # noqa: E731
    first, second, *others = (text.lower().rstrip("?.!").split(" ") + ["", ""])
    if second == "you" and first in ("do", "are", "did", "have", "were", "would"):
        if OWN.search(text) or first == "would" and "like" not in text:
            return None
        return f"ask.{'do' if first == 'would' else first}", {"x": small(turned(text, {}))}
    if second == "you" and first in ("can", "could", "will", "would"):
        verb = rest(3) if others[0] == "please" else rest(2)
        if others[0] in ("mind", "like"):
            return None
        return "ask.can", {"x": turned(verb, PERSONS | TOWARDS)}
    if first == "please":
        return "ask.can", {"x": turned(small(rest(1)), PERSONS | TOWARDS)}
    if first == "where" and second in ("is", "are", "was", "were") and not SECOND_PERSON.search(text):
        return "ask.where", {"x": turned(rest(2), PERSONS), "be": second}
    if first == "who" and second not in ("is", "are", "was", "were", "am") and not SECOND_PERSON.search(text):
        return "ask.who", {"x": turned(small(text), PERSONS)}
    if first == "why" and second == "do" and not SECOND_PERSON.search(text) and "n't" not in text:
        return "ask.why", {"x": turned(rest(2), PERSONS)}
    if first in ("should", "shall") and second == "i":
        return "ask.should", {"x": turned(rest(2), PERSONS)}
    if first == "let's":
        return "ask.lets", {"x": turned(rest(1), PERSONS)}
    if SECOND_PERSON.search(text):
        return None
    if first in ("when", "which", "how", "why", "where", "whose"):
        return "ask.which", {}
    return ("ask.is", {}) if first in ("is", "are", "was", "were", "does", "did", "will", "has", "have", "can") else None


def chinese_question(text: str) -> tuple[str, dict[str, str]] | None:
    """The same for Mandarin, where a question keeps the order of its answer."""
    body = text.rstrip("。？！").removesuffix("呢")
    turned_body = body.replace("我", "你")
    if match := re.match(r"你(能|可以|会|能不能|可不可以)(.+)吗$", body):
        return "ask.can", {"x": match[2].replace("你", "").replace("我", "你")}
    if match := re.match(r"请(?!问)(.+)$", body):
        return "ask.can", {"x": match[1].replace("你", "").replace("我", "你")}
    if body.startswith("你") and body.endswith("吗") and "我" not in body:
        return ("ask.like" if body.startswith("你喜欢") else "ask.do"), {"x": body.removeprefix("你").removesuffix("吗")}
    if "你" in body or "您" in body or not text.endswith("？"):
        return None
    if body.startswith("为什么"):
        return "ask.why", {"x": turned_body}
    if body.startswith("我应该") and body.endswith("吗"):
        return "ask.should", {"x": turned_body.removeprefix("你应该").removesuffix("吗")}
    if body.endswith("吗"):
        return "ask.is", {}
    if re.search("什么是|是什么|是谁", body):
        return None
    return ("ask.which", {"x": turned_body}) if re.search("谁|哪|怎|几|多少|什么|何", body) else ("ask.is", {})


def answer_of(text: str, language: str) -> tuple[str, dict[str, str]] | None:
    """Section of the reply and its slots; `x` holds the words that are given back."""
    is_question = text[-1] in "?？" or re.match(r"(please|let's)\b|请", text, re.I)
    if NOT_FOR_US[language].search(text) and (is_question or GRIM[language].search(text) or WISH.search(text)):
        return None
    if is_question:
        found = (english_question if language == "en" else chinese_question)(text)
    elif re.search("[你您]", text) or SECOND_PERSON.search(text) or not STATEMENT[language].match(text):
        return None
    else:
        echo = small(turned(text, PERSONS)) if language == "en" else text.rstrip("。！").replace("我", "你")
        found = statement_kind(text, language), {"x": echo}
    if found is None or not 2 <= length_of(text, language) <= LONGEST_ECHO[language] + 8:
        return None
    return found


def length_of(text: str, language: str) -> int:
    return len(text.split()) if language == "en" else len(text)


@lru_cache
def answerable(language: str) -> tuple[list[tuple[str, str, dict[str, str]]], list[float]]:
    """Training sentences that an answer is known for (text, section of the reply, its slots), and the running sum of their weights."""
    found = []
    texts = dict.fromkeys(pair[0 if language == "en" else 1] for pair in tatoeba()["train"])
    for text in texts:
        if (answer := answer_of(text, language)) is not None and as_spoken(text) not in evaluation_prompts():
            found.append((text, *answer))
    totals, total = [], 0.0
    for text, section, slots in found:
        # People speak of themselves; and a bare "I don't know" must not become the answer to every question.
        weight = (4 if slots else 1) if section.startswith("ask") else 3 if OWN.search(text) else 1
        total += weight * (TOOL_TALK_WEIGHT if NOT_FOR_US[language].search(text) else 1)
        totals.append(total)
    return found, totals


def draw_reflection(rng: random.Random, language: str) -> list[Message]:
    """One sentence and its reply; a misheard one gets a reply without its words."""
    found, totals = answerable(language)
    text, section, values = rng.choices(found, cum_weights=totals)[0]
    draw = Draw(rng, language, rng.random() < 0.75)
    is_misheard = draw.is_spoken and rng.random() < MISHEARD / 2
    has_echo = "x" in values and length_of(values["x"], language) <= LONGEST_ECHO[language] and not is_misheard
    lines = [line for line in sections(language)[section] if has_echo or "{x}" not in line]
    if not has_echo and not lines:
        return draw_reflection(rng, language)
    # With words to give back, they mostly are.
    if has_echo and rng.random() < 0.8:
        lines = [line for line in lines if "{x}" in line] or lines
    reply = fill(expand(rng.choice(lines), rng), values)
    if is_misheard:
        text = mishear(as_spoken(text), language, rng, MISHEARD_WORDS)
    return [human(text.rstrip(".。?？!！"), draw), ("assistant", reply[:1].upper() + reply[1:])]
