"""What emotions and styles do to the sound: whether a classifier tells them apart, whether it is still the same voice, and whether the words are understood.

    python -m training.voice.measure_emotion                     # the acted reference, once
    python -m training.voice.measure_feeling --write-table eval-out/feeling.tsv
    npm run build && npm run eval -- tts eval-out/feeling.tsv --out eval-out/feeling
    python -m training.voice.measure_feeling --write-manifest eval-out/feeling/heard.tsv eval-out/feeling
    npm run eval -- asr eval-out/feeling/heard.tsv --hyp eval-out/feeling/hypotheses.tsv
    python -m training.voice.measure_feeling eval-out/feeling --hypotheses eval-out/feeling/hypotheses.tsv

Prints one JSON line a figure. What each proves is said beside it. The list of sentences that pocketsphinx chooses from is that of
`make_english`, which writes it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile
import torch

from training.tokenizer.features import log_mel
from training.tokenizer.onnx_runner import OnnxTokenizer
from training.tokenizer.scoring import error_rate

from .acoustics import describe
from .evaluate_listener import MODEL, listener_sentences, plain, recognize
from .features import BUILD
from .phonemes import PACK

EMOTIONS = ["happy", "angry", "sad", "afraid", "surprised", "disgusted", "calm", "affectionate"]
STYLES = ["narrate", "whisper", "shout", "news", "bedtime", "rap", "sing"]
STRENGTHS = ["0.25", "0.5", "1"]
VOICES = ["en-slt", "en-rms", "en-awb"]
MANDARIN = "zh-tan"
MANDARIN_TEXTS = ["我们明天早上去公园吧。", "他昨天买了一本新书。", "今天的天气真好。", "请把门打开。"]
# Measured by Praat in every utterance; each is held against the mean of the same voice's neutral ones.
KEYS = ["seconds", "levelDb", "pitchSt", "pitchSdSt", "declinationStPerS", "finalSt", "finalSlopeSt", "tiltDbPerOctave", "hnrDb", "jitterPercent", "shimmerDb", "voicedShare"]
GRAMMAR = 50


def texts(count: int) -> list[str]:
    """The shortest of the sentences that the listener's grammar holds."""
    return sorted(listener_sentences()[:GRAMMAR], key=len)[:count]


def kinds_of(voice: str) -> list[tuple[str, str, str, str, str]]:
    """(name, emotion, strength, style, dialect) of everything a voice is asked for; the voices a classifier only learns from say less."""
    strengths = STRENGTHS if voice == "en-slt" else ["1"]
    kinds = [("neutral", "", "", "", "")] + [(f"{e}-{s}", e, s, "", "") for s in strengths for e in EMOTIONS]
    if voice in ("en-slt", MANDARIN):
        kinds += [(style, "", "", style, "") for style in STYLES]
    if voice in ("en-slt", "en-awb"):
        kinds.append(("british", "", "", "", "british"))
    if voice == MANDARIN:
        kinds.append(("sichuanese", "", "", "", "sichuanese"))
    return kinds


def write_table(path: Path, count: int) -> None:
    rows = ["id\tlanguage\ttext\tvoice\temotion\tstrength\tstyle\tdialect"]
    for voice in [*VOICES, MANDARIN]:
        for i, text in enumerate(MANDARIN_TEXTS if voice == MANDARIN else texts(count)):
            rows += [f"{voice}.{i}.{name}\t{voice[:2]}\t{text}\t{voice}\t{emotion}\t{strength}\t{style}\t{dialect}" for name, emotion, strength, style, dialect in kinds_of(voice)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(rows) + "\n")


def write_manifest(path: Path, folder: Path, count: int) -> None:
    """What the page's own recogniser is to hear: the voices that say everything."""
    said = {"en-slt": texts(count), MANDARIN: MANDARIN_TEXTS}
    rows = [f"{(folder / f'{voice}.{i}.{name}.wav').resolve()}\t{voice[:2]}\t{text}" for voice, lines in said.items() for i, text in enumerate(lines) for name, *_ in kinds_of(voice)]
    path.write_text("\n".join(["file\tlanguage\ttext", *[row for row in rows if Path(row.split("\t")[0]).exists()]]) + "\n")


def load(folder: Path) -> dict[tuple[str, int, str], np.ndarray]:
    found = {}
    for path in sorted(folder.glob("*.wav")):
        voice, sentence, name = path.stem.split(".", 2)
        found[voice, int(sentence), name] = soundfile.read(path, dtype="float32")[0]
    return found


def vectors(rows: list[dict[str, float]], neutral: list[dict[str, float]]) -> np.ndarray:
    """Differences to the neutral utterance of the same sentence; durations as logarithms."""
    moves = []
    for row, base in zip(rows, neutral):
        moves.append([np.log(row["seconds"] / base["seconds"]) * 10 if key == "seconds" else row.get(key, 0.0) - base.get(key, 0.0) for key in KEYS])
    return np.nan_to_num(np.array(moves, np.float32))


