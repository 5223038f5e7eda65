"""Text as the recognizer writes it, and its units.

English: lower case, letters, apostrophe and space; numbers spelled out. Mandarin: simplified
characters without punctuation; its units are toned pinyin syllables ("ni3", "lv4", neutral tone 5) of
the dictionary pronunciation: **tone sandhi is off**, so 你好 is "ni3 hao3" however it is said, and the
decoder allows for the difference.
"""

import json
import re
from functools import lru_cache

import jieba
import opencc
from pypinyin import Style, lazy_pinyin, pinyin_dict

from training.llm.number_words import spoken

from .paths import DATA, PACK

jieba.setLogLevel(60)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LANGUAGES = ["en", "zh", "yue", "ja", "other"]
EVENTS = ["silence", "speech", "dog", "rain", "sea_waves", "baby_cry", "clock_tick", "sneeze", "helicopter",
          "chainsaw", "rooster", "fire", "music", "noise"]
TRAITS = ["pitch", "pitchRange", "rate", "energy", "arousal"]
UNITS_PATH = PACK / "units.json"
_FIXED = {"一": "yi1", "不": "bu4", "个": "ge4"}
_CJK = re.compile(r"[\u4e00-\u9fff]")
_SYLLABLE = re.compile(r"[a-zv]+[1-5]")
_SIMPLIFY = opencc.OpenCC("t2s")
# pypinyin knows readings such as "ê1" or "hm5" that nobody says to an assistant.
_STRANGE = re.compile(r"^(hm|hng|m|n|ng|ê|o|yo|lo|tei|dia|den|kei|rua|nou|fiao|pia|biang|cei|zhei|nia|ei|lv|nv)[1-5]$")
_KEPT = {"o1", "o2", "o4", "o5", "ei1", "yo1", "lo5", "lv2", "lv3", "lv4", "nv3", "dei3", "zhei4"}


@lru_cache(maxsize=1)
def common_characters():
    """The 6,763 characters of GB 2312 that pypinyin can read."""
    rows = []
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                rows.append(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    return [c for c in rows if ord(c) in pinyin_dict.pinyin_dict]


def to_syllables(text, sandhi=False):
    """Toned pinyin of every Chinese character of `text`, words read in context.

    Without `sandhi`, 一 is always "yi1" and 不 "bu4", whatever follows; with it, as it is said.
    """
    rows = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=False,
                       errors=lambda run: ["?"] * len(run), tone_sandhi=sandhi)
    rows = [row.replace("ü", "v") for row in rows]
    if sandhi or len(rows) != len(text):
        return rows
    return [_FIXED.get(character, row) for character, row in zip(text, rows)]


def all_syllables():
    """Every toned syllable the readings of the common characters use, sorted."""
    found = set()
    for character in common_characters():
        for row in lazy_pinyin(character, style=Style.TONE3, neutral_tone_with_five=True):
            found.add(row.replace("ü", "v"))
    words = [w for w, count in jieba.dt.FREQ.items() if 1 < len(w) < 5 and count > 30]
    sentences = [line.split("\t")[1] for line in (DATA / "text" / "tatoeba-en-zh.tsv").read_text().splitlines()]
    for text in words + [normalize_mandarin(s) or "" for s in sentences]:
        if all(_CJK.match(c) for c in text):
            found.update(to_syllables(text))
    return sorted(s for s in found if _SYLLABLE.fullmatch(s) and (not _STRANGE.match(s) or s in _KEPT))


@lru_cache(maxsize=1)
def units():
    """The text units in the order of the softmax, from units.json."""
    return json.loads(UNITS_PATH.read_text())["text"]


@lru_cache(maxsize=1)
def unit_ids():
    return {unit: index for index, unit in enumerate(units())}


def _spell_numbers(text, language):
    """Every run of digits in words; clock times and thousands separators first."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"(\d{1,2}):(\d{2})", r"\1 \2 " if language == "en" else r"\1点\2分", text)

    def words(match):
        number = match.group()
        if len(number.split(".")[0]) > 6 or (number[0] == "0" and number.isdigit() and len(number) > 1):
            return " ".join(spoken(digit, language) for digit in number if digit != ".")
        return f" {spoken(number, language)} " if language == "en" else spoken(number, language)

    return re.sub(r"\d+(\.\d+)?", words, text)


def normalize_english(text):
    """Spoken form: "It's 5 o'clock." → "it's five o'clock"; None when it holds letters of other scripts."""
    text = text.replace("’", "'").replace("‘", "'").replace("é", "e").replace("&", " and ").replace("%", " percent")
    text = _spell_numbers(text, "en").lower()
    text = re.sub(r"\bmr\b\.?", "mister", re.sub(r"\bmrs\b\.?", "missus", re.sub(r"\bdr\b\.?", "doctor", text)))
    text = re.sub(r"[\-–—/.,!?;:\"“”()…]", " ", text)
    text = re.sub(r"(?<![a-z])'|'(?![a-z])", " ", text)
    text = " ".join(text.split())
    return text if text and re.fullmatch(r"[a-z' ]+", text) else None


def normalize_mandarin(text):
    """Simplified characters only; None when other letters remain or a character has no syllable unit."""
    text = _spell_numbers(_SIMPLIFY.convert(text), "zh")
    text = re.sub(r"[\s，。！？、；：,.!?;:“”‘’\"'（）()《》…·—\-~～]", "", text)
    return text if text and all(_CJK.match(c) for c in text) else None


def encode_english(text):
    ids = unit_ids()
    return [ids[c] for c in text]


def encode_mandarin(text):
    """Unit ids of the syllables, or None when one is unknown."""
    ids = unit_ids()
    row = [ids.get(s) for s in to_syllables(text)]
    return None if None in row or not row else row


def write_units():
    """Writes units.json of the pack."""
    text = ["<blank>", " ", "'", *LETTERS, *all_syllables()]
    UNITS_PATH.parent.mkdir(parents=True, exist_ok=True)
    UNITS_PATH.write_text(json.dumps({"text": text, "languages": LANGUAGES, "events": EVENTS, "traits": TRAITS},
                                     ensure_ascii=False) + "\n")
    return text


if __name__ == "__main__":
    print(len(write_units()), "text units")
