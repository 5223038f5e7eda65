"""The JSON files of the random-weight pack, each in its smallest form."""

import json
import shutil

import numpy as np
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

from training.tokenizer.ngram_file import to_bytes
from training.tokenizer.word_models import Backoff

from .manifest import MINI_DIR
from .random_graphs import MELS

SPEAKER_DIM = 32
TEXT_UNITS = ["<blank>", " ", "'", *"abcdefghijklmnopqrstuvwxyz", "ni3", "hao3", "ma5", "wo3", "shi4"]
LANGUAGES = ["en", "zh", "yue", "ja", "other"]
EVENTS = ["silence", "speech", "music", "noise"]
TRAITS = ["pitch", "pitchRange", "rate", "energy", "arousal"]
ARPABET = ("aa ae ah ao aw ay b ch d dh eh er ey f g hh ih iy jh k l m n ng ow oy p r s sh t th uh uw v w y z zh").split()
PINYIN = ("b p m f d t n l g k h j q x zh ch sh r z c s a o e i u v ai ei ao ou an en ang eng ong er ia ie iao iu ian in "
          "iang ing iong ua uo uai ui uan un uang ueng van ve vn").split()


def write_json(out_dir, name, value):
    """Compact JSON with one newline at the end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    (out_dir / name).write_text(text + "\n", encoding="utf-8")


def mel_definition(n_fft, win_length, hop_length, min_hz, max_hz, is_centred):
    """One definition of features.json with neutral statistics."""
    return {"sampleRateHz": 16000, "nFft": n_fft, "winLength": win_length, "hopLength": hop_length, "nMels": MELS,
            "minHz": min_hz, "maxHz": max_hz, "isCentred": is_centred, "power": 2, "floor": 1e-6,
            "mean": [-4.0] * MELS, "std": [3.0] * MELS}


def write_tokenizer(out_dir):
    """Byte-level BPE without merges; returns the vocabulary size."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={c: i for i, c in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False)
                                  for t in ("<|BOT|>", "<|EOT|>", "<tool_call>", "</tool_call>")])
    tokenizer.save(str(out_dir / "llm-tokenizer.json"), pretty=False)
    return tokenizer.get_vocab_size()


def write_language_models(out_dir):
    """Trigrams of a few words, in the format of training/tokenizer/ngram_file.py."""
    def model(words, decode):
        count = len(words)
        keys = np.array([1], np.int64)
        return to_bytes(Backoff(words, np.full(count + 2, -2.0), np.zeros(count + 2), keys, np.full(1, -1.0), np.zeros(1),
                                keys[:0], np.zeros(0)), decode)

    (out_dir / "lm-en.bin").write_bytes(model(["hello", "you"], {
        "beam": 8, "weight": 0.7, "wordBonus": 0.8, "oovPenalty": 7.0, "oovLetter": 0.6, "minLogProb": -8.0, "ahead": 0.2, "sharpness": 1.0,
        "blankBias": 0.0, "gap": 14.0}))
    (out_dir / "lm-zh.bin").write_bytes(model(["\u4f60", "\u4f60\u597d", "\u5417", "\u597d", "\u6211", "\u662f"], {
        "beam": 8, "weight": 0.5, "candidates": 6, "candidateRange": 7.0, "maxWordLength": 4, "paths": 20}))
    write_json(out_dir, "lexicon-zh.json", {"entries": {"ni3": [0], "hao3": [3], "ni3 hao3": [1], "ma5": [2], "wo3": [4], "shi4": [5]}})


def write_resources(out_dir):
    """Every JSON file of the interface in its smallest form; returns (vocabulary size, phoneme symbols)."""
    symbols = ["<pad>", "sil", *ARPABET, *(p for p in PINYIN if p not in ARPABET)]
    write_json(out_dir, "features.json", {"tokenizer": mel_definition(512, 400, 160, 20, 7600, False),
                                          "vocoder": mel_definition(1024, 1024, 200, 20, 7600, True)})
    write_json(out_dir, "units.json", {"text": TEXT_UNITS, "languages": LANGUAGES, "events": EVENTS, "traits": TRAITS})
    write_json(out_dir, "phonemes.json", {"symbols": symbols, "languages": {"en": 0, "zh": 1}})
    generator = torch.Generator().manual_seed(7)
    write_json(out_dir, "voices.json", [
        {"id": voice, "name": voice.title(), "language": language, "pitchHz": pitch, "source": "random numbers",
         "speaker": [round(v, 4) for v in torch.randn(SPEAKER_DIM, generator=generator).tolist()]}
        for voice, language, pitch in (("anna", "en", 200), ("ben", "en", 110), ("mei", "zh", 220))])
    write_language_models(out_dir)
    write_json(out_dir, "g2p-en.json", {"order": [1, -1], "chunks": ["", "ah0", "b", "k"], "tree": {"a": 1, "b": 2, "c": 3}})
    shutil.copy(MINI_DIR / "tools.json", out_dir / "tools.json")
    return write_tokenizer(out_dir), symbols
