"""Lets weights of a smaller inventory start a larger one: old rows stay, new rows begin near sounds that resemble them."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from . import cantonese
from .models import PATCH
from .phonemes import LANGUAGES, SYMBOL_INDEX, SYMBOLS
from .voices import SPEAKERS

ENTRY = "acoustic.enter.weight"
TABLES = {"prosody.phonemes.weight", "prosody.accents.weight", "speakers.weight"}
NOISE = 0.1
# How much of a Cantonese final's old row stays when it is spread, and the standard deviation of what its vowel and its coda add.
KEPT, ADDED = 0.5, 0.35
CANTONESE_LIKE = {
    "ng": "ng", "gw": "zh:g", "kw": "zh:k", "w": "w", "j": "y", "aai": "zh:ai", "aau": "zh:ao", "aang": "zh:ang", "ai": "zh:ai", "au": "zh:ou", "ang": "zh:eng",
    "ei": "zh:ei", "ing": "zh:ing", "iu": "zh:iao", "in": "zh:ian", "im": "zh:ian", "ou": "zh:ou", "ong": "zh:ang", "ung": "zh:ong", "ui": "zh:ui", "un": "zh:un",
    "mm": "m", "nng": "ng",
}
CANTONESE_STARTS = {"aa": "zh:a", "a": "ah", "eo": "er", "oe": "er", "e": "eh", "i": "zh:i", "o": "ao", "u": "zh:u", "yu": "zh:v"}
VOWELS = ("aa", "eo", "oe", "yu", "a", "e", "i", "o", "u")
JAPANESE_LIKE = {"a": "zh:a", "i": "iy", "u": "uw", "e": "eh", "o": "zh:o", "I": "zh:x", "U": "s", "N": "ng", "cl": "sp", "j": "jh", "h": "hh", "hy": "zh:x",
                 "ts": "zh:c", "sh": "zh:x", "ch": "zh:q", "ty": "t"}
TONE_LIKE = {"yue": (0, 1, 2, 5, 3, 2, 3), "ja": (0, 5, 1, 4)}
SPEAKER_LIKE = {"yue-1": "zh-tan-low", "yue-1-light": "zh-tan", "ja-tohoku": "zh-tan-bright", "ja-tohoku-low": "zh-tan-low"}


def similar_symbol(symbol: str) -> str:
    language, _, name = symbol.partition(":")
    if language == "yue":
        start = max((s for s in CANTONESE_STARTS if name.startswith(s)), key=len, default=None)
        return CANTONESE_LIKE.get(name) or (CANTONESE_STARTS[start] if start else f"zh:{name}")
    found = JAPANESE_LIKE.get(name, name)
    return found if found in SYMBOL_INDEX else found[0]


def start_rows(key: str, old: int) -> list[int]:
    """For each new row of a table, the old row it starts from."""
    if key == "speakers.weight":
        return [SPEAKERS.index(SPEAKER_LIKE[s]) for s in SPEAKERS[old:]]
    if key == "prosody.phonemes.weight":
        return [SYMBOL_INDEX[similar_symbol(s)] for s in SYMBOLS[old:]]
    rows = [6] * (6 * (max(LANGUAGES.values()) + 1) - old)
    for language, tones in TONE_LIKE.items():
        for accent, tone in enumerate(tones):
            rows[6 * LANGUAGES[language] + accent - old] = 6 + tone
    return rows


def grow_state(state: dict[str, Tensor], model: nn.Module) -> dict[str, Tensor]:
    """State for `model`, whose tables may have more rows than the state's; single precision. The same rows come every time.

    A state from before the acoustic model was told where in its phoneme a frame is takes no notice of that at first.
    """
    generator = torch.Generator().manual_seed(4)
    grown = {k: v.float() if v.is_floating_point() else v for k, v in state.items()}
    for key in sorted(TABLES):
        have, want = len(grown[key]), len(model.state_dict()[key])
        if have < want:
            rows = grown[key][start_rows(key, have)]
            grown[key] = torch.cat([grown[key], rows + NOISE * torch.randn(rows.shape, generator=generator)])
    want = model.state_dict()[ENTRY].shape[1]
    if grown[ENTRY].shape[1] < want:
        frames = grown[ENTRY].unflatten(1, (PATCH, -1))
        grown[ENTRY] = torch.nn.functional.pad(frames, (0, want // PATCH - frames.shape[2])).flatten(1)
    return grown


def split_final(final: str) -> tuple[str, str]:
    """'aang' → ('aa', 'ng'); a diphthong's second half counts as its coda, and a syllabic nasal is a coda alone."""
    vowel = max((v for v in VOWELS if final.startswith(v)), key=len, default="")
    return vowel, final[len(vowel):]


def spread_finals(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """Cantonese finals whose rows began as one another's are pulled apart: each gets a random direction of its vowel and one of its coda."""
    generator = torch.Generator().manual_seed(5)
    table = state["prosody.phonemes.weight"].clone()
    halves = [split_final(final) for final in cantonese.FINALS]
    directions = {half: ADDED * torch.randn(table.shape[1], generator=generator) for half in sorted({(k, h) for pair in halves for k, h in enumerate(pair)})}
    for final, pair in zip(cantonese.FINALS, halves):
        row = SYMBOL_INDEX[cantonese.PREFIX + final]
        table[row] = KEPT * table[row] + sum(directions[k, half] for k, half in enumerate(pair))
    return state | {"prosody.phonemes.weight": table}
