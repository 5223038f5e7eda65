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
SPEAKERS = [*BASES, *VARIANTS]

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
}
