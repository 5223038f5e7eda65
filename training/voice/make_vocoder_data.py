"""LibriSpeech clips (read English, many people, untranscribed) as a shard for the vocoder: `libri` and `libri-held-out`."""

from __future__ import annotations

import tarfile

from .corpus import ShardWriter, Utterance
from .features import DATA, FRAME_RATE, HOP, envelope_log_mel, normalise_level, read_audio, track_pitch

import numpy as np

SECONDS_A_CLIP = 9


def main() -> None:
    rows = [line.split("\t") for line in (DATA / "en-many-speakers-untranscribed.tsv").read_text().splitlines()[1:]]
    speakers = {f"en-many-speakers-untranscribed/{r[0]}": r[3] for r in rows}
    held = set(sorted(set(speakers.values()))[::20])
    train, test = ShardWriter("libri"), ShardWriter("libri-held-out")
    nothing = np.zeros(1, int)
    with tarfile.open(DATA / "en-many-speakers-untranscribed.tar") as tar:
        for member in tar:
            if member.name not in speakers:
                continue
            wav = normalise_level(read_audio(tar.extractfile(member).read()))[: SECONDS_A_CLIP * 16000]
            wav = wav[: len(wav) // HOP * HOP]
            f0, voicing = track_pitch(wav, 65, 380)
            frames = len(wav) // HOP
            f0, voicing = f0[:frames], voicing[:frames]
            item = Utterance(speakers[member.name], envelope_log_mel(wav, f0), f0, voicing, nothing, nothing, nothing + frames)
            (test if speakers[member.name] in held else train).add(item, wav)
    for shard in (train, test):
        print(shard.name, len(shard.items), "clips", round(shard.frames() / FRAME_RATE / 60, 1), "minutes")
        shard.save()


if __name__ == "__main__":
    main()
