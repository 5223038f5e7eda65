"""Whether the words are understood under every preset, as a share of what is understood of neutral speech.

    python -m training.voice.measure_presets --write-table eval-out/presets.tsv
    npm run build && npm run eval -- tts eval-out/presets.tsv --out eval-out/presets
    python -m training.voice.measure_presets eval-out/presets --write-manifest eval-out/presets/heard.tsv
    npm run eval -- asr eval-out/presets/heard.tsv --hyp eval-out/presets/hypotheses.tsv
    python -m training.voice.measure_presets eval-out/presets --hypotheses eval-out/presets/hypotheses.tsv

English: 60 held-out sentences, taken down without a list by pocketsphinx (again with British pronunciations beside the American ones of its dictionary:
`british_listener`) and by the page's own recogniser; Mandarin: 50 sentences of the recogniser's held-out templates, by the page's own recogniser, in
characters, and neutral and Sichuanese syllable by syllable by a listener that knows the accent (`accent_listener`). Prints one JSON line a preset: what
is right, one minus the error rate, and its share of what is right of neutral, with the 95 % interval of that share by resampling sentences. The presets
that the Studio has built in are mixtures of all these and of sliders; their ids are those of `src/studio/presets.ts`.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np
import soundfile
import torch

from training.tokenizer.scoring import edit_distance

from .accent_listener import AccentListener, ask
from .british_listener import british_dictionary
from .evaluate_listener import listener_sentences, plain
from .features import ROOT
from .measure_dialects import load_words
from .measure_feeling import EMOTIONS, dictate

STYLES = ["narrate", "whisper", "shout", "news", "bedtime", "rap", "sing"]
STUDIO = ["storyteller", "newsreader", "bedtime", "excited-friend", "secret", "coach", "bad-day", "complaint", "meditation", "robot", "rapper"]
PRESETS = {f"preset-{name}": name for name in STUDIO}
NAMES = ["neutral", *EMOTIONS, *STYLES, *PRESETS]
DIALECTS = {"en-slt": "british", "zh-tan": "sichuanese"}
SENTENCES = 60
MANDARIN_SENTENCES = 50
DRAWS = 2000


def english() -> list[str]:
    """Whole thoughts, neither so short that a listener has nothing to go by nor so long that one slip spoils many words."""
    return [s for s in listener_sentences() if 5 <= len(plain(s).split()) <= 9][:SENTENCES]


def mandarin() -> list[str]:
    """From all over the list; what stands there as a checksum is left out."""
    lines = [line for line in (ROOT / "training/tokenizer/heldout/zh.txt").read_text(encoding="utf8").split() if re.fullmatch("[一-鿿]{6,12}", line)]
    return lines[:: len(lines) // MANDARIN_SENTENCES][:MANDARIN_SENTENCES]


def names_of(voice: str) -> list[str]:
    return [*NAMES, DIALECTS[voice]]


def texts_of(voice: str) -> list[str]:
    return mandarin() if voice == "zh-tan" else english()


def clip(folder: Path, voice: str, name: str, i: int) -> Path:
    return folder / f"{voice}.{name}.{i}.wav"


def write_table(path: Path) -> None:
    rows = ["id\tlanguage\ttext\tvoice\temotion\tstyle\tdialect\tpreset"]
    for voice in DIALECTS:
        for name in names_of(voice):
            emotion, style, dialect = (name if name in kinds else "" for kinds in (EMOTIONS, STYLES, DIALECTS.values()))
            rows += [f"{voice}.{name}.{i}\t{voice[:2]}\t{text}\t{voice}\t{emotion}\t{style}\t{dialect}\t{PRESETS.get(name, '')}" for i, text in enumerate(texts_of(voice))]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(rows) + "\n")


def write_manifest(path: Path, folder: Path) -> None:
    rows = [f"{clip(folder, voice, name, i).resolve()}\t{voice[:2]}\t{text}" for voice in DIALECTS for name in names_of(voice) for i, text in enumerate(texts_of(voice))]
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
    for listener, dictionary in (("pocketsphinx", []), ("pocketsphinx with British pronunciations", [british_dictionary()])):
        heard = iter(dictate([wav for clips in wavs.values() for wav in clips], *dictionary))
        measure_transcripts("en-slt", listener, {name: [next(heard) for _ in clips] for name, clips in wavs.items()})


def measure_accent(folder: Path) -> None:
    """Neutral by a listener of Mandarin, Sichuanese by one of Sichuanese."""
    spans, said = load_words(folder), mandarin()
    names = [name for name in ("neutral", DIALECTS["zh-tan"]) if all(clip(folder, "zh-tan", name, i).exists() for i in range(len(said)))]
    if "neutral" not in names:
        return
    heard = {name: ask(AccentListener(name != "neutral"), said, [clip(folder, "zh-tan", name, i) for i in range(len(said))], [spans[f"zh-tan.{name}.{i}"] for i in range(len(said))]) for name in names}
    for part in ("sounds", "sounds by alignment", "tones", "both", "both by alignment", "sentences"):
        of = np.ones(len(said)) if part == "sentences" else heard["neutral"]["of"]
        report("zh-tan", f"one that knows the accent, {part}", {name: counts[part] for name, counts in heard.items()}, of)


def measure_own_ear(folder: Path, hypotheses: Path, voice: str) -> None:
    lines = [(line + "\t\t").split("\t") for line in hypotheses.read_text(encoding="utf8").splitlines()[1:]]
    text_of = {Path(file).name: text for file, _, text, *_ in lines}
    names = [name for name in names_of(voice) if clip(folder, voice, name, 0).name in text_of]
    measure_transcripts(voice, "own", {name: [text_of.get(clip(folder, voice, name, i).name, "") for i in range(len(texts_of(voice)))] for name in names})


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
        measure_pocketsphinx(args.folder)
        measure_accent(args.folder)
        for voice in DIALECTS if args.hypotheses else ():
            measure_own_ear(args.folder, args.hypotheses, voice)


if __name__ == "__main__":
    main()
