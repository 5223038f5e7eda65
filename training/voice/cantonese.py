"""Cantonese in jyutping: the symbols of its sounds and the conversion from text to phonemes.

Tones 1–6 go to the accents of initial and final alike. The page does the same in
workers/vocoder/front-end/cantonese.ts; the tables travel in phonemes.json.
"""

from __future__ import annotations

import re

PREFIX = "yue:"
INITIALS = "b p m f d t n l g k ng h gw kw w z c s j".split()
FINALS = (
    "aa aai aau aam aan aang aap aat aak ai au am an ang ap at ak e ei eu em en eng ep ek "
    "i iu im in ing ip it ik o oi ou on ong ot ok u ui un ung ut uk oe oeng oek eoi eon eot yu yun yut mm nng"
).split()
SYMBOLS = [PREFIX + s for s in (*INITIALS, *FINALS)]
# Syllabic nasals, so that no symbol is an initial and a final; and finals that the recorded speaker never said → the nearest one he did.
RARE_FINALS = {"m": "mm", "ng": "nng", "a": "aa", "et": "ek", "oet": "oek", "oen": "eon", "um": "am", "up": "ap"}
QUESTION_WORDS = "乜 咩 邊 點 幾 誰 什麼 甚麼 哪 怎 何 為何".split()
PAUSES = r"[，、；：,;:—（）()]"


def split_jyutping(syllable: str) -> tuple[list[str], int]:
    """'gwong2' → (['yue:gw', 'yue:ong'], 2); the syllabic m and ng are finals without an initial."""
    body, tone = syllable[:-1], int(syllable[-1])
    initial = "" if body in ("m", "ng") else max((i for i in INITIALS if body.startswith(i)), key=len, default="")
    final = body[len(initial):]
    final = RARE_FINALS.get(final, final)
    if final not in FINALS or not 1 <= tone <= 6:
        raise KeyError(syllable)
    return [PREFIX + s for s in ([initial] if initial else []) + [final]], tone


def cantonese_syllables(text: str) -> list[str]:
    """Jyutping of each character, with punctuation as it stood; characters without a reading are left out."""
    import ToJyutping

    found = []
    for character, reading in ToJyutping.get_jyutping_list(text):
        if reading is not None:
            found += reading.split()
        elif re.match(PAUSES, character):
            found.append(character)
    return found


def cantonese_phonemes(text: str, syllables: list[str] | None = None) -> tuple[list[str], list[int]]:
    """One sentence → phonemes and tones (on the initial as well as the final)."""
    phonemes, accents = ["sil"], [0]
    for syllable in syllables or cantonese_syllables(text):
        if re.fullmatch(r"[a-z]+[1-6]", syllable):
            phones, tone = split_jyutping(syllable)
            phonemes += phones
            accents += [tone] * len(phones)
        elif phonemes[-1] not in ("sil", "sp"):
            phonemes.append("sp")
            accents.append(0)
    if phonemes[-1] == "sp":
        phonemes.pop(), accents.pop()
    return phonemes + ["sil?" if rises(text) else "sil"], accents + [0]


def rises(text: str) -> bool:
    """A question without a question word or a final particle that asks already."""
    return text.rstrip(" 」”\"'").endswith(("？", "?")) and not any(w in text for w in QUESTION_WORDS)
