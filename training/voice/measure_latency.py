"""First audio and real-time factor of texts of growing length, and the slope of both.

    python -m training.voice.measure_latency --write-table eval-out/lengths.tsv [--longest 10000]
    npm run build && npm run -s eval -- tts eval-out/lengths.tsv --out eval-out/lengths > eval-out/lengths.jsonl
    python -m training.voice.measure_latency eval-out/lengths.jsonl

The first row is asked for as soon as the page says that it is ready, and is told apart from the others. Times are wall-clock: they
mean something only where nothing else computes.
"""

from __future__ import annotations

import argparse
import json
from itertools import cycle
from pathlib import Path

import numpy as np

LENGTHS = [20, 100, 500, 2000, 10000]
TAKES = 3
SENTENCES = [
    "The old harbour wakes slowly in the morning.", "Boats come home with their lamps still burning.", "A baker opens his door, and the street smells of bread.",
    "Nobody hurries here, for the tide decides what is done and when.", "In winter the wind sings in the wires all night long.", "Children count the waves and never agree on the number.",
    "Whoever leaves will come back one day, they say, and most of them do.",
]


def text_of(length: int) -> str:
    """Whole sentences, the last one cut at a word."""
    sentences = cycle(SENTENCES)
    text = next(sentences)
    while len(text) < length:
        text += " " + next(sentences)
    return text if len(text) == length else text[:length].rsplit(" ", 1)[0]


def write_table(path: Path, longest: int) -> None:
    rows = ["id\tlanguage\ttext", f"first.0\ten\t{text_of(100)}"]
    rows += [f"{length}.{take}\ten\t{text_of(length)}" for length in LENGTHS if length <= longest for take in range(TAKES if length < 2000 else 1)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(rows) + "\n")


def measure(lines: list[str]) -> None:
    found: dict[str, list[dict]] = {}
    for line in lines:
        item = json.loads(line) if line.startswith("{") else {}
        if "ttfaMs" in item and "id" in item:
            found.setdefault(item["id"].split(".")[0], []).append(item)
    for name, items in found.items():
        print(json.dumps({"characters": name, "takes": len(items), "firstAudioMs": round(float(np.median([i["ttfaMs"] for i in items]))),
                          "realTimeFactor": round(float(np.median([i["rtf"] for i in items])), 3), "seconds": round(items[0]["seconds"], 1)}))
    lengths = [name for name in found if name != "first"]
    points = np.array([(int(name), item["ttfaMs"], item["rtf"]) for name in lengths for item in found[name]])
    if len(lengths) > 1:
        print(json.dumps({"slope over": len(points), "firstAudioMsPer1000Characters": round(1000 * float(np.polyfit(points[:, 0], points[:, 1], 1)[0]), 2),
                          "realTimeFactorPer1000Characters": round(1000 * float(np.polyfit(points[:, 0], points[:, 2], 1)[0]), 4)}))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("log", nargs="?", type=Path)
    parser.add_argument("--write-table", type=Path)
    parser.add_argument("--longest", type=int, default=LENGTHS[-1])
    args = parser.parse_args()
    if args.write_table:
        write_table(args.write_table, args.longest)
    if args.log:
        measure(args.log.read_text().splitlines())


if __name__ == "__main__":
    main()
