"""A listener that knows British English as well: pocketsphinx, whose dictionary is American, with the pronunciations of espeak-ng's en-gb beside its own.

The pronunciations are espeak's, not those of the page's front end, so that a wrong rule of ours is still heard as wrong. What the American phones
lack is written with the nearest ones.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from .evaluate_listener import MODEL
from .features import BUILD

BATCH = 2000
# IPA as espeak-ng writes it → phones of the CMU dictionary; several spellings are several pronunciations.
VOWELS = {
    "ə": ["AH"], "ɐ": ["AH"], "ʌ": ["AH"], "ɪ": ["IH"], "i": ["IY"], "iː": ["IY"], "e": ["EH"], "ɛ": ["EH"], "a": ["AE"], "æ": ["AE"], "ɑː": ["AA"], "ɒ": ["AO", "AA"],
    "ɔː": ["AO"], "ɔ": ["AO"], "ʊ": ["UH"], "uː": ["UW"], "u": ["UW"], "ɜː": ["AH", "ER"], "eɪ": ["EY"], "aɪ": ["AY"], "ɔɪ": ["OY"], "aʊ": ["AW"], "əʊ": ["OW"], "oʊ": ["OW"],
    "ɪə": ["IH AH"], "iə": ["IY AH"], "eə": ["EH"], "ʊə": ["UH AH", "AO"], "aɪə": ["AY AH"], "aʊə": ["AW AH"], "aɪʊ": ["AY AH"], "ɑ": ["AA"], "ɜ": ["AH"],
}
CONSONANTS = {
    "p": "P", "b": "B", "t": "T", "d": "D", "k": "K", "ɡ": "G", "f": "F", "v": "V", "θ": "TH", "ð": "DH", "s": "S", "z": "Z", "ʃ": "SH", "ʒ": "ZH", "h": "HH", "m": "M", "n": "N",
    "ŋ": "NG", "l": "L", "ɹ": "R", "r": "R", "w": "W", "j": "Y", "tʃ": "CH", "dʒ": "JH", "əl": "AH L", "n̩": "AH N", "m̩": "AH M", "ɬ": "L", "x": "K", "ʔ": "T",
}
MOST_SPELLINGS = 4


def to_phones(ipa: str) -> list[str]:
    """'f_ˈɜː_s_t' → ['F AH S T', 'F ER S T']; none when a sound is not known."""
    spellings = [""]
    for sound in re.sub("[ˈˌ]", "", ipa).split("_"):
        known = VOWELS.get(sound) or ([CONSONANTS[sound]] if sound in CONSONANTS else [])
        if sound and not known:
            return []
        if sound:
            spellings = [f"{start} {end}".strip() for start in spellings for end in known][:MOST_SPELLINGS]
    return [s for s in spellings if s]


def pronounce(words: list[str]) -> list[str]:
    """What espeak-ng makes of each word alone; a batch whose lines do not match the words is left out."""
    lines: list[str] = []
    for start in range(0, len(words), BATCH):
        batch = words[start:start + BATCH]
        said = subprocess.run(["espeak-ng", "-q", "-v", "en-gb", "--ipa", "--sep=_"], input="\n".join(batch), capture_output=True, text=True, check=True).stdout.splitlines()
        lines += [line.strip() for line in said] if len(said) == len(batch) else [""] * len(batch)
    return lines


def british_dictionary() -> Path:
    """The dictionary of both accents, made once."""
    path = BUILD / "cmudict-en-us-and-gb.dict"
    if path.exists():
        return path
    rows = [line.split(maxsplit=1) for line in (MODEL / "cmudict-en-us.dict").read_text().splitlines() if line.strip()]
    spoken: dict[str, list[str]] = {}
    for name, phones in rows:
        spoken.setdefault(re.sub(r"\(\d+\)$", "", name), []).append(phones.strip())
    words = [word for word in spoken if re.fullmatch(r"[a-z]+('[a-z]+)?", word)]
    for word, ipa in zip(words, pronounce(words)):
        spoken[word] += [phones for phones in to_phones(ipa) if phones not in spoken[word]]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{word if k == 0 else f'{word}({k + 1})'} {phones}\n" for word, all_phones in spoken.items() for k, phones in enumerate(all_phones)))
    return path
