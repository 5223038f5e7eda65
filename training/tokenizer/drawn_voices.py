"""Voices that espeak-ng does not come with: formants, source and stress drawn anew, as variant files in a copy of its data.

Seventy variants were heard so often that the seven held-out ones stayed strange; these are never heard twice alike.
The ranges are those of the variants that espeak-ng 1.51 ships, a little widened.
"""

import math
import shutil
from pathlib import Path

from .paths import BUILD

SHIPPED = Path("/usr/lib/x86_64-linux-gnu/espeak-ng-data")
NAMES = [f"drawn{number:02d}" for number in range(40)]


def variant(name, rng):
    """The text of one variant file (espeak-ng's docs/voices.md says what its lines mean)."""
    is_female = rng.random() < 0.5
    low = math.exp(rng.uniform(math.log(130), math.log(230))) if is_female else math.exp(rng.uniform(math.log(60), math.log(125)))
    tract = rng.uniform(104, 130) if is_female else rng.uniform(88, 108)
    lines = ["language variant", f"name {name}", f"gender {'female' if is_female else 'male'}",
             f"pitch {low:.0f} {low * rng.uniform(1.2, 1.6):.0f}"]
    if rng.random() < 0.2:
        lines.append(f"klatt {rng.randint(1, 5)}")
    lines.append(f"formant 0 {rng.uniform(60, 120):.0f} {rng.uniform(80, 170):.0f} {rng.uniform(100, 155):.0f}")
    for number in range(1, 9):
        least = 45 if number < 6 else 0
        lines.append(f"formant {number} {tract * rng.gauss(1, 0.045 if number < 4 else 0.08):.0f} {rng.uniform(least, 115):.0f} {rng.uniform(70, 165):.0f}")
    lines += [f"flutter {rng.randint(0, 8)}", f"roughness {rng.choice((0, 0, 1, 2, 3))}", f"voicing {rng.uniform(35, 115):.0f}",
              f"consonants {rng.uniform(45, 120):.0f} {rng.uniform(45, 115):.0f}"]
    if rng.random() < 0.4:
        tilt = [rng.randint(90, 255), rng.randint(40, 200), rng.randint(10, 120), rng.randint(5, 80)]
        lines.append("tone " + " ".join(f"{hertz} {amount}" for hertz, amount in zip((100, 600, 1500, 3000), tilt)))
    if rng.random() < 0.15:
        lines.append(f"breath {rng.randint(0, 30)} {rng.randint(0, 30)} {rng.randint(0, 20)} {rng.randint(0, 20)}")
    if rng.random() < 0.15:
        lines.append(f"echo {rng.randint(60, 150)} {rng.randint(5, 20)}")
    if rng.random() < 0.5:
        lines.append("stressAmp " + " ".join(str(rng.randint(14, 24)) for _ in range(8)))
    if rng.random() < 0.5:
        lines.append("stressAdd " + " ".join(str(rng.randint(-30, 60)) for _ in range(8)))
    return "\n".join(lines) + "\n"


def data_folder(seed, rng):
    """A folder with espeak-ng's data in which `NAMES` are variants drawn by `rng`; one a seed."""
    folder = BUILD / f"espeak-{seed:03d}"
    shutil.rmtree(folder, ignore_errors=True)
    # espeak-ng lists 349 voices at most, so those of mbrola make room.
    shutil.copytree(SHIPPED, folder / "espeak-ng-data", ignore=shutil.ignore_patterns("*_dict", "mb"))
    for dictionary in SHIPPED.glob("*_dict"):
        (folder / "espeak-ng-data" / dictionary.name).symlink_to(dictionary)
    for name in NAMES:
        (folder / "espeak-ng-data" / "voices" / "!v" / name).write_text(variant(name, rng))
    return folder
