"""The speakers the chain learns, and what the page may call them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Variant:
    """A voice made from another by scaling its vocal tract (`warp`, formants times this) and its F0 (`pitch`)."""

    base: str
    warp: float
    pitch: float


BASES = ["en-slt", "en-rms", "en-awb", "zh-tan"]
VARIANTS = {
    "en-rms-deep": Variant("en-rms", 0.93, 0.86),
    "en-slt-bright": Variant("en-slt", 1.10, 1.14),
    "en-awb-light": Variant("en-awb", 1.12, 1.6),
    "zh-tan-low": Variant("zh-tan", 0.87, 0.58),
    "zh-tan-bright": Variant("zh-tan", 1.07, 1.12),
}
# Voices of the second training, after those that were shipped: their places in the table never move.
ADDED_BASES = ["yue-1", "ja-tohoku"]
ADDED_VARIANTS = {"yue-1-light": Variant("yue-1", 1.16, 1.75), "ja-tohoku-low": Variant("ja-tohoku", 0.87, 0.55)}
SPEAKERS = [*BASES, *VARIANTS, *ADDED_BASES, *ADDED_VARIANTS]
VARIANTS |= ADDED_VARIANTS

DESCRIPTIONS = {
    "en-slt": ("Sally", "flite cmu_us_slt, built from CMU ARCTIC (Carnegie Mellon University)"),
    "en-rms": ("Robert", "flite cmu_us_rms, built from CMU ARCTIC (Carnegie Mellon University)"),
    "en-awb": ("Alan", "flite cmu_us_awb, built from CMU ARCTIC (Carnegie Mellon University)"),
    "zh-tan": ("谭悦", "human words by Yue Tan (Shtooka, cmn-caen-tan), CC BY-SA; sentence prosody by rule"),
    "en-rms-deep": ("Robert, deep", "en-rms with a longer vocal tract"),
    "en-slt-bright": ("Sally, bright", "en-slt with a shorter vocal tract"),
    "en-awb-light": ("Ailsa", "en-awb with a shorter vocal tract and higher F0"),
    "zh-tan-low": ("谭悦·低", "zh-tan with a longer vocal tract and lower F0"),
    "zh-tan-bright": ("谭悦·亮", "zh-tan with a shorter vocal tract"),
    "yue-1": ("阿傑（試驗）", "human syllables by one Hong Kong man (jyutnet-cantonese-syllables), CC BY-SA 4.0; sentence prosody by rule"),
    "yue-1-light": ("阿欣（試驗）", "yue-1 with a shorter vocal tract and higher F0"),
    "ja-tohoku": ("東北", "synthetic: Open JTalk with Tohoku University's HTS voice f01 (Ito–Nosé Laboratory, 2015), CC BY 4.0"),
    "ja-tohoku-low": ("東北・低", "ja-tohoku with a longer vocal tract and lower F0"),
}


def language_of(name: str) -> str:
    """Language of a voice or of a shard: 'yue-1-sentences' → 'yue'."""
    return name.split("-")[0]


def base_speaker(shard: str) -> str:
    """The speaker of a shard, whose name may go on after the speaker's."""
    return max((s for s in (*BASES, *ADDED_BASES) if shard == s or shard.startswith(f"{s}-")), key=len)