def train(x: np.ndarray, y: np.ndarray, classes: int):
    """Multinomial logistic regression on standardised features."""
    torch.manual_seed(0)
    mean, std = x.mean(0), x.std(0) + 1e-3
    model = torch.nn.Linear(x.shape[1], classes)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.05, weight_decay=0.05)
    inputs, targets = torch.tensor((x - mean) / std), torch.tensor(y)
    for _ in range(400):
        loss = torch.nn.functional.cross_entropy(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return lambda z: model(torch.tensor((z - mean) / std)).argmax(1).numpy()


def measure_acted(rows: dict, sentences: list[int]) -> None:
    """A classifier that has only ever heard the Tohoku actress's voices hears ours: her kinds of feeling, another language, other people."""
    acted = json.loads((BUILD / "tohoku-emotion.json").read_text())["rows"]
    names = ["neutral", "happy", "angry", "sad"]
    whole = [i for i in range(len(acted["neutral"])) if all("pitchSt" in acted[n][i] for n in names)]
    # An utterance differs from its own neutral one by nothing, so neutral is held against the one before it.
    bases = {n: ([acted["neutral"][whole[k - 1]] for k in range(len(whole))] if n == "neutral" else [acted["neutral"][i] for i in whole]) for n in names}
    average = {key: float(np.mean([acted["neutral"][i][key] for i in whole])) for key in KEYS}
    keys_free = [KEYS.index(k) for k in KEYS if k not in ("seconds", "levelDb")]
    x = np.concatenate([vectors([acted[n][i] for i in whole], [{**average, "seconds": b["seconds"]} for b in bases[n]]) for n in names])[:, keys_free]
    classify = train(x, np.repeat(np.arange(4), len(whole)), 4)
    for voice in VOICES:
        spoken = [i for i in sentences if (voice, i, "neutral") in rows]
        own = {key: float(np.mean([rows[voice, i, "neutral"].get(key, 0.0) for i in spoken])) for key in KEYS}
        heard = {}
        for k, name in enumerate(names):
            label = name if name == "neutral" else f"{name}-1"
            mine = [rows[voice, i, label] for i in spoken if (voice, i, label) in rows]
            guesses = classify(vectors(mine, [{**own, "seconds": m["seconds"]} for m in mine])[:, keys_free])
            heard[name] = {names[g]: int((guesses == g).sum()) for g in range(4) if (guesses == g).any()}
        right = sum(heard[n].get(n, 0) for n in names) / max(1, sum(sum(h.values()) for h in heard.values()))
        print(json.dumps({"acted classifier (4 classes, chance 0.25), voice": voice, "right": round(right, 3), "heardAs": heard}), flush=True)


def measure_rules(rows: dict, sentences: list[int]) -> None:
    """Eight classes, learned on two of our voices and tried on the third: that the rules differ and carry over, not that people hear them."""
    for strength in STRENGTHS[::-1]:
        for held in VOICES:
            def collect(voice: str, power: str):
                pairs = [(rows[voice, i, f"{e}-{power}"], rows[voice, i, "neutral"], k) for k, e in enumerate(EMOTIONS) for i in sentences if (voice, i, f"{e}-{power}") in rows and (voice, i, "neutral") in rows]
                return vectors([p[0] for p in pairs], [p[1] for p in pairs]) if pairs else np.zeros((0, len(KEYS)), np.float32), np.array([p[2] for p in pairs])
            tried, truth = collect(held, strength)
            if len(tried) == 0:
                continue
            known = [collect(voice, "1") for voice in VOICES if voice != held]
            guesses = train(np.concatenate([x for x, _ in known]), np.concatenate([y for _, y in known]), len(EMOTIONS))(tried)
            share = {e: round(float((guesses[truth == k] == k).mean()), 2) for k, e in enumerate(EMOTIONS)}
            print(json.dumps({"rule classifier (8 classes, chance 0.125), voice": held, "strength": strength, "right": round(float((guesses == truth).mean()), 3), "each": share}), flush=True)


def measure_speaker(wavs: dict, sentences: list[int]) -> None:
    """Cosine of the pack's speaker vectors: neutral against neutral of other sentences is the baseline of the same speaker."""
    encoder = OnnxTokenizer(PACK)

    def embed(wav: np.ndarray) -> np.ndarray:
        vector = encoder.stream(log_mel(wav))[4].mean(0)
        return vector / np.linalg.norm(vector)

    names = ["neutral", *[f"{e}-1" for e in EMOTIONS], *STYLES]
    known = {key: embed(wav) for key, wav in wavs.items() if key[0] == "en-slt" and key[2] in names and key[1] in sentences[:4]}
    other = [embed(wavs[voice, i, "neutral"]) for voice in VOICES[1:] for i in sentences[:4] if (voice, i, "neutral") in wavs]
    neutral = {i: known["en-slt", i, "neutral"] for i in sentences[:4]}
    same = np.mean([neutral[a] @ neutral[b] for a in neutral for b in neutral if a != b])
    result = {name: round(float(np.mean([known["en-slt", i, name] @ neutral[j] for i in neutral for j in neutral if i != j and ("en-slt", i, name) in known]) / same), 3) for name in names[1:] if ("en-slt", sentences[0], name) in known}
    print(json.dumps({"speaker similarity, en-slt": "share of the same-speaker baseline", "baseline": round(float(same), 3), "otherSpeakers": round(float(np.mean([n @ o for n in neutral.values() for o in other]) / same), 3), "each": result}), flush=True)


def measure_words(wavs: dict, said: list[str]) -> None:
    """pocketsphinx picks one of fifty sentences."""
    grammar = listener_sentences()[:GRAMMAR]
    for voice in VOICES:
        for name in sorted({key[2] for key in wavs if key[0] == voice}):
            items = [(i, wavs[voice, i, name]) for i in range(len(said)) if (voice, i, name) in wavs]
            heard = recognize([wav for _, wav in items], grammar)
            print(json.dumps({"understood": voice, "as": name, "right": sum(h == plain(said[i]) for (i, _), h in zip(items, heard)), "of": len(items)}), flush=True)


def dictate(wavs: list[np.ndarray], dictionary: Path = MODEL / "cmudict-en-us.dict") -> list[str]:
    """What pocketsphinx writes with its own language model of English, no list given, and the pronunciations of `dictionary`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for i, wav in enumerate(wavs):
            soundfile.write(folder / f"{i:04d}.wav", np.pad(np.clip(wav, -1, 1), 3200), 16000, subtype="PCM_16")
        (folder / "ctl").write_text("".join(f"{i:04d}\n" for i in range(len(wavs))))
        subprocess.run(["pocketsphinx_batch", "-hmm", str(MODEL / "en-us"), "-dict", str(dictionary), "-lm", str(MODEL / "en-us.lm.bin"), "-ctl", str(folder / "ctl"),
                        "-cepdir", name, "-cepext", ".wav", "-adcin", "yes", "-adchdr", "44", "-hyp", str(folder / "hyp")], check=True, capture_output=True)
        return [re.sub(r"\s*\([^()]*\)$", "", row).strip() for row in (folder / "hyp").read_text().splitlines()]


def measure_dictation(wavs: dict, said: list[str], voice: str = "en-slt") -> None:
    """Words that are right without a list, at full strength, as a share of those in neutral speech."""
    names = ["neutral", *[f"{e}-1" for e in EMOTIONS], *STYLES, "british"]
    keys = [(voice, i, name) for name in names for i in range(len(said)) if (voice, i, name) in wavs]
    heard = dict(zip(keys, dictate([wavs[key] for key in keys])))
    errors = {name: error_rate([(plain(said[i]).split(), plain(heard[voice, i, name]).split()) for i in range(len(said)) if (voice, i, name) in heard]) for name in names}
    print(json.dumps({"dictated": voice, "neutral": round(1 - errors["neutral"], 3), "shareOfNeutral": {name: round((1 - error) / (1 - errors["neutral"]), 3) for name, error in errors.items() if name != "neutral"}}), flush=True)


def units_of(text: str, voice: str) -> list[str]:
    return [c for c in text if c.isalnum()] if voice == MANDARIN else plain(text).split()


def measure_own_ear(path: Path, count: int) -> None:
    """The page's recogniser: error rate (words in English, characters in Mandarin) of each preset, and what is right as a share of neutral."""
    said = {"en-slt": texts(count), MANDARIN: MANDARIN_TEXTS}
    pairs: dict = {}
    for line in path.read_text(encoding="utf8").splitlines()[1:]:
        file, _, text = (line + "\t\t").split("\t")[:3]
        voice, sentence, name = Path(file).stem.split(".", 2)
        pairs.setdefault((voice, name), []).append((units_of(said[voice][int(sentence)], voice), units_of(text, voice)))
    for (voice, name), items in pairs.items():
        right, neutral = 1 - error_rate(items), 1 - error_rate(pairs[voice, "neutral"])
        print(json.dumps({"own ear": voice, "as": name, "errorRate": round(1 - right, 3), "shareOfNeutral": round(right / neutral, 3) if neutral > 0 else None, "of": len(items)}), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--write-table", type=Path)
    parser.add_argument("--write-manifest", type=Path)
    parser.add_argument("--hypotheses", type=Path)
    parser.add_argument("--sentences", type=int, default=6)
    args = parser.parse_args()
    if args.write_table:
        write_table(args.write_table, args.sentences)
    if args.write_manifest:
        write_manifest(args.write_manifest, args.folder, args.sentences)
        return
    if args.hypotheses:
        measure_own_ear(args.hypotheses, args.sentences)
    if args.folder:
        torch.set_num_threads(1)
        wavs = load(args.folder)
        sentences = sorted({key[1] for key in wavs})
        rows = {key: describe(wav, 16000, 50, 600) for key, wav in wavs.items() if key[0] in VOICES and (key[2] == "neutral" or "-" in key[2])}
        measure_acted(rows, sentences)
        measure_rules(rows, sentences)
        measure_speaker(wavs, sentences)
        measure_words(wavs, texts(args.sentences))
        measure_dictation(wavs, texts(args.sentences))


if __name__ == "__main__":
    main()
