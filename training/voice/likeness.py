"""How alike two recordings are by the recogniser's speaker vector: of one person and of two, for the scale on the page.

    python -m training.voice.likeness

Ten LibriSpeech readers with ten clips each, through the shipped graph. Prints mean, 5th and 95th percentile of the cosines;
they are `PERSON_BASELINES` in `src/studio/cloning/similarity.ts`.
"""

from __future__ import annotations

import io
import json
import tarfile
from itertools import combinations

import numpy as np

from training.tokenizer.features import log_mel
from training.tokenizer.onnx_runner import OnnxTokenizer
from training.tokenizer.wave import set_level

from .features import DATA, SAMPLE_RATE, read_audio
from .phonemes import PACK

LONGEST = 15 * SAMPLE_RATE


def speaker_vector(tokenizer: OnnxTokenizer, wav: np.ndarray, speech: int) -> np.ndarray:
    """Mean over the speech frames, of unit length, as workers/tokenizer/traits.ts."""
    hiss = 1e-4 * np.random.default_rng(0).standard_normal(len(wav)).astype(np.float32)
    _, _, events, _, speaker, _ = tokenizer.stream(log_mel(set_level(wav, -21.0) + hiss))
    mean = speaker[events.argmax(1) == speech].mean(0)
    return mean / np.linalg.norm(mean)


def main() -> None:
    rows = [line.split("\t") for line in (DATA / "en-many-speakers-untranscribed.tsv").read_text().splitlines()[1:]]
    counts: dict[str, list[str]] = {}
    for row in rows:
        counts.setdefault(row[3], []).append(row[0])
    tokenizer = OnnxTokenizer(PACK)
    speech = json.loads((PACK / "units.json").read_text())["events"].index("speech")
    vectors: list[tuple[str, np.ndarray]] = []
    with tarfile.open(DATA / "en-many-speakers-untranscribed.tar") as tar:
        for person, clips in counts.items():
            for clip in clips if len(clips) > 1 else []:
                sound = read_audio(io.BytesIO(tar.extractfile(f"en-many-speakers-untranscribed/{clip}").read()).getvalue())
                vectors.append((person, speaker_vector(tokenizer, sound[:LONGEST], speech)))
    pairs = [(a[0] == b[0], float(a[1] @ b[1])) for a, b in combinations(vectors, 2)]
    for is_same, name in ((True, "one person"), (False, "two people")):
        cosines = [cosine for same, cosine in pairs if same == is_same]
        low, high = np.percentile(cosines, (5, 95))
        print(f"{name}: mean {np.mean(cosines):.3f}, 5th to 95th percentile {low:.3f} to {high:.3f}, n {len(cosines)}")


if __name__ == "__main__":
    main()
