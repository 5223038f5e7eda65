"""Durations, units and sums as people say them, with the canonical value a tool wants."""

import math

from training.llm.number_words import english, mandarin, mandarin_count, spoken
from training.llm.slots import Draw

# canonical name: (kind, factor to the kind's base, English singular, plural, Mandarin)
UNITS = {
    "mile": ("length", 1609.344, "mile", "miles", "英里"), "kilometer": ("length", 1000, "kilometer", "kilometers", "公里"),
    "meter": ("length", 1, "meter", "meters", "米"), "centimeter": ("length", 0.01, "centimeter", "centimeters", "厘米"),
    "foot": ("length", 0.3048, "foot", "feet", "英尺"), "inch": ("length", 0.0254, "inch", "inches", "英寸"),
    "yard": ("length", 0.9144, "yard", "yards", "码"), "millimeter": ("length", 0.001, "millimeter", "millimeters", "毫米"),
    "pound": ("mass", 0.45359237, "pound", "pounds", "磅"), "kilogram": ("mass", 1, "kilogram", "kilograms", "公斤"),
    "gram": ("mass", 0.001, "gram", "grams", "克"), "ounce": ("mass", 0.028349523125, "ounce", "ounces", "盎司"),
    "ton": ("mass", 1000, "ton", "tons", "吨"), "jin": ("mass", 0.5, "jin", "jin", "斤"),
    "liter": ("volume", 1, "liter", "liters", "升"), "milliliter": ("volume", 0.001, "milliliter", "milliliters", "毫升"),
    "gallon": ("volume", 3.785411784, "gallon", "gallons", "加仑"), "cup": ("volume", 0.2365882365, "cup", "cups", "杯"),
    "tablespoon": ("volume", 0.01478676478125, "tablespoon", "tablespoons", "汤匙"),
    "teaspoon": ("volume", 0.00492892159375, "teaspoon", "teaspoons", "茶匙"),
    "celsius": ("temperature", 1, "celsius", "celsius", "摄氏度"),
    "fahrenheit": ("temperature", 1, "fahrenheit", "fahrenheit", "华氏度"),
    "second": ("time", 1, "second", "seconds", "秒"), "minute": ("time", 60, "minute", "minutes", "分钟"),
    "hour": ("time", 3600, "hour", "hours", "小时"), "day": ("time", 86400, "day", "days", "天"),
    "week": ("time", 604800, "week", "weeks", "周"),
    "hectare": ("area", 10000, "hectare", "hectares", "公顷"), "acre": ("area", 4046.8564224, "acre", "acres", "英亩"),
    "square meter": ("area", 1, "square meter", "square meters", "平方米"),
}


def format_number(value: float) -> str:
    """Up to two decimals below a thousand and no trailing zeros, as the page's tools print."""
    text = f"{value:.2f}" if abs(value) >= 0.01 or value == 0 else f"{value:.3g}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def convert(value: float, source: str, target: str) -> float:
    """`value` of unit `source` in unit `target`, both canonical names of one kind."""
    if source == "celsius" and target == "fahrenheit":
        return value * 9 / 5 + 32
    if source == "fahrenheit" and target == "celsius":
        return (value - 32) * 5 / 9
    return value * UNITS[source][1] / UNITS[target][1]


def unit_name(unit: str, language: str, is_plural: bool = True) -> str:
    return UNITS[unit][4] if language == "zh" else UNITS[unit][3 if is_plural else 2]


def say(draw: Draw, number: str) -> str:
    """A number in this message's register: words when heard, digits when typed."""
    return spoken(number, draw.language) if draw.is_spoken else number


def whole_number(draw: Draw) -> int:
    """Whole numbers, small ones more often."""
    high = draw.rng.choice([12, 20, 60, 100, 100, 1000, 1000, 9999])
    return draw.rng.randint(2, high)


def decimal_number(draw: Draw) -> str:
    return f"{draw.rng.randint(0, 40)}.{draw.rng.choice(['5', '5', '25', '75', '2', '4', '8', '1', '3', '6', '7', '9'])}"


def evaluate(expression: str) -> str | None:
    """The result the page's calculator would print, or None when it divides by zero."""
    names = {"sqrt": math.sqrt, "__builtins__": {}}
    try:
        value = eval(expression.replace("^", "**"), names)  # the expression is built here, never read in
    except ZeroDivisionError:
        return None
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def duration(draw: Draw) -> tuple[str, int]:
    """A length of time as said in this register, and its seconds."""
    return (_duration_en if draw.language == "en" else _duration_zh)(draw)


