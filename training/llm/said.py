"""The numbers and lengths of time a person said, in digits: what the arguments of a tool call may be copied from.

Inverse text normalisation for English and Mandarin, in the recogniser's form and typed. The same rules stand in
workers/llm/said-numbers.ts; both are tested on training/llm/tests/said-golden.json.
"""

import re

from training.llm.number_words import ONES, TENS

SMALL = {word: value for value, word in enumerate(ONES)} | {word: 10 * value for value, word in enumerate(TENS) if value > 1}
GROUPS = {"thousand": 1000, "million": 1_000_000}
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
WORD = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+|[a-z]+(?:'[a-z]+)?|[^\sa-z\d]", re.I)
NUMERAL_RUN = re.compile(r"[零〇一二两三四五六七八九十百千万]+(?:点[零〇一二三四五六七八九]+)?")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Numbers that a word stands for inside a sum.
IMPLIED = {"percent": "100", "%": "100", "off": "1", "discount": "1", "plus": "1", "minus": "1", "week": "7", "星期": "7", "周": "7", "礼拜": "7", "tenth": "10", "half": "2", "double": "2", "twice": "2", "squared": "2", "square of": "2", "triple": "3", "third": "3",
           "cubed": "3", "cube": "3", "quarter": "4", "dozen": "12", "百分": "100", "一半": "2", "翻倍": "2", "两倍": "2", "平方": "2", "立方": "3", "打折": "10",
           "average": "2", "mean of": "2", "平均": "2"}
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "秒": 1, "分": 60, "小": 3600, "钟": 3600, "刻": 900, "天": 86400}
PART_EN = (r"(?:(?:\d+(?:\.\d+)?|\b(?:half an?|an? half|half|an? quarter of an?|an? couple of|an?))[ -])"
           r"(?:quarters? of an? )?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?)\b(?: and an? (?:half|quarter)\b)?")
DURATION_EN = re.compile(rf"{PART_EN}(?:(?:,| and|, and)? {PART_EN})*", re.I | re.A)
SPLIT_EN = re.compile(r"(?P<count>[\d.]+|[a-z ]*?)[ -](?P<quarters>quarters? of an? )?(?P<unit>[smhd])(?:ec|in|our|r|ay)\w*(?P<rest> and an? (?:half|quarter))?", re.I | re.A)
PART_ZH = r"(?:\d+(?:\.\d+)?个?半?|半)个?(?:小时|钟头|刻钟|分钟|分|秒钟|秒|天)(?:半钟?)?"
DURATION_ZH = re.compile(rf"{PART_ZH}(?:[零又]?{PART_ZH})*")
SPLIT_ZH = re.compile(r"(?P<count>[\d.]*)个?(?P<half>半?)个?(?P<unit>小|钟头|刻|分|秒|天)(?:时|钟)?(?P<rest>半?)")


