"""Whether the words are understood under every preset, as a share of what is understood of neutral speech.

    python -m training.voice.measure_presets --write-table eval-out/presets.tsv
    npm run build && npm run eval -- tts eval-out/presets.tsv --out eval-out/presets
    python -m training.voice.measure_presets eval-out/presets --write-manifest eval-out/presets/heard.tsv
    npm run eval -- asr eval-out/presets/heard.tsv --hyp eval-out/presets/hypotheses.tsv
    python -m training.voice.measure_presets eval-out/presets --hypotheses eval-out/presets/hypotheses.tsv

English: 20 held-out sentences, taken down without a list by pocketsphinx and by the page's own recogniser. Mandarin: held-out words, by the
listener of `measure_dialects`, which learned from one woman's syllables (the recogniser writes hardly any of these words). Prints one JSON line
a preset: what is right, and its share of what is right of neutral, with the 95 % interval of that share by resampling sentences.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import soundfile
import torch

from training.tokenizer.scoring import edit_distance

from .evaluate_languages import POINTS, train_listener
from .evaluate_listener import listener_sentences, plain
from .measure_dialects import HELD, PARTS, held_out, human_words, our_words
from .corpus import load_shard
from .measure_feeling import EMOTIONS, dictate

STYLES = ["narrate", "whisper", "shout", "news", "bedtime", "rap", "sing"]
NAMES = ["neutral", *EMOTIONS, *STYLES]
DIALECTS = {"en-slt": "british", "zh-tan": "sichuanese"}
# How `describe` lays out its features: each cepstrum at the even places, then at the early ones.
CEPSTRA, PLACES = 16, 2 * POINTS
SENTENCES = 20
WORDS = 20
DRAWS = 2000


def english() -> list[str]:
    """Whole thoughts, neither so short that a listener has nothing to go by nor so long that one slip spoils many words."""
    return [s for s in listener_sentences() if 5 <= len(plain(s).split()) <= 9][:SENTENCES]


def names_of(voice: str) -> list[str]:
    return [*NAMES, DIALECTS[voice]]


def texts_of(voice: str) -> list[str]:
    return [item.text for item in held_out("zh")[:WORDS]] if voice == "zh-tan" else english()


def clip(folder: Path, voice: str, name: str, i: int) -> Path:
    return folder / f"{voice}.{name}.{i}.wav"


def write_table(path: Path) -> None:
    rows = ["id\tlanguage\ttext\tvoice\temotion\tstyle\tdialect"]
    for voice in DIALECTS:
        for name in names_of(voice):
            emotion, style, dialect = (name if name in kinds else "" for kinds in (EMOTIONS, STYLES, DIALECTS.values()))
            rows += [f"{voice}.{name}.{i}\t{voice[:2]}\t{text}\t{voice}\t{emotion}\t{style}\t{dialect}" for i, text in enumerate(texts_of(voice))]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(rows) + "\n")


def write_manifest(path: Path, folder: Path, voice: str = "en-slt") -> None:
    rows = [f"{clip(folder, voice, name, i).resolve()}\t{voice[:2]}\t{text}" for name in names_of(voice) for i, text in enumerate(texts_of(voice))]
    path.write_text("\n".join(["file\tlanguage\ttext", *[row for row in rows if Path(row.split("\t")[0]).exists()]]) + "\n")


def compare(right: dict[str, np.ndarray], of: np.ndarray) -> dict[str, list[float]]:
    """{preset: [share that is right, share of neutral, low, high]}; `right` and `of` count units of each sentence."""
    pick = np.random.default_rng(0).integers(0, len(of), (DRAWS, len(of)))
    base = right["neutral"]
    result = {}
    for name, hits in right.items():
        draws = hits[pick].sum(1) / np.maximum(1e-9, base[pick].sum(1))
        result[name] = [round(float(x), 3) for x in (hits.sum() / of.sum(), hits.sum() / base.sum(), *np.percentile(draws, (2.5, 97.5)))]
    return result


def report(voice: str, listener: str, right: dict[str, np.ndarray], of: np.ndarray) -> None:
    for name, (share, ratio, low, high) in compare(right, of).items():
        print(json.dumps({"voice": voice, "listener": listener, "as": name, "right": share, "shareOfNeutral": ratio, "from": low, "to": high, "of": int(of.sum())}), flush=True)


def units(text: str, voice: str) -> list[str]:
    return [c for c in text if c.isalnum()] if voice == "zh-tan" else plain(text).split()


def words_right(said: list[str], heard: list[str], voice: str) -> np.ndarray:
    """Units less errors of each sentence: one minus the error rate, when summed and divided."""
    return np.array([len(units(s, voice)) - edit_distance(units(s, voice), units(h, voice)) for s, h in zip(said, heard)], float)


def measure_transcripts(voice: str, listener: str, heard: dict[str, list[str]]) -> None:
    said = texts_of(voice)
    of = np.array([len(units(s, voice)) for s in said], float)
    report(voice, listener, {name: words_right(said, lines, voice) for name, lines in heard.items()}, of)


def load(folder: Path, voice: str) -> dict[str, list[np.ndarray]]:
    return {name: [soundfile.read(clip(folder, voice, name, i), dtype="float32")[0] for i in range(len(texts_of(voice)))]
            for name in names_of(voice) if clip(folder, voice, name, 0).exists()}


def measure_pocketsphinx(folder: Path) -> None:
    wavs = load(folder, "en-slt")
    heard = iter(dictate([wav for clips in wavs.values() for wav in clips]))
    measure_transcripts("en-slt", "pocketsphinx", {name: [next(heard) for _ in clips] for name, clips in wavs.items()})


def measure_own_ear(folder: Path, hypotheses: Path, voice: str = "en-slt") -> None:
    lines = [(line + "\t\t").split("\t") for line in hypotheses.read_text(encoding="utf8").splitlines()[1:]]
    text_of = {Path(file).name: text for file, _, text, *_ in lines}
    names = [name for name in names_of(voice) if clip(folder, voice, name, 0).name in text_of]
    measure_transcripts(voice, "own", {name: [text_of.get(clip(folder, voice, name, i).name, "") for i in range(len(texts_of(voice)))] for name in names})


def mean_spectrum(words: list[list]) -> np.ndarray:
    """(CEPSTRA, 1) the mean over all syllables and places, in the units of the listener's features."""
    return np.mean([features[: CEPSTRA * PLACES].reshape(CEPSTRA, PLACES) for word in words for features, _ in word], axis=(0, 2))[:, None]


