"""Sums and conversions: what is said, the canonical expression, and the result the page's tool prints."""

import random
import re

from training.llm.case import Case, capital
from training.llm.grammar import read_sections
from training.llm.quantities import UNITS, convert, decimal_number, evaluate, format_number, say, unit_name, whole_number
from training.llm.slots import Draw

EXPRESSIONS = {language: read_sections(f"tools-{language}.txt") for language in ("en", "zh")}


def split_rule(line: str, is_held: bool) -> tuple[str, str] | None:
    """"spoken => expression", or None when the line belongs to the other split."""
    if line.startswith("!") != is_held or "=>" not in line:
        return None
    left, right = line.lstrip("! ").split("=>")
    return left.strip(), right.strip()


def draw_rule(draw: Draw, section: str, is_held: bool) -> tuple[str, str]:
    rules = [r for line in EXPRESSIONS[draw.language][section] if (r := split_rule(line, is_held))]
    return draw.rng.choice(rules)


def number_slots(draw: Draw) -> dict[str, str]:
    """Written numbers for the slots of a sum."""
    rng = draw.rng
    values = {key: str(whole_number(draw)) for key in "abc"}
    root = rng.randint(2, 30)
    values |= {"p": str(rng.choice([5, 10, 15, 20, 25, 30, 40, 50, 75, rng.randint(1, 99)])), "q": str(root * root),
               "s": str(rng.randint(2, 25)), "e": str(rng.randint(2, 10)), "f": decimal_number(draw), "g": decimal_number(draw)}
    if rng.random() < 0.4:
        values["b"], values["c"] = str(rng.randint(2, 12)), str(rng.randint(2, 12))
    if rng.random() < 0.02:
        values["b"] = "0"
    return values


def typed_expression(expression: str, rng: random.Random) -> str:
    """A sum as typed with signs, spaced and signed in a person's way."""
    signs = rng.choice([("*", "/"), ("*", "/"), ("×", "÷"), ("x", "/")])
    gap = rng.choice(["", " "])
    out = re.sub(r"([+\-*/^%])", lambda m: gap + {"*": signs[0], "/": signs[1]}.get(m[1], m[1]) + gap, expression)
    return out


def arithmetic(draw: Draw, section: str, previous: Case | None, is_held: bool) -> tuple[Case, str]:
    rule, expression = draw_rule(draw, section, is_held)
    values = number_slots(draw)
    said = rule.format(**{key: say(draw, value) for key, value in values.items()}, r="{r}")
    known = previous.result.get("result", "0") if previous else "0"
    expression = expression.format(**values, r=known)
    if section == "calculate.expr" and not draw.is_spoken and draw.rng.random() < 0.4 and "(" not in expression:
        said = typed_expression(expression, draw.rng)
    result = evaluate(expression)
    case = Case("calculate", {"expression": expression}, {"result": result} if result else {"error": "cannot divide by zero"},
                {"expr": said}, {"result": result}, "" if result else "zero")
    return case, said


def calculate_frame(draw: Draw, _previous: Case | None) -> Case:
    # A held-out frame may carry a trained kind of sum and the other way round.
    return arithmetic(draw, "calculate.expr", None, draw.is_held and draw.rng.random() < 0.15)[0]


def calculate_story(draw: Draw, _previous: Case | None) -> Case:
    case, case.template = arithmetic(draw, "calculate.story", None, draw.is_held)
    return case


def calculate_more(draw: Draw, previous: Case | None) -> Case:
    case, case.template = arithmetic(draw, "calculate+", previous, draw.is_held)
    return case


def convert_units(draw: Draw, previous: Case | None) -> Case:
    rng = draw.rng
    if previous is None:
        source = rng.choice([u for u in UNITS if u != "jin" or draw.language == "zh"])
        number = str(rng.choice([rng.randint(1, 12), rng.randint(1, 100), rng.randint(1, 1000)])) if rng.random() < 0.8 \
            else decimal_number(draw)
    else:
        source, number = previous.arguments["from"], f"{previous.arguments['value']}"
    kind = UNITS[source][0]
    others = [u for u, row in UNITS.items() if u != source and (u != "jin" or draw.language == "zh")
              and (row[0] == kind) and u != (previous.arguments["to"] if previous else "")]
    is_mismatch = previous is None and rng.random() < 0.03
    if is_mismatch or not others:
        is_mismatch, others = True, [u for u, row in UNITS.items() if row[0] != kind and u != "jin"]
    target = rng.choice(others)
    value = float(number)
    said = say(draw, number)
    words = {"n": said, "N": capital(said), "from": unit_name(source, draw.language, said not in ("one", "1")),
             "to": unit_name(target, draw.language)}
    arguments = {"value": int(value) if value.is_integer() else value, "from": source, "to": target}
    if is_mismatch:
        return Case("convert", arguments, {"error": "these units do not match"}, words, {}, "units")
    shown = format_number(convert(value, source, target))
    gap = "" if draw.language == "zh" else " "
    text = shown + gap + unit_name(target, draw.language, shown != "1")
    return Case("convert", arguments, {"result": text}, words, {"result": text})
