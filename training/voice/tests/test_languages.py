"""Cantonese and Japanese phonemes, and tables that grow. Seconds on a CPU, no data needed."""

import json

import numpy as np
import pytest
import torch

from training.voice.cantonese import FINALS, cantonese_phonemes, split_jyutping
from training.voice.chain import Chain
from training.voice.compose_cantonese import Recordings
from training.voice.corpus import Utterance
from training.voice.features import POSITIONS, ROOT
from training.voice.grow import ENTRY, grow_state, similar_symbol, split_final, spread_finals
from training.voice.japanese import MORAE, accent_of, japanese_phonemes, split_morae
from training.voice.make_japanese import read_labels
from training.voice.phonemes import ACCENT_ROWS, LANGUAGES, SYMBOL_INDEX, SYMBOLS
from training.voice.train_chain import make_optimizer
from training.voice.voices import SPEAKERS, base_speaker, language_of

SMALL = ({"dim": 32, "layers": 1, "heads": 2, "dropout": 0.0}, {"dim": 64, "layers": 2, "heads": 2, "inner": 64})


def test_no_symbol_stands_for_two_sounds():
    assert len(SYMBOL_INDEX) == len(SYMBOLS)


def test_rows_of_accents_never_overlap():
    highest = {"en": 2, "zh": 5, "yue": 6, "ja": 3}
    rows = [6 * LANGUAGES[language] + accent for language, top in highest.items() for accent in range(top + 1)]
    assert len(set(rows)) == len(rows)
    assert max(rows) < ACCENT_ROWS


@pytest.mark.parametrize("spelled, phones, tone", [
    ("gwong2", ["yue:gw", "yue:ong"], 2), ("m4", ["yue:mm"], 4), ("ng5", ["yue:nng"], 5), ("aa3", ["yue:aa"], 3),
    ("jyut6", ["yue:j", "yue:yut"], 6), ("ngo5", ["yue:ng", "yue:o"], 5), ("hm1", ["yue:h", "yue:mm"], 1),
])
def test_jyutping_splits(spelled, phones, tone):
    assert split_jyutping(spelled) == (phones, tone)


def test_cantonese_pauses_never_touch():
    phonemes, accents = cantonese_phonemes("好，，呀？", ["hou2", "，", "，", "aa3", "？"])
    assert phonemes == ["sil", "yue:h", "yue:ou", "sp", "yue:aa", "sil?"]
    assert accents == [0, 2, 2, 0, 3, 0]


def test_every_mora_is_made_of_known_sounds():
    assert all(f"ja:{phone}" in SYMBOL_INDEX for mora in MORAE.values() for phone in mora.split())
    assert split_morae("きょうッカー") == [["ky", "o"], ["u"], ["cl"], ["k", "a"], ["a"]]


@pytest.mark.parametrize("kernel, accents", [(0, [1, 2, 2, 2]), (1, [3, 1, 1, 1]), (2, [1, 3, 1, 1]), (3, [1, 2, 3, 1]), (4, [1, 2, 2, 2])])
def test_pitch_falls_after_the_kernel(kernel, accents):
    assert [accent_of(mora, 4, kernel) for mora in (1, 2, 3, 4)] == accents


def test_whispered_vowels():
    assert " ".join(japanese_phonemes([("きました", 2)])[0]) == "sil ja:k ja:i ja:m ja:a ja:sh ja:I ja:t ja:a sil"
    assert japanese_phonemes([("です", 1)])[0][-2] == "ja:U"


def test_labels_of_open_jtalk_become_phonemes():
    trace = ("0 5000000 xx^xx-sil+a=m/A:xx+xx+xx/B:xx/F:xx_xx#0\n5000000 6250000 xx^sil-a+m=e/A:0+1+2/B:xx/F:2_1#0\n"
             "6250000 7500000 sil^a-m+e=sil/A:1+2+1/B:xx/F:2_1#0\n7500000 10000000 a^m-e+sil=xx/A:1+2+1/B:xx/F:2_1#0\n10000000 12500000 m^e-sil+xx=xx/A:xx+xx+xx/B:xx/F:xx_xx#0\n")
    phones, accents, bounds = read_labels(trace, False)
    assert phones == ["sil", "ja:a", "ja:m", "ja:e", "sil"]
    assert accents == [0, 3, 1, 1, 0]
    assert bounds.tolist() == [0, 40, 50, 60, 80, 100]