def get_used(words: list[list], to: np.ndarray) -> list[list]:
    """The words with their mean spectrum at `to`: what is left to somebody who is used to the level and colour of a manner of speaking, as any recogniser with a mean taken off."""
    shift = np.repeat(to - mean_spectrum(words), PLACES, 1).ravel()
    return [[(np.concatenate([features[: shift.size] + shift, features[shift.size :]]).astype(np.float32), label) for features, label in word] for word in words]


def measure_syllables(folder: Path) -> None:
    """
    What the listener for Mandarin syllables hears. It knows one woman at her own pitch, so of tones under a moved pitch it says nothing. It is asked twice:
    as it is, which counts every change of level and colour against a preset, and used to the preset (`get_used`).
    """
    items = held_out("zh")[:WORDS]
    listeners = train_listener([row for word in human_words(load_shard(HELD["zh"].removesuffix("-held-out")), "zh") for row in word])
    mean, std = listeners["scale"]
    counts: dict[str, dict[str, np.ndarray]] = {f"{part}{used}": {} for part in PARTS for used in ("", ", used to it")}
    of = np.zeros(len(items))
    made = {name: our_words(folder, items, "zh", lambda i, name=name: f"zh-tan.{name}.{i}") for name in names_of("zh-tan") if clip(folder, "zh-tan", name, 0).exists()}
    usual = mean_spectrum(made["neutral"])
    for name, used, words in [(name, used, get_used(words, usual) if used else words) for name, words in made.items() for used in ("", ", used to it")]:
        hits = np.zeros((3, len(items)))
        for n, word in enumerate(words):
            for features, label in word:
                x = ((torch.tensor(features) - mean) / std)[None]
                with torch.no_grad():
                    hits[:, n] += [listeners[part][1][int(listeners[part][0](x).argmax())] == label[k] for k, part in enumerate(PARTS)]
            of[n] = max(of[n], len(word))
        for k, part in enumerate(PARTS):
            counts[part + used][name] = hits[k]
    for part, right in counts.items():
        report("zh-tan", part, right, of)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--write-table", type=Path)
    parser.add_argument("--write-manifest", type=Path)
    parser.add_argument("--hypotheses", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    if args.write_table:
        write_table(args.write_table)
    elif args.write_manifest:
        write_manifest(args.write_manifest, args.folder)
    elif args.folder:
        if args.hypotheses:
            measure_own_ear(args.folder, args.hypotheses)
        if clip(args.folder, "en-slt", "neutral", 0).exists():
            measure_pocketsphinx(args.folder)
        if clip(args.folder, "zh-tan", "neutral", 0).exists():
            measure_syllables(args.folder)


if __name__ == "__main__":
    main()
