"""People to clone, as wavs and a table for `scripts/evaluate-cloning.mjs`: LibriSpeech readers the cloning was not fitted to.

    python -m training.voice.cloning_set

Nothing in the cloning is learned from people, so every reader is held out of it; the recogniser, whose speaker vector
measures the likeness, was trained on some. `heard` are the ten readers with ten clips each, whom it has heard (one clip to
clone, another to compare); `unheard` are those it has not, with one clip each, whose halves are compared.
"""

from __future__ import annotations

import io
import tarfile
import zlib

import numpy as np
import soundfile

from .features import DATA, ROOT, SAMPLE_RATE, read_audio

OUT = ROOT / "training/build/cloning"
LONGEST = 15 * SAMPLE_RATE


def is_unheard(speaker: str) -> bool:
    """The split of training/tokenizer/human.py."""
    return zlib.crc32(speaker.encode()) % 25 == 0


def main() -> None:
    rows = [line.split("\t") for line in (DATA / "en-many-speakers-untranscribed.tsv").read_text().splitlines()[1:]]
    files: dict[str, list[str]] = {}
    for row in rows:
        files.setdefault(row[3], []).append(row[0])
    OUT.mkdir(parents=True, exist_ok=True)
    lines = ["group\tspeaker\tclip\tother"]
    with tarfile.open(DATA / "en-many-speakers-untranscribed.tar") as tar:
        def read(file: str) -> np.ndarray:
            return read_audio(io.BytesIO(tar.extractfile(f"en-many-speakers-untranscribed/{file}").read()).getvalue())

        for speaker, clips in sorted(files.items()):
            if len(clips) > 1:
                long = sorted((read(clip) for clip in clips), key=len)[-2:]
                group, pair = "heard", [wav[:LONGEST] for wav in long]
            elif is_unheard(speaker):
                wav = read(clips[0])
                group, pair = "unheard", [wav[: len(wav) // 2][:LONGEST], wav[len(wav) // 2 :][:LONGEST]]
            else:
                continue
            paths = [OUT / f"{speaker}-{name}.wav" for name in ("clip", "other")]
            for path, wav in zip(paths, pair):
                soundfile.write(path, wav, SAMPLE_RATE, subtype="PCM_16")
            lines.append("\t".join([group, speaker, *map(str, paths)]))
    (OUT / "people.tsv").write_text("\n".join(lines) + "\n")
    print(OUT / "people.tsv", len(lines) - 1, "people")


if __name__ == "__main__":
    main()
