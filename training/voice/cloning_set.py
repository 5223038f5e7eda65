"""People to clone, as wavs and tables for `scripts/evaluate-cloning.mjs`: nobody the cloning was fitted to.

    python -m training.voice.cloning_set

`people.tsv`: LibriSpeech readers. Nothing in the cloning is learned from people, so every reader is held out of it; the
recogniser, whose speaker vector measures the likeness, was trained on some. `heard` are the ten readers with ten clips each,
whom it has heard (one clip to clone, another to compare); `unheard` are those it has not, with one clip each, whose halves
are compared.

`people-zh.tsv`: the students of DSPSpeech-20, their twelve Mandarin words joined with short pauses: early takes to clone, late
ones to compare. There are no sentences by several speakers of Mandarin, and the recogniser was trained on takes of all of them.
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
WORDS = "zh-en-words-many-speakers"
GAP = np.zeros(SAMPLE_RATE // 8, dtype=np.float32)
JOINED = 12 * SAMPLE_RATE


def is_unheard(speaker: str) -> bool:
    """The split of training/tokenizer/human.py."""
    return zlib.crc32(speaker.encode()) % 25 == 0


def join(takes: list[tuple[str, np.ndarray]]) -> tuple[np.ndarray, str]:
    """Takes one after the other until they are long enough; the sound and what is said in it."""
    parts: list[np.ndarray] = []
    words: list[str] = []
    for word, wav in takes:
        if sum(map(len, parts)) >= JOINED:
            break
        parts += [wav, GAP]
        words.append(word)
    return np.concatenate(parts)[:LONGEST], "，".join(words)


def write_mandarin() -> None:
    rows = [line.split("\t") for line in (DATA / f"{WORDS}.tsv").read_text().splitlines()[1:]]
    lines = ["group\tspeaker\tlanguage\tclip\tother\ttext"]
    with tarfile.open(DATA / f"{WORDS}.tar") as tar:
        for speaker in sorted({row[3] for row in rows}):
            takes: dict[str, list[str]] = {}
            for file, language, text, name in sorted(rows):
                if name == speaker and language == "zh":
                    takes.setdefault(text, []).append(file)

            def ordered(first: int, last: int) -> list[tuple[str, np.ndarray]]:
                """All words once, then all again: takes `first` up to `last`."""
                chosen = [(word, files[take]) for take in range(first, last) for word, files in sorted(takes.items()) if take < len(files)]
                return [(word, read_audio(io.BytesIO(tar.extractfile(f"{WORDS}/{file}").read()).getvalue())) for word, file in chosen]

            (clip, text), (other, _) = join(ordered(0, 4)), join(ordered(4, 8))
            paths = [OUT / f"{speaker}-zh-{name}.wav" for name in ("clip", "other")]
            for path, wav in zip(paths, (clip, other)):
                soundfile.write(path, wav, SAMPLE_RATE, subtype="PCM_16")
            lines.append("\t".join(["students", speaker, "zh", *map(str, paths), text]))
    (OUT / "people-zh.tsv").write_text("\n".join(lines) + "\n")
    print(OUT / "people-zh.tsv", len(lines) - 1, "people")


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    write_english()
    write_mandarin()


def write_english() -> None:
    rows = [line.split("\t") for line in (DATA / "en-many-speakers-untranscribed.tsv").read_text().splitlines()[1:]]
    files: dict[str, list[str]] = {}
    for row in rows:
        files.setdefault(row[3], []).append(row[0])
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
