"""Scores transcripts of file_sets.py: word times, and who said which words.

    npm run eval -- file training/build/eval-files/{clip,talk}-*.flac --out OUT --formats json
    python -m training.tokenizer.score_words OUT [--align]

Prints one JSON object. Recognised words are matched to the words said by an alignment of least edit distance; only
equal words count, and of alignments that are equally cheap the one whose words are nearer in time is taken.
`--align` also times the true text, sentence by sentence, with the page's own forced alignment (timeEnglish).
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from .features import SAMPLE_RATE, log_mel
from .file_sets import FOLDER
from .onnx_runner import OnnxTokenizer
from .paths import PACK, ROOT
from .wave import read_audio

LETTER_COLUMNS = 29
# Silence that the page leaves around a segment (segmenter.ts, `pad`), and the hiss it adds (recognizer.ts, `DITHER`).
PAD_SECONDS = 0.128
DITHER = 1e-4
_CJK = re.compile(r"[\u4e00-\u9fff]")
_TIME_WORDS = """
import { readFileSync } from 'node:fs';
import { timeEnglish } from './workers/tokenizer/word-times.ts';
const { units, sentences } = JSON.parse(readFileSync(0, 'utf8'));
const timed = sentences.map(({ text, rows, audioMs }) => timeEnglish(text, rows.map((row) => Float32Array.from(row)), units, audioMs));
process.stdout.write(JSON.stringify(timed));
"""


def match(reference, heard):
    """Pairs (index in reference, index in heard) of equal words; both are rows with "text", "startMs"."""
    rows, columns = len(reference) + 1, len(heard) + 1
    costs = np.zeros((rows, columns))
    costs[:, 0], costs[0] = np.arange(rows), np.arange(columns)

    def pair_cost(i, j):
        # Far below one edit even when summed over a recording.
        near = min(1.0, abs(reference[i]["startMs"] - heard[j]["startMs"]) / 60_000) * 1e-4
        return near if reference[i]["text"] == heard[j]["text"] else 1.0

    for i in range(1, rows):
        for j in range(1, columns):
            costs[i, j] = min(costs[i - 1, j] + 1, costs[i, j - 1] + 1, costs[i - 1, j - 1] + pair_cost(i - 1, j - 1))
    pairs, (i, j) = [], (rows - 1, columns - 1)
    while i > 0 and j > 0:
        if costs[i, j] == costs[i - 1, j - 1] + pair_cost(i - 1, j - 1):
            i, j = i - 1, j - 1
            if reference[i]["text"] == heard[j]["text"]:
                pairs.append((i, j))
        elif costs[i, j] == costs[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def heard_words(document):
    """Words of a transcript, Mandarin by the character, each with the speaker of its segment."""
    words = []
    for segment in document["segments"]:
        for word in segment["words"]:
            parts = list(word["text"]) if _CJK.search(word["text"]) else [re.sub(r"[^a-z']", "", word["text"].lower())]
            step = (word["endMs"] - word["startMs"]) / max(1, len(parts))
            words += [{"text": part, "startMs": word["startMs"] + i * step, "endMs": word["startMs"] + (i + 1) * step,
                       "speaker": segment["speakerId"]} for i, part in enumerate(parts) if part]
    return words


def time_errors(pairs):
    """Signed milliseconds at starts and at ends, over (reference word, timed word) whose true time is known."""
    known = [(r, h) for r, h in pairs if r["isExact"]]
    return {side: np.array([h[side] - r[side] for r, h in known], float) for side in ("startMs", "endMs")}


def summarize_times(errors):
    """Errors are absolute; `bias` is the signed median, positive when late."""
    def summary(values):
        if len(values) == 0:
            return {"n": 0}
        size = np.abs(values)
        return {"n": len(values), "medianMs": round(float(np.median(size)), 1), "p95Ms": round(float(np.percentile(size, 95)), 1),
                "within250ms": round(float((size <= 250).mean()), 4), "biasMs": round(float(np.median(values)), 1)}
    both = np.concatenate([errors["startMs"], errors["endMs"]])
    return {"starts": summary(errors["startMs"]), "ends": summary(errors["endMs"]), "both": summary(both)}


def join_errors(parts):
    return {side: np.concatenate([part[side] for part in parts] or [np.zeros(0)]) for side in ("startMs", "endMs")}


def score_clips(names, out):
    errors, counts = {"en": [], "zh": []}, {"en": [0, 0, 0], "zh": [0, 0, 0]}
    for name in names:
        reference = json.loads((FOLDER / f"{name}.json").read_text())
        heard = heard_words(json.loads((out / f"{name}.flac.json").read_text()))
        pairs = match(reference["words"], heard)
        language = reference["language"]
        errors[language].append(time_errors([(reference["words"][i], heard[j]) for i, j in pairs]))
        counts[language] = [a + b for a, b in zip(counts[language], (len(reference["words"]), len(heard), len(pairs)))]
    return {language: {"said": said, "heard": heard, "matched": matched, **summarize_times(join_errors(errors[language]))}
            for language, (said, heard, matched) in counts.items() if said}


def score_dialogue(name, out):
    """Words with the right speaker under the best one-to-one mapping of labels, chosen by the words said."""
    reference = json.loads((FOLDER / f"{name}.json").read_text())["words"]
    document = json.loads((out / f"{name}.flac.json").read_text())

    def label_at(word):
        middle = (word["startMs"] + word["endMs"]) / 2
        return next((s["speakerId"] for s in document["segments"] if s["startMs"] <= middle < s["endMs"]), None)

    labels = [label_at(word) for word in reference]
    said_by, found = sorted({w["speaker"] for w in reference}), sorted({label for label in labels if label is not None})
    table = np.array([[sum(w["speaker"] == a and label == b for w, label in zip(reference, labels)) for b in found] for a in said_by])
    mapping = {found[j]: said_by[i] for i, j in zip(*linear_sum_assignment(-table))} if found else {}
    heard = heard_words(document)
    pairs = match(reference, heard)
    return {"file": name, "speakers": len(said_by), "speakersFound": len(document["speakers"]), "said": len(reference),
            "covered": sum(label is not None for label in labels),
            "rightByTime": sum(mapping.get(label) == w["speaker"] for w, label in zip(reference, labels)),
            "matched": len(pairs), "rightOfMatched": sum(mapping.get(heard[j]["speaker"]) == reference[i]["speaker"] for i, j in pairs)}


def sum_dialogues(rows):
    total = {key: sum(row[key] for row in rows) for key in ("said", "covered", "rightByTime", "matched", "rightOfMatched")}
    return {**total, "shareOfSaid": round(total["rightByTime"] / max(1, total["said"]), 4),
            "shareOfMatched": round(total["rightOfMatched"] / max(1, total["matched"]), 4), "files": rows}


def align(names):
    """Word-time errors when the text is right: logits of the pack's graph, times of timeEnglish."""
    tokenizer, rng, sentences, references = OnnxTokenizer(PACK), np.random.default_rng(0), [], []
    for name in names:
        reference = json.loads((FOLDER / f"{name}.json").read_text())
        if reference["language"] != "en":
            continue
        pcm, _ = read_audio(FOLDER / f"{name}.flac")
        for sentence in reference["sentences"]:
            start = max(0, int((sentence["startMs"] / 1000 - PAD_SECONDS) * SAMPLE_RATE))
            piece = pcm[start:int((sentence["endMs"] / 1000 + PAD_SECONDS) * SAMPLE_RATE)]
            piece = piece + DITHER * rng.standard_normal(len(piece)).astype(np.float32)
            rows = tokenizer.stream(log_mel(piece))[0][:, :LETTER_COLUMNS]
            sentences.append({"text": sentence["text"], "audioMs": len(piece) / 16, "rows": np.round(rows, 3).tolist()})
            inside = [w for w in reference["words"] if sentence["startMs"] <= w["startMs"] < sentence["endMs"]]
            references.append((start / 16, inside))
    request = json.dumps({"units": json.loads((PACK / "units.json").read_text())["text"][:LETTER_COLUMNS], "sentences": sentences})
    done = subprocess.run(["npx", "tsx", "--input-type=module", "--eval", _TIME_WORDS], input=request, capture_output=True, text=True, check=True, cwd=ROOT)
    pairs = []
    for (offset, words), timed in zip(references, json.loads(done.stdout)):
        if [w["text"] for w in words] != [t["text"] for t in timed]:
            raise ValueError(f"Expected {[w['text'] for w in words]}, got {[t['text'] for t in timed]}")
        pairs += [(w, {**t, "startMs": t["startMs"] + offset, "endMs": t["endMs"] + offset}) for w, t in zip(words, timed)]
    return {"said": len(pairs), **summarize_times(time_errors(pairs))}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path, nargs="?", help="where the transcripts are; only --align works without")
    parser.add_argument("--align", action="store_true")
    arguments = parser.parse_args()
    names = sorted(path.stem for path in FOLDER.glob("*.json"))
    clips = [name for name in names if name.startswith("clip-")]
    result = {}
    if arguments.align:
        result["forcedAlignment"] = align(clips)
    if arguments.out is not None:
        present = [name for name in names if (arguments.out / f"{name}.flac.json").exists()]
        result["missing"] = [name for name in names if name not in present]
        result["wordTimes"] = score_clips([name for name in clips if name in present], arguments.out)
        talks = [score_dialogue(name, arguments.out) for name in present if name.startswith("talk-")]
        result["speakers"] = {str(count): sum_dialogues([row for row in talks if row["speakers"] == count])
                              for count in sorted({row["speakers"] for row in talks})}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
