"""Measures a checkpoint on every held-out set: `python -m training.tokenizer.evaluate CHECKPOINT [--quantized]`.

Prints one table: error rates over whole corpora with 95 % bootstrap intervals, greedy and with the beam and
language models; language accuracy; words inserted a minute of noise and events. `--quantized` runs the
exported eight-bit weights (through tokenizer.wasm.onnx, chunk by chunk) instead of the torch weights.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from .checkpoint import load_average
from .decode import load_decoder
from .features import SAMPLE_RATE, log_mel
from .onnx_runner import OnnxTokenizer
from .paths import DATA, PACK
from .scoring import bootstrap, load_test, run
from .text import EVENTS, LANGUAGES, normalize_english, units
from .wave import read_audio, resample, set_level

SPEECH = EVENTS.index("speech")
TEXT_SETS = {"synth-en": "English, held-out prompts × held-out espeak voices", "flite-en": "English, held-out prompts × flite rms, kal16",
             "synth-zh": "Mandarin, held-out prompts × held-out espeak voices", "sentences": "English read by people (Harvard, LibriVox, cards)",
             "human-en-digits": "English digits of an unseen speaker", "human-zh-words": "Mandarin words never trained on (known speaker)",
             "human-zh-en-words-many-speakers": "Mandarin and English words of five unseen speakers", "human-en-wake-words": "wake words, unseen takes"}


def sentence_rows():
    """en-sentences-small as rows of a shard; test only."""
    folder, rows = DATA / "en-sentences-small", []
    for table in ("harvard.tsv", "pocketsphinx.tsv"):
        for line in (folder / table).read_text().splitlines()[1:]:
            file, _, text, *_ = line.split("\t")
            pcm, rate = read_audio(folder / file)
            pcm = np.pad(set_level(resample(pcm, rate, SAMPLE_RATE)), (3200, 6400))
            mel = log_mel(pcm)
            mel = mel[: len(mel) // 4 * 4].astype(np.float16)
            rows.append({"mel": mel, "phones": np.full(len(mel) // 4, -1), "tokens": [], "language": 0, "has_text": True,
                         "text": normalize_english(text)})
    return rows


def reference(row):
    """Words of English, syllable units of Mandarin."""
    if "text" in row:
        return row["text"].split()
    names = units()
    if row["language"] == 0:
        return "".join(names[u] for u in row["tokens"]).split()
    return [names[u] for u in row["tokens"]]


def hypotheses(row, logits, decoder):
    """(greedy, searched) in the same terms as the reference."""
    names = units()
    emitted = [unit for unit, _, _ in decoder.best_path(logits)]
    if row["language"] == 0:
        return "".join(names[u] if u < 29 else "#" for u in emitted).split(), decoder.decode(logits)[0].split()
    return [names[u] for u in emitted], None


def speech_mean_argmax(outputs):
    """Index of the language over the frames taken for speech."""
    frames = outputs[2].argmax(axis=1) == SPEECH
    return int(outputs[1][frames].mean(axis=0).argmax()) if frames.any() else -1


def score_text(name, rows, outputs, decoder):
    """One line of the table, and the (right, all) of the language."""
    greedy, searched, right = [], [], 0
    for row, output in zip(rows, outputs):
        wanted, (plain, best) = reference(row), hypotheses(row, output[0], decoder)
        greedy.append((wanted, plain))
        if best is not None:
            searched.append((wanted, best))
        right += speech_mean_argmax(output) == row["language"]
    line = {"set": name, "clips": len(rows), "language": right / len(rows), "greedy": bootstrap(greedy)}
    if searched:
        line["search"] = bootstrap(searched)
    return line


def score_characters(rows, outputs, decoder, texts):
    """Character error rate of Mandarin through the lexicon; `texts` are the sentences of the rows."""
    pairs = [(list(text), list(decoder.decode(output[0])[0])) for text, output in zip(texts, outputs)]
    return {"set": "synth-zh characters", "clips": len(rows), "search": bootstrap(pairs)}


def mandarin_texts(rows):
    """The sentences of test-synth-zh, found again by their syllables."""
    from . import texts
    from .text import encode_mandarin
    by_tokens = {tuple(encode_mandarin(t) or ()): t for t in texts.held_out("zh")}
    return [by_tokens[tuple(row["tokens"].tolist())] for row in rows]


def score_noise(rows, outputs, decoder):
    """Words a minute invented for what is no speech."""
    words = sum(len(decoder.decode(o[0])[0].split()) for o in outputs)
    minutes = sum(len(row["mel"]) for row in rows) / 6000
    return {"set": "noise and events", "minutes": minutes, "insertionsPerMinute": words / minutes,
            "framesCalledSpeech": float(np.mean(np.concatenate([o[2].argmax(axis=1) == SPEECH for o in outputs])))}


def show(line):
    parts = [f"{line['set']:34s}"]
    for key, value in line.items():
        if key in ("greedy", "search"):
            parts.append(f"{key} {value[0]:.1%} [{value[1]:.1%}, {value[2]:.1%}]")
        elif key != "set":
            parts.append(f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}")
    print("  ".join(parts), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--quantized", action="store_true")
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    decoder = load_decoder(PACK)
    model, mean, std = load_average(options.checkpoint)
    execute = OnnxTokenizer(PACK).run if options.quantized else lambda rows: run(model, rows, mean, std)
    lines = []
    for name in TEXT_SETS:
        rows = sentence_rows() if name == "sentences" else load_test(name, options.limit)
        outputs = execute(rows)
        lines.append(score_text(name, rows, outputs, decoder))
        if name == "synth-zh":
            lines.append(score_characters(rows, outputs, decoder, mandarin_texts(rows)))
    foreign = load_test("foreign")
    answers = [speech_mean_argmax(o) for o in execute(foreign)]
    lines.append({"set": "foreign", "clips": len(foreign),
                  "language": sum(LANGUAGES[a] not in ("en", "zh") for a in answers) / len(foreign),
                  "exact": sum(a == r["language"] for a, r in zip(answers, foreign)) / len(foreign)})
    noise = load_test("noise") + load_test("events")
    lines.append(score_noise(noise, execute(noise), decoder))
    for line in lines:
        show(line)
    if options.json:
        options.json.write_text(json.dumps(lines, indent=1) + "\n")


if __name__ == "__main__":
    main()
