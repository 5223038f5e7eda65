"""Japanese from kana: the symbols of its sounds, the mora table and the conversion to phonemes.

Sounds are Open JTalk's: `N` the moraic nasal, `cl` the first half of a geminate, `I U` devoiced vowels; a long vowel is the
vowel twice. Accents of a mora (its consonant and its vowel alike): 1 low, 2 high, 3 high with the fall of pitch after it.
The page does the same in workers/vocoder/front-end/japanese.ts; the tables travel in phonemes.json.
"""

from __future__ import annotations

PREFIX = "ja:"
PHONES = (
    "a i u e o I U N cl k ky kw g gy gw s sh z j t ts ch ty d dy n ny h hy f b by p py m my y r ry w v"
).split()
SYMBOLS = [PREFIX + p for p in PHONES]
LOW, HIGH, FALL = 1, 2, 3
VOWELS = "a i u e o I U".split()
UNVOICED = "k ky s sh t ts ch ty h hy f p py".split()

ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サ スセソ", "z": "ザ ズゼゾ", "t": "タ  テト", "d": "ダ  デド",
    "n": "ナニヌネノ", "h": "ハヒ ヘホ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ",
    "y": "ヤ ユ ヨ", "w": "ワ    ",
}
SMALL = {"ャ": "a", "ュ": "u", "ョ": "o", "ェ": "e", "ァ": "a", "ィ": "i", "ゥ": "u", "ォ": "o"}
PALATAL = {"キ": "ky", "ギ": "gy", "シ": "sh", "ジ": "j", "チ": "ch", "ヂ": "j", "ニ": "ny", "ヒ": "hy", "ビ": "by", "ピ": "py", "ミ": "my", "リ": "ry"}


def make_morae() -> dict[str, str]:
    """Katakana of one mora → its phones with spaces between."""
    morae = {kana: f"{c} {v}".strip() for c, row in ROWS.items() for kana, v in zip(row, "aiueo") if kana != " "}
    morae |= {"シ": "sh i", "ジ": "j i", "チ": "ch i", "ヂ": "j i", "ツ": "ts u", "ヅ": "z u", "フ": "f u", "ヲ": "o", "ン": "N", "ッ": "cl",
              "ヴ": "v u", "ヰ": "i", "ヱ": "e", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "y a", "ュ": "y u", "ョ": "y o", "ヮ": "w a"}
    for kana, consonant in PALATAL.items():
        morae |= {kana + small: f"{consonant} {SMALL[small]}" for small in "ャュョェ"}
    for consonant, kana, smalls in (("f", "フ", "ァィェォ"), ("v", "ヴ", "ァィェォ"), ("w", "ウ", "ィェォ"), ("ts", "ツ", "ァィェォ"),
                                    ("kw", "ク", "ァィェォ"), ("gw", "グ", "ァ")):
        morae |= {kana + small: f"{consonant} {SMALL[small]}" for small in smalls}
    return morae | {"ティ": "t i", "ディ": "d i", "トゥ": "t u", "ドゥ": "d u", "テュ": "ty u", "デュ": "dy u", "フュ": "hy u",
                    "イェ": "i e", "スィ": "s i", "ズィ": "z i", "クヮ": "kw a", "グヮ": "gw a"}


MORAE = make_morae()


def to_katakana(text: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def split_morae(kana: str) -> list[list[str]]:
    """'きょう' → [['ky', 'o'], ['u']]; ー repeats the vowel before it; what is no kana is left out."""
    text, morae, at = to_katakana(kana), [], 0
    while at < len(text):
        size = 2 if text[at : at + 2] in MORAE else 1
        mora = MORAE.get(text[at : at + size])
        if mora is not None:
            morae.append(mora.split())
        elif text[at] == "ー" and morae and morae[-1][-1] in VOWELS:
            morae.append([morae[-1][-1]])
        at += size
    return morae


def accent_of(mora: int, count: int, kernel: int) -> int:
    """Accent of mora 1…count in a phrase whose pitch falls after mora `kernel`; 0 or `count` is a phrase that does not fall."""
    if 0 < kernel < count:
        return FALL if mora == kernel else HIGH if 1 < mora < kernel else LOW
    return HIGH if mora > 1 or count == 1 or kernel == 1 else LOW


def devoice(phones: list[str], is_end: bool) -> list[str]:
    """i and u between voiceless consonants, and u of a final す, are whispered; never two morae in a row."""
    out, last = list(phones), -3
    for k, phone in enumerate(phones):
        if phone not in ("i", "u") or k == 0 or phones[k - 1] not in UNVOICED:
            continue
        following = phones[k + 1] if k + 1 < len(phones) else None
        whispers = following in UNVOICED if following else is_end and phones[k - 1 : k + 1] == ["s", "u"]
        if whispers and k - last > 2:
            out[k], last = phone.upper(), k
    return out


def japanese_phonemes(phrases: list[tuple[str, int] | None], is_question: bool = False) -> tuple[list[str], list[int]]:
    """Accent phrases (kana, mora after which pitch falls) with None for pauses → phonemes and accents."""
    phonemes, accents = ["sil"], [0]
    clause: list[tuple[str, int]] = []

    def flush() -> None:
        phonemes.extend(PREFIX + p for p in devoice([p for p, _ in clause], True))
        accents.extend(a for _, a in clause)
        clause.clear()

    for phrase in phrases:
        if phrase is None:
            flush()
            if phonemes[-1] not in ("sil", "sp"):
                phonemes.append("sp"), accents.append(0)
            continue
        morae = split_morae(phrase[0])
        for number, mora in enumerate(morae, 1):
            clause += [(phone, accent_of(number, len(morae), phrase[1])) for phone in mora]
    flush()
    if phonemes[-1] == "sp":
        phonemes.pop(), accents.pop()
    return phonemes + ["sil?" if is_question else "sil"], accents + [0]


def japanese_text_phonemes(text: str) -> tuple[list[str], list[int]]:
    """Any Japanese text, kanji included, read by Open JTalk's dictionary: what the training labels are."""
    import tempfile

    from .make_japanese import read_labels, speak

    with tempfile.TemporaryDirectory() as folder:
        labels = read_labels(speak("neutral", text, folder)[1], text.endswith(("？", "?")))
    if labels is None:
        raise KeyError(text)
    return labels[0], labels[1]