def plain(value: float) -> str:
    """Without an exponent or trailing zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def read_english(words: list[str], at: int) -> tuple[str, int] | None:
    """The longest English number that begins at word `at`, in digits, and the word after it."""
    total, current, room, index = 0, 0, 1000, at
    group = 1_000_000_000
    while index < len(words):
        word = words[index].lower()
        after = words[index + 1].lower() if index + 1 < len(words) else ""
        if index == at and word in ("a", "an") and after in ("hundred", *GROUPS):
            current, room = 1, 1
        elif word in SMALL and (SMALL[word] < room and (SMALL[word] > 0 or index == at)):
            current += SMALL[word]
            room = 10 if SMALL[word] >= 20 else 1
        elif word == "hundred" and 0 < current < 100:
            current, room = current * 100, 100
        elif word in GROUPS and current > 0 and GROUPS[word] < group:
            group = GROUPS[word]
            total, current, room = total + current * group, 0, 1000
        elif word == "and" and index > at and words[index - 1].lower() in ("hundred", *GROUPS) and SMALL.get(after, 1000) < room:
            pass
        else:
            break
        index += 1
    if index == at:
        return None
    digits = ""
    if index + 1 < len(words) and words[index].lower() == "point":
        end = index + 1
        while end < len(words) and (digit := SMALL.get(words[end].lower(), 10)) < 10:
            digits, end = digits + str(digit), end + 1
        index = end if digits else index
    if not digits and [w.lower() for w in words[index:index + 3]] == ["and", "a", "half"]:
        digits, index = "5", index + 3
    return plain(float(f"{total + current}.{digits or 0}")), index


def read_mandarin(run: str) -> list[str]:
    """Readings of a run of Mandarin numerals, the likeliest first: 一百五 is 150, at times 105; 二三 may be 2 and 3."""
    whole, _, fraction = run.partition("点")
    tail = "." + "".join(str(DIGITS[char]) for char in fraction) if fraction else ""
    if not any(char in UNITS or char == "万" for char in whole):
        spelled = [str(DIGITS[char]) for char in whole]
        return [str(int("".join(spelled))) + tail] + (spelled if len(spelled) > 1 and not tail else [])
    total, section, digit, last = 0, 0, -1, 1
    for char in whole:
        if char in DIGITS:
            digit = DIGITS[char]
            last = 1 if digit == 0 else last
        elif char == "万":
            total, section, digit, last = (total + section + max(digit, 0)) * 10_000, 0, -1, 10_000
        else:
            section += (1 if digit < 0 else digit) * UNITS[char]
            digit, last = -1, UNITS[char]
    readings = [total + section + max(digit, 0)]
    if digit > 0 and last >= 100:
        readings.insert(0, total + section + digit * last // 10)
    return [str(value) + tail for value in readings]


def in_digits(text: str) -> str:
    """`text` with every number in digits, its first reading where there are several."""
    text = re.sub("[百千]分之", "", text) if re.search("[百千]分之", text) else text
    text = NUMERAL_RUN.sub(lambda match: f" {read_mandarin(match[0])[0]} ", text)
    words = WORD.findall(text)
    out, index = [], 0
    while index < len(words):
        found = read_english(words, index)
        if found:
            out.append(found[0])
            index = found[1]
        else:
            word = words[index]
            index += 1
            if word[0].isdigit() and [w.lower() for w in words[index:index + 3]] == ["and", "a", "half"] and "." not in word:
                word, index = word + ".5", index + 3
            out.append(word.replace(",", "") if word[0].isdigit() else word)
    joined = " ".join(out)
    return re.sub(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])", "", joined)


def numbers_said(text: str) -> list[str]:
    """Every number in `text`, in digits, as often as it is said, and other readings of the ambiguous ones."""
    others = [value for run in NUMERAL_RUN.findall(re.sub("[百千]分之", "", text)) for value in read_mandarin(run)]
    found = [plain(float(value)) for value in NUMBER.findall(in_digits(text))]
    return found + [value for value in others if value not in found]


def numbers_implied(text: str) -> list[str]:
    """Numbers that words such as "percent" or "half" put into a sum."""
    cuts = [plain(int(tenths) / 10 ** len(tenths)) for tenths in re.findall(r"(\d+)折", in_digits(text))]  # 八五折 is 0.85 of the price
    return cuts + list(dict.fromkeys(value for word, value in IMPLIED.items() if word in text.lower()))


def durations_said(text: str) -> list[int]:
    """Lengths of time in `text`, in seconds."""
    digits = in_digits(text)
    # 一个半小时 is one and a half hours, or one length of half an hour.
    digits += "".join(f" 半{unit}" for unit in re.findall(r"1个半个?(小时|钟头|分钟)", digits))
    return [seconds for whole, part, value in ((DURATION_EN, SPLIT_EN, _part_en), (DURATION_ZH, SPLIT_ZH, _part_zh))
            for match in whole.finditer(digits) for seconds in _sums([(SECONDS[p["unit"][0].lower()], value(p)) for p in part.finditer(match[0])])]


def _sums(parts: list[tuple[int, float]]) -> list[int]:
    """Parts (seconds of the unit, seconds) of lengths said one after another; a unit that is not smaller begins the next length."""
    lengths: list[float] = []
    last = 0
    for unit, seconds in parts:
        if unit < last:
            lengths[-1] += seconds
        else:
            lengths.append(seconds)
        last = unit
    return [round(seconds) for seconds in lengths]


def _part_en(part: re.Match) -> float:
    unit, count = SECONDS[part["unit"].lower()], part["count"].strip().lower()
    if count[:1].isdigit():
        value = float(count) * (0.25 if part["quarters"] else 1)
    else:
        value = 0.25 if part["quarters"] or "quarter" in count else 0.5 if "half" in count else 2 if "couple" in count else 1
    rest = part["rest"] or ""
    return unit * (value + (0.5 if "half" in rest else 0.25 if rest else 0))


def _part_zh(part: re.Match) -> float:
    unit, count = SECONDS[part["unit"][0]], part["count"]
    value = float(count) if count else 0
    return unit * (value + (0.5 if part["half"] else 0) + (0.5 if part["rest"] else 0))
