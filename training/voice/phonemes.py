"""Phoneme inventory of the voice chain and the reference conversion from text to phonemes.

The page does the same in TypeScript; `workers/vocoder/golden/phonemes.json` holds both to one answer.
Written to `public/models/mini/phonemes.json` by `python -m training.voice.phonemes`.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from . import cantonese, japanese

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "public/models/mini"

ENGLISH_VOWELS = "aa ae ah ao aw ay eh er ey ih iy ow oy uh uw".split()
ENGLISH_CONSONANTS = "b ch d dh f g hh jh k l m n ng p r s sh t th v w y z zh".split()
MANDARIN_INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s".split()
MANDARIN_FINALS = (
    "a o e ai ei ao ou an en ang eng ong er i ii iii ia ie iao iu ian in iang ing iong "
    "u ua uo uai ui uan un uang ueng v ve van vn"
).split()
MANDARIN_PREFIX = "zh:"
PAUSES = ["sil", "sp", "sil?"]
SYMBOLS = (
    ["<pad>", *PAUSES, *ENGLISH_VOWELS, *ENGLISH_CONSONANTS]
    + [MANDARIN_PREFIX + s for s in (*MANDARIN_INITIALS, *MANDARIN_FINALS)]
    # New languages come last: the ids of what is shipped never move.
    + cantonese.SYMBOLS + japanese.SYMBOLS
)
SYMBOL_INDEX = {s: i for i, s in enumerate(SYMBOLS)}
# The graph looks accents up at `accent + 6·language`; Cantonese has seven of them (a pause and six tones), so 3 is left free.
LANGUAGES = {"en": 0, "zh": 1, "yue": 2, "ja": 4}
ACCENT_ROWS = 6 * (max(LANGUAGES.values()) + 1)

# Spellings that stand for a final without an initial.
ZERO_INITIAL = {
    "yi": "i", "ya": "ia", "ye": "ie", "yao": "iao", "you": "iu", "yan": "ian", "yin": "in",
    "yang": "iang", "ying": "ing", "yong": "iong", "yo": "o", "yai": "ia",
    "wu": "u", "wa": "ua", "wo": "uo", "wai": "uai", "wei": "ui", "wan": "uan", "wen": "un",
    "wang": "uang", "weng": "ueng", "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn",
    "r": "er", "n": "en", "ng": "eng", "m": "en", "hm": "en", "hng": "eng", "ê": "ei",
}

# Words a sentence does not accent. Stress is 0; the phones are those of the English training voices.
FUNCTION_WORDS = {
    "a": "ah", "an": "ae n", "the": "dh ah", "and": "ae n d", "or": "ao r", "but": "b ah t", "nor": "n ao r",
    "to": "t ah", "of": "ah v", "for": "f ao r", "in": "ih n", "on": "aa n", "at": "ae t", "by": "b ay",
    "from": "f r ah m", "with": "w ih dh", "as": "ae z", "than": "dh ae n", "into": "ih n t ah",
    "if": "ih f", "that": "dh ae t",
    "is": "ih z", "are": "aa r", "am": "ae m", "was": "w aa z", "were": "w er", "be": "b iy", "been": "b ih n",
    "has": "hh ae z", "have": "hh ae v", "had": "hh ae d", "do": "d uw", "does": "d ah z", "did": "d ih d",
    "can": "k ae n", "could": "k uh d", "will": "w ih l", "would": "w uh d", "shall": "sh ae l",
    "should": "sh uh d", "may": "m ey", "might": "m ay t", "must": "m ah s t",
    "i": "ay", "you": "y uw", "he": "hh iy", "she": "sh iy", "it": "ih t", "we": "w iy", "they": "dh ey",
    "me": "m iy", "him": "hh ih m", "us": "ah s", "them": "dh eh m", "my": "m ay", "your": "y ao r",
    "his": "hh ih z", "her": "hh er", "its": "ih t s", "our": "aw er", "their": "dh eh r",
    "i'm": "ay m", "i'll": "ay l", "i've": "ay v", "i'd": "ay d", "it's": "ih t s", "you're": "y uw r",
    "he's": "hh iy z", "she's": "sh iy z", "that's": "dh ae t s", "we're": "w iy r", "they're": "dh eh r",
    "you'll": "y uw l", "you've": "y uw v", "we'll": "w iy l", "we've": "w iy v", "there's": "dh eh r z",
}

# A sentence that starts with one of these and ends with "?" asks for yes or no, and rises.
RISING_STARTS = (
    "is are am was were do does did can could will would shall should has have had may might must "
    "isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't shouldn't hasn't haven't hadn't"
).split()
MANDARIN_QUESTION_WORDS = "什么 谁 哪 怎 几 多少 多大 多久 多长 多远 何".split()

UNVOICED_BEFORE_S = {"p", "t", "k", "f", "th"}
SIBILANTS = {"s", "z", "sh", "zh", "ch", "jh"}


@lru_cache(maxsize=1)
def load_cmudict() -> dict[str, str]:
    """Word → first pronunciation, from the npm package cmu-pronouncing-dictionary."""
    for base in (ROOT / "node_modules/cmu-pronouncing-dictionary", ROOT / "training/build/npm/package"):
        if (base / "index.js").exists():
            text = (base / "index.js").read_text(encoding="utf8")
            pairs = re.findall(r'^\s*("(?:[^"\\]|\\.)+"|[a-z]+): ?\n? *"([A-Z0-9 ]+)"', text, flags=re.M)
            return {w.strip('"').replace("\\", ""): p for w, p in pairs}
    raise FileNotFoundError("cmu-pronouncing-dictionary: run npm install first")


def split_stress(pronunciation: str) -> list[tuple[str, int]]:
    """'HH AH0 L OW1' → [('hh', 0), ('ah', 0), ('l', 0), ('ow', 1)]; consonants carry 0."""
    phones = []
    for token in pronunciation.split():
        digit = int(token[-1]) if token[-1].isdigit() else 0
        phones.append((token.rstrip("012").lower(), digit))
    return phones


def english_word(word: str) -> list[tuple[str, int]] | None:
    """Phones and stresses of one lower-case word, or None when neither table nor dictionary knows it."""
    if word in FUNCTION_WORDS:
        return [(p, 0) for p in FUNCTION_WORDS[word].split()]
    entry = load_cmudict().get(word)
    if entry is not None:
        return split_stress(entry)
    if word.endswith("'s") and (base := english_word(word[:-2])):
        last = base[-1][0]
        tail = [("ah", 0), ("z", 0)] if last in SIBILANTS else [("s", 0)] if last in UNVOICED_BEFORE_S else [("z", 0)]
        return base + tail
    return None


def english_phonemes(text: str, guess=None) -> tuple[list[str], list[int]]:
    """One sentence → phonemes and stresses. `guess(word)` answers for words outside the dictionary."""
    tokens = re.findall(r"[a-z]+(?:'[a-z]+)*|[,;:()\u2014\u2013]| - |[.?!]", text.lower().replace("\u2019", "'"))
    words: list[list[tuple[str, int]] | None] = []
    spoken: list[str] = []
    for token in tokens:
        if token[0].isalpha():
            phones = english_word(token) or (guess(token) if guess else None)
            if phones is None:
                raise KeyError(token)
            words.append(list(phones))
            spoken.append(token)
        elif words and words[-1] is not None:
            words.append(None)
    while words and words[-1] is None:
        words.pop()
    phonemes, accents = ["sil"], [0]
    names = iter(spoken)
    for i, word in enumerate(words):
        if word is None:
            phonemes.append("sp")
            accents.append(0)
            continue
        following = words[i + 1] if i + 1 < len(words) else None
        if next(names) == "the" and following and following[0][0] in ENGLISH_VOWELS:
            word = [("dh", 0), ("iy", 0)]
        phonemes += [p for p, _ in word]
        accents += [s for _, s in word]
    rises = text.rstrip(" \"')").endswith("?") and bool(spoken) and spoken[0] in RISING_STARTS
    return phonemes + ["sil?" if rises else "sil"], accents + [0]


def split_pinyin(syllable: str) -> tuple[list[str], int]:
    """'zhuang1' → (['zh:zh', 'zh:uang'], 1). Tone 5 (or none) is the neutral tone; ü may be written v or ü."""
    tone = int(syllable[-1]) if syllable[-1].isdigit() else 5
    body = syllable.rstrip("012345").replace("ü", "v").replace("u:", "v")
    tone = 5 if tone == 0 else tone
    if body in ZERO_INITIAL:
        return [MANDARIN_PREFIX + ZERO_INITIAL[body]], tone
    initial = next((i for i in ("zh", "ch", "sh") if body.startswith(i)), body[0] if body[0] in MANDARIN_INITIALS else "")
    final = body[len(initial):]
    if initial in {"j", "q", "x"} and final.startswith("u"):
        final = "v" + final[1:]
    if final == "i" and initial in {"z", "c", "s"}:
        final = "ii"
    if final == "i" and initial in {"zh", "ch", "sh", "r"}:
        final = "iii"
    final = {"ue": "ve", "uen": "un", "uei": "ui", "iou": "iu"}.get(final, final)
    if final not in MANDARIN_FINALS:
        raise KeyError(syllable)
    return [MANDARIN_PREFIX + s for s in ([initial] if initial else []) + [final]], tone


def mandarin_syllables(text: str) -> list[str]:
    """Toned syllables after sandhi, with punctuation kept as it stood."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True)


