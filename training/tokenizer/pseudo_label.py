"""Turns pocketsphinx's hypotheses of the untranscribed English clips into labels.

The clips were decoded once with Debian's pocketsphinx and its US English model:
`pocketsphinx_batch -hmm en-us -lm en-us.lm.bin -dict cmudict-en-us.dict -ctl ids.txt -cepext .wav -adcin yes
-adchdr 44 -hyp hyp.txt -ds 2 -maxhmmpf 5000 -maxwpf 20`. About one word in three of them is wrong, so
only the better-scoring clips are kept (acoustic score a second), and they are a small share of training.
Run: `python -m training.tokenizer.pseudo_label --keep 0.7`.
"""

import argparse
import re

import soundfile

from .paths import BUILD
from .text import normalize_english


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=float, default=0.7)
    options = parser.parse_args()
    folder, rows = BUILD / "libri-wav", []
    for line in (folder / "hyp.txt").read_text().splitlines():
        match = re.match(r"(.*?)\s*\((\S+) (-?\d+)\)$", line)
        text = normalize_english(match.group(1)) if match else None
        if text:
            seconds = soundfile.info(str(folder / f"{match.group(2)}.wav")).duration
            rows.append((int(match.group(3)) / seconds, match.group(2), text, seconds))
    rows.sort(reverse=True)
    kept = rows[: int(len(rows) * options.keep)]
    (BUILD / "pseudo-labels.tsv").write_text("".join(f"{name}\t{text}\n" for _, name, text, _ in kept))
    print(len(kept), "of", len(rows), "clips,", f"{sum(r[3] for r in kept) / 60:.0f} min; best:", kept[0][2], "| worst:", kept[-1][2])


if __name__ == "__main__":
    main()
