"""The synthetic voices and the split by voice and by speaker, made once and never moved."""

import json
from functools import lru_cache
from pathlib import Path

from .paths import DATA

ENGLISH = ["en-us"] * 8 + ["en"] * 3 + ["en-gb-scotland", "en-029", "en-gb-x-rp", "en-gb-x-gbclan", "en-us-nyc"]
# British voices were heard half as well as American ones; the list above also draws the held-out clips, and so stays.
TRAINED_ENGLISH = ["en-us"] * 6 + ["en"] * 4 + ["en-gb-scotland", "en-gb-x-rp", "en-gb-x-gbclan"] * 2 + ["en-029", "en-us-nyc"]
MANDARIN = ["cmn-latn-pinyin"]
# Never trained on, in any language or accent.
HELD_OUT_VARIANTS = ["f4", "m7", "klatt3", "steph", "Mike", "anika", "boris"]
HELD_OUT_ACCENTS = ["en-gb-x-gbcwmd"]
HELD_OUT_FLITE = ["rms", "kal16", "kal"]
TRAINED_FLITE = ["slt", "awb"]
HELD_OUT_STUDENTS = ["dsp05", "dsp12", "dsp18", "dsp25", "dsp30"]
HELD_OUT_DIGITS = "theo"
COMMON = ["m1", "m2", "m3", "m4", "m5", "m6", "m8", "f1", "f2", "f3", "f5", "klatt", "klatt2", "klatt4", "klatt5",
          "klatt6", "Alex", "Alicia", "Andrea", "Andy", "Annie", "Denis", "Diogo", "Gene", "Gene2", "Henrique", "Hugo",
          "Jacky", "Lee", "Marco", "Mario", "Michael", "Nguyen", "RicishayMax", "RicishayMax2", "adam", "antonio",
          "aunty", "belinda", "benjamin", "caleb", "david", "ed", "edward", "edward2", "fast", "grandma", "grandpa",
          "gustave", "iven", "iven2", "john", "kaukovalta", "linda", "marcelo", "max", "michel", "miguel", "norbert",
          "pablo", "paul", "pedro", "quincy", "rob", "robert", "sandro", "shelby", "steph2", "travis", "victor", "zac"]
# The plainer ones: most draws, so that a short run on a CPU has a world it can learn.
CORE = ["m1", "m2", "m3", "m4", "m5", "m6", "m8", "f1", "f2", "f3", "f5", "klatt", "klatt2", "klatt4", "belinda", "benjamin",
        "ed", "grandpa", "iven2", "linda", "max", "paul", "pedro", "rob", "robert", "steph2", "sandro", "david", "adam"]
RARE = ["whisper", "whisperf", "croak", "robosoft", "robosoft4", "announcer", "Storm", "anikaRobot"]


def draw_variant(rng):
    """One trained variant of espeak-ng: the plain ones mostly, the odd ones seldom."""
    draw = rng.random()
    return rng.choice(CORE) if draw < 0.85 else rng.choice(COMMON) if draw < 0.99 else rng.choice(RARE)


def warp_bin(factor):
    """0 deeper, 1 as it is, 2 higher: a warped voice counts as another speaker."""
    return 0 if factor < 0.93 else 2 if factor > 1.07 else 1


@lru_cache(maxsize=1)
def speakers():
    """Name → class of the speaker loss: espeak variants and flite voices × warp, then people."""
    names = [f"{voice}/{warp}" for voice in COMMON + RARE + TRAINED_FLITE for warp in range(3)]
    people = set()
    for table in ("zh-words", "zh-en-words-many-speakers", "en-digits", "en-many-speakers-untranscribed", "yue-syllables"):
        for line in (DATA / f"{table}.tsv").read_text().splitlines()[1:]:
            people.add(line.split("\t")[3])
    people -= {*HELD_OUT_STUDENTS, HELD_OUT_DIGITS}
    return {name: index for index, name in enumerate(names + sorted(people))}


@lru_cache(maxsize=1)
def phones():
    """espeak mnemonic → class; 0 is silence. The list is frozen: the phoneme heads of the shipped checkpoint follow its order."""
    names = json.loads((Path(__file__).parent / "phones.json").read_text())
    return {name: index for index, name in enumerate(names)}
