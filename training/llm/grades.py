"""Replies that readers graded: sheets for them to read, and what they gave back.

    python -m training.llm.grades sheet SAMPLE.jsonl SHEET.txt     what a reader reads (sample.py wrote SAMPLE)
    python -m training.llm.grades merge SAMPLE.jsonl GRADES.tsv graded/NAME.jsonl

A sheet has blocks: `#n opening`, then lettered replies, shuffled so that nobody knows which is the greedy one. GRADES
has a line a block: n, the grades in the order of the letters, and a better reply where none is good, between tabs.
The rules of grading are in graded/README.md.
"""

import argparse
import json
import random
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from training.llm.chat import SPOKEN, as_heard, evaluation_prompts
from training.llm.slots import Draw, as_spoken

FOLDER = Path(__file__).parent / "graded"
LETTERS = "abcdefghijklmnop"
# One opening in twenty is kept out of training, by its content, so that the split never moves.
HELD_EVERY = 20


def language_of(text: str) -> str:
    return "zh" if re.search("[\u4e00-\u9fff]", text) else "en"


@dataclass(frozen=True)
class Graded:
    """An opening, replies to it, and their grades (0 bad, 1 acceptable, 2 good)."""
    prompt: str
    replies: tuple[str, ...]
    grades: tuple[int, ...]

    @property
    def language(self) -> str:
        return language_of(self.prompt)

    def best(self) -> list[str]:
        return [text for text, grade in zip(self.replies, self.grades) if grade == max(self.grades)]

    def as_said(self, rng: random.Random) -> str:
        """The opening as other chat is: spoken, now and then misheard or with a voice hint, or typed."""
        return as_heard(self.prompt, Draw(rng, self.language, rng.random() < SPOKEN))[1]


@lru_cache
def read_graded(is_held: bool) -> list[Graded]:
    """Every opening of one split with a better and a worse reply; a reply that a reader wrote counts as good."""
    found = []
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            better = [row["better"]] if row.get("better") else []
            item = Graded(row["prompt"], (*row["replies"], *better), (*row["grades"], *(2 for _ in better)))
            if len(set(item.grades)) > 1 and as_spoken(item.prompt) not in evaluation_prompts():
                found.append(item)
    return [item for item in found if (zlib.crc32(item.prompt.encode()) % HELD_EVERY == 0) == is_held]


def draw_graded(rng: random.Random, language: str) -> list[tuple[str, str]]:
    """An opening and one of its best replies, as messages."""
    item = rng.choice(graded_in(language))
    return [("human", item.as_said(rng)), ("assistant", rng.choice(item.best()))]


@lru_cache
def graded_in(language: str) -> list[Graded]:
    return [item for item in read_graded(False) if item.language == language]


def read_sample(path: Path) -> list[dict]:
    """Rows of a sample, their order and that of their replies shuffled alike at every reading."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rng = random.Random(path.stem)
    rng.shuffle(rows)
    for row in rows:
        rng.shuffle(row["replies"])
    return rows


def sheet(rows: list[dict]) -> str:
    blocks = []
    for index, row in enumerate(rows):
        lines = [f"{LETTERS[i]}) {' '.join(text.split())}" for i, text in enumerate(row["replies"])]
        blocks.append("\n".join([f"#{index} {row['prompt']}", *lines]))
    return "\n".join(blocks) + "\n"


def merged(rows: list[dict], grades: str) -> list[dict]:
    """Rows with `grades` and, where one was written, `better`. Raises ValueError where a line does not fit its block."""
    found = []
    for line in grades.splitlines():
        if not line.strip():
            continue
        number, given, better = (line.split("\t") + [""])[:3]
        row, values = rows[int(number)], [int(value) for value in given.split()]
        if len(values) != len(row["replies"]) or not set(values) <= {0, 1, 2}:
            raise ValueError(f"block {number}: {given!r} for {len(row['replies'])} replies")
        found.append(row | {"grades": values} | ({"better": better.strip()} if better.strip() else {}))
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["sheet", "merge"])
    parser.add_argument("sample", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    arguments = parser.parse_args()
    rows = read_sample(arguments.sample)
    if arguments.task == "sheet":
        arguments.files[0].write_text(sheet(rows), encoding="utf-8")
        return
    lines = [json.dumps(row, ensure_ascii=False) for row in merged(rows, arguments.files[0].read_text(encoding="utf-8"))]
    arguments.files[1].write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