def test_growing_keeps_every_old_row_and_answers_the_same_twice():
    torch.manual_seed(0)
    chain = Chain(*SMALL)
    small = {k: v[: {"prosody.phonemes.weight": 102, "prosody.accents.weight": 12, "speakers.weight": 9}.get(k, len(v) if v.dim() else None)] if v.dim() else v
             for k, v in chain.state_dict().items()}
    grown, again = grow_state(small, chain), grow_state(small, chain)
    chain.load_state_dict(grown)
    for key, rows in small.items():
        assert torch.equal(grown[key][: len(rows)] if rows.dim() else grown[key], rows)
        assert torch.equal(grown[key], again[key])


def test_every_parameter_is_trained_once_and_tables_at_their_own_rate():
    chain = Chain(*SMALL)
    optimizer = make_optimizer(chain, 1e-3, 10.0)
    counts = [sum(p.numel() for p in group["params"]) for group in optimizer.param_groups]
    assert sum(counts) == sum(p.numel() for p in chain.parameters())
    assert counts[1] == chain.prosody.phonemes.weight.numel() + chain.prosody.accents.weight.numel() + chain.speakers.weight.numel()
    assert [group["share"] for group in optimizer.param_groups] == [1.0, 10.0]


def test_every_new_sound_starts_from_an_old_one():
    assert all(SYMBOL_INDEX[similar_symbol(s)] < 102 for s in SYMBOLS[102:])


def test_shards_belong_to_speakers():
    assert base_speaker("yue-1-sentences") == "yue-1"
    assert base_speaker("ja-tohoku-held-out") == "ja-tohoku"
    assert language_of("ja-tohoku-low") == "ja"
    assert SPEAKERS[:4] == ["en-slt", "en-rms", "en-awb", "zh-tan"]


def test_a_held_out_tone_is_borrowed_from_another_syllable():
    def item(text: str, hz: float) -> Utterance:
        return Utterance(text, np.zeros((20, 80)), np.full(20, hz), np.ones(20), np.zeros(4, int), np.zeros(4, int), np.array([3, 4, 10, 3]))

    recordings = Recordings([item("saa1", 200.0), item("baa4", 100.0)])
    made = recordings.find("saa4", __import__("random").Random(0))
    assert made.tone == 4
    assert np.allclose(np.exp(made.pitch), 100.0)
    assert len(made.pitch) == len(made.mel)


def test_golden_cantonese_is_what_the_reference_says():
    pytest.importorskip("ToJyutping")
    for row in json.loads((ROOT / "workers/vocoder/golden/phonemes-cantonese.json").read_text()):
        assert cantonese_phonemes(row["text"]) == (row["phonemes"], row["accents"])


def test_golden_japanese_is_what_the_reference_says():
    for row in json.loads((ROOT / "workers/vocoder/golden/phonemes-japanese.json").read_text()):
        assert japanese_phonemes([tuple(p) for p in row["phrases"]]) == (row["phonemes"], row["accents"])


@pytest.mark.parametrize("final, halves", [("aang", ("aa", "ng")), ("yut", ("yu", "t")), ("ui", ("u", "i")), ("a", ("a", "")), ("mm", ("", "mm"))])
def test_finals_are_a_vowel_and_a_coda(final, halves):
    assert split_final(final) == halves


def test_spread_finals_are_as_far_apart_as_other_sounds():
    torch.manual_seed(0)
    # As they grew: all near one row.
    table = 0.5 * torch.randn(len(SYMBOLS), 192)
    rows = [SYMBOL_INDEX[f"yue:{final}"] for final in FINALS]
    table[rows] = table[rows[0]] + 0.1 * torch.randn(len(rows), 192)
    spread = spread_finals({"prosody.phonemes.weight": table})["prosody.phonemes.weight"]
    apart = torch.cdist(spread[rows], spread[rows]) + 99 * torch.eye(len(rows))
    assert apart.min() > 5
    others = [i for i in range(len(SYMBOLS)) if i not in rows]
    assert (spread[others] == table[others]).all()


def test_weights_that_know_no_places_take_no_notice_of_them():
    torch.manual_seed(0)
    chain = Chain(*SMALL)
    torch.nn.init.normal_(chain.acoustic.leave.weight)
    state = chain.state_dict()
    blind = state | {ENTRY: state[ENTRY].unflatten(1, (2, -1))[..., :-POSITIONS].flatten(1)}
    chain.load_state_dict(grow_state(blind, chain))
    condition, flat = torch.randn(1, 8, 32 + POSITIONS), torch.full((1, 8), 5.0)
    elsewhere = torch.cat([condition[..., :32], torch.randn(1, 8, POSITIONS)], -1)
    rest = (flat, flat / 5, flat - 12, torch.randn(1, 64), torch.randn(1, 8, 80), torch.tensor([0.5]))
    with torch.no_grad():
        assert (chain.acoustic(condition, *rest) == chain.acoustic(elsewhere, *rest)).all()