def mandarin_phonemes(text: str, syllables: list[str] | None = None) -> tuple[list[str], list[int]]:
    """One sentence → phonemes and tones (on the initial as well as the final)."""
    phonemes, accents = ["sil"], [0]
    for syllable in syllables or mandarin_syllables(text):
        if re.fullmatch(r"[a-zü:êv]+[0-5]?", syllable):
            phones, tone = split_pinyin(syllable)
            phonemes += phones
            accents += [tone] * len(phones)
        elif re.search(r"[，、；：,;:—（）()]", syllable) and phonemes[-1] not in PAUSES:
            phonemes.append("sp")
            accents.append(0)
    if phonemes[-1] == "sp":
        phonemes.pop(), accents.pop()
    rises = text.rstrip(" ”\"'").endswith(("？", "?")) and not any(w in text for w in MANDARIN_QUESTION_WORDS)
    return phonemes + ["sil?" if rises else "sil"], accents + [0]


def write_inventory() -> None:
    """The file the page reads; rules that are tables travel in it, so that no table is typed twice."""
    inventory = {
        "symbols": SYMBOLS,
        "languages": LANGUAGES,
        "pauses": {"start": "sil", "end": "sil", "endRising": "sil?", "comma": "sp"},
        "en": {
            "vowels": ENGLISH_VOWELS,
            "functionWords": FUNCTION_WORDS,
            "risingStarts": RISING_STARTS,
        },
        "zh": {
            "prefix": MANDARIN_PREFIX,
            "initials": MANDARIN_INITIALS,
            "finals": MANDARIN_FINALS,
            "zeroInitial": ZERO_INITIAL,
            "questionWords": MANDARIN_QUESTION_WORDS,
        },
        "yue": {
            "prefix": cantonese.PREFIX,
            "initials": cantonese.INITIALS,
            "finals": cantonese.FINALS,
            "rareFinals": cantonese.RARE_FINALS,
            "questionWords": cantonese.QUESTION_WORDS,
        },
        "ja": {"prefix": japanese.PREFIX, "morae": japanese.MORAE, "unvoiced": japanese.UNVOICED},
    }
    PACK.mkdir(parents=True, exist_ok=True)
    (PACK / "phonemes.json").write_text(json.dumps(inventory, ensure_ascii=False, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    write_inventory()
