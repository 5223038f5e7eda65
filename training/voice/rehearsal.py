"""Speech of voices whose recordings are not at hand, as the weights that a run starts from say it: what a run must not forget."""

from __future__ import annotations

import random

import numpy as np

from . import japanese_text, make_english
from .chain import Chain
from .corpus import Utterance
from .features import DATA
from .infer import CONVERT, Controls, draw_phonemes
from .phonemes import SYMBOL_INDEX
from .voices import base_speaker, language_of

SUFFIX = "-rehearsed"
# Nearer to the spread of recordings than what is spoken with, which a second learner would narrow again.
STEPS, TEMPERATURE = 6, 0.8


def texts_of(language: str, count: int) -> list[str]:
    """Sentences that are trained on, never held-out ones."""
    if language == "ja":
        return japanese_text.collect_sentences(count)[60:]
    if language == "en":
        return make_english.collect_sentences()[200 : 200 + count]
    lines = [line.split("\t")[1] for line in (DATA / "text/tatoeba-en-zh.tsv").read_text(encoding="utf8").splitlines()]
    return random.Random(21).sample(sorted({line for line in lines if 4 <= len(line) <= 18}), count)


def rehearse(chain: Chain, shard: str, count: int) -> list[Utterance]:
    """`count` utterances of the speaker of a shard 'zh-tan-rehearsed', as `chain` draws them; sentences it cannot read are left out."""
    voice, items = base_speaker(shard), []
    for seed, text in enumerate(texts_of(language_of(shard), count)):
        try:
            phonemes, accents = CONVERT[language_of(shard)](text)
            ids = np.array([SYMBOL_INDEX[p] for p in phonemes])
        except KeyError:
            continue
        drawn = draw_phonemes(chain, phonemes, accents, voice, Controls(steps=STEPS, temperature=TEMPERATURE, seed=seed))
        items.append(Utterance(text, drawn.mel, np.exp(drawn.pitch), drawn.voicing, ids, np.array(accents), drawn.durations))
    return items
