"""Integers and short decimals as a person says them, in English and Mandarin."""

ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen").split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
DIGITS_ZH = "零一二三四五六七八九"


def english(value: int, use_and: bool = True) -> str:
    """`value` in 0..999,999 as lower-case words; `use_and` says "one hundred and five"."""
    if value < 20:
        return ONES[value]
    if value < 100:
        tens, rest = divmod(value, 10)
        return TENS[tens] + (f" {ONES[rest]}" if rest else "")
    unit, name = (100, "hundred") if value < 1000 else (1000, "thousand")
    head, rest = divmod(value, unit)
    words = f"{english(head, use_and)} {name}"
    if not rest:
        return words
    joiner = " and " if use_and and rest < 100 else " "
    return words + joiner + english(rest, use_and)


def english_decimal(text: str, use_and: bool = True) -> str:
    """A written number such as "3.25" or "1200" in words ("three point two five")."""
    whole, _, fraction = text.partition(".")
    words = english(int(whole), use_and)
    return words + (" point " + " ".join(ONES[int(d)] for d in fraction) if fraction else "")


def _section_zh(value: int) -> str:
    """Characters of 1..9,999, with the inner zeros Mandarin speaks."""
    out, skipped = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit
        value %= unit
        if digit:
            out += ("零" if skipped and out else "") + DIGITS_ZH[digit] + name
            skipped = False
        else:
            skipped = True
    return out


def mandarin(value: int) -> str:
    """`value` in 0..99,999,999 in Chinese characters ("一百零五", "十二")."""
    if value == 0:
        return "零"
    high, low = divmod(value, 10_000)
    out = _section_zh(high) + "万" if high else ""
    if low:
        out += ("零" if out and low < 1000 else "") + _section_zh(low)
    return out[1:] if out.startswith("一十") else out


def mandarin_decimal(text: str) -> str:
    """A written number such as "3.25" in characters ("三点二五")."""
    whole, _, fraction = text.partition(".")
    return mandarin(int(whole)) + ("点" + "".join(DIGITS_ZH[int(d)] for d in fraction) if fraction else "")


def mandarin_count(value: int) -> str:
    """`value` before a measure word, where two is 两."""
    return "两" if value == 2 else mandarin(value)


def spoken(text: str, language: str) -> str:
    """A written number as it is said in `language` ("en" or "zh")."""
    return english_decimal(text) if language == "en" else mandarin_decimal(text)