def _plural(draw: Draw, count: int, unit: str) -> str:
    return f"{say(draw, str(count))} {unit}{'' if count == 1 else 's'}"


def _duration_en(draw: Draw) -> tuple[str, int]:
    rng, chance = draw.rng, draw.rng.random()
    if chance < 0.45:
        count = rng.choice([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 18, 20, 25, 30, 35, 40, 45, 50, 60, 90, rng.randint(1, 120)])
        return _plural(draw, count, "minute"), 60 * count
    if chance < 0.6:
        count = rng.choice([5, 10, 15, 20, 30, 40, 45, 60, 90, rng.randint(3, 120)])
        return _plural(draw, count, "second"), count
    if chance < 0.7:
        count = rng.choice([1, 2, 2, 3, 4, 5, 6, 8, rng.randint(1, 24)])
        return _plural(draw, count, "hour"), 3600 * count
    if chance < 0.8:
        return rng.choice([("half an hour", 1800), ("a half hour", 1800), ("a minute", 60), ("one minute", 60), ("an hour", 3600),
                           ("a quarter of an hour", 900), ("an hour and a half", 5400), ("three quarters of an hour", 2700),
                           ("a couple of minutes", 120), ("half a minute", 30), ("an hour and a quarter", 4500)])
    if chance < 0.88:
        hours, minutes = rng.randint(1, 4), rng.choice([5, 10, 15, 20, 25, 30, 40, 45, 50])
        joiner = rng.choice([" and ", " ", " and "])
        return _plural(draw, hours, "hour") + joiner + _plural(draw, minutes, "minute"), 3600 * hours + 60 * minutes
    count = rng.randint(1, 12)
    if chance < 0.94:
        number = say(draw, str(count)) + " and a half" if draw.is_spoken else f"{count}.5"
        unit, seconds = rng.choice([("minutes", 60), ("minutes", 60), ("hours", 3600)])
        return f"{number} {unit}", int((count + 0.5) * seconds)
    rest = rng.choice([10, 15, 20, 30, 40, 45, 50])
    return _plural(draw, count, "minute") + rng.choice([" and ", " "]) + _plural(draw, rest, "second"), 60 * count + rest


def _count_zh(draw: Draw, count: int) -> str:
    return mandarin_count(count) if draw.is_spoken else str(count)


def _duration_zh(draw: Draw) -> tuple[str, int]:
    rng, chance = draw.rng, draw.rng.random()
    hour = rng.choice(["小时", "小时", "个小时", "个钟头"])
    if chance < 0.48:
        count = rng.choice([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 20, 25, 30, 35, 40, 45, 50, 60, 90, rng.randint(1, 120)])
        return _count_zh(draw, count) + "分钟", 60 * count
    if chance < 0.62:
        count = rng.choice([5, 10, 15, 20, 30, 40, 45, 60, 90, rng.randint(3, 120)])
        return _count_zh(draw, count) + rng.choice(["秒", "秒钟"]), count
    if chance < 0.72:
        count = rng.choice([1, 2, 2, 3, 4, 5, 6, 8, rng.randint(1, 24)])
        return _count_zh(draw, count) + hour, 3600 * count
    if chance < 0.82:
        return rng.choice([("半小时", 1800), ("半个小时", 1800), ("一刻钟", 900), ("一个半小时", 5400), ("两个半小时", 9000),
                           ("三刻钟", 2700), ("半分钟", 30), ("半个钟头", 1800), ("一个小时", 3600)])
    if chance < 0.9:
        hours, minutes = rng.randint(1, 4), rng.choice([5, 10, 15, 20, 25, 30, 40, 45, 50])
        return f"{_count_zh(draw, hours)}{hour}{_count_zh(draw, minutes)}分钟", 3600 * hours + 60 * minutes
    count = rng.randint(1, 12)
    if chance < 0.95:
        return f"{_count_zh(draw, count)}分半钟" if draw.is_spoken else f"{count}分半", 60 * count + 30
    rest = rng.choice([10, 15, 20, 30, 40, 45, 50])
    return f"{_count_zh(draw, count)}分{say(draw, str(rest))}秒", 60 * count + rest


def length_text(seconds: int, language: str) -> str:
    """Seconds as the timer tool prints them: "1 hour 20 minutes", "1小时20分钟"."""
    parts = []
    for size, name, chinese in ((3600, "hour", "小时"), (60, "minute", "分钟"), (1, "second", "秒")):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}{chinese}" if language == "zh" else f"{count} {name}{'' if count == 1 else 's'}")
    return ("" if language == "zh" else " ").join(parts)
