"""Measures the llm on what training never saw. Run from the repository root:

    python -m training.llm.evaluate [tools] [translate] [chat] [memory] [trigger] [threshold] [--checkpoint FILE] [--edition 3]

Prints one JSON object a task; `tools` also lists its misses, `chat` writes the replies to read. An edition is a set of
prompts written after the corpus that was aimed at the one before. `--temperature 0.4` draws the replies of `chat` as the
page does. `threshold` says what a reply that begins with a tool call only when the model is sure would gain and lose.
"""

import argparse
import csv
import json
import random
from pathlib import Path

import sacrebleu
import torch

from training.llm.batches import CALL, prompt_ids, translation_messages
from training.llm.context import told_and_asked
from training.llm.exchanges import Message, draw_tool_messages
from training.llm.export import WEIGHTS, load_model
from training.llm.generate import first_scores, parse_call, reply
from training.llm.model import Llm, LlmConfig
from training.llm.slots import Draw, as_spoken, tatoeba

EVAL = Path("training/llm/eval")


def same_arguments(found: dict, expected: dict) -> bool:
    """Equal but for letter case; numbers by value."""
    fold = lambda value: value.lower() if isinstance(value, str) else value  # noqa: E731
    return {k: fold(v) for k, v in found.items()} == {k: fold(v) for k, v in expected.items()}


def tool_cases(count: int, language: str, seed: int = 11) -> list[tuple[list[Message], tuple[str, dict]]]:
    """Prompts from held-out templates, each up to a call, with the call that is right."""
    rng = random.Random(seed)
    cases = []
    while len(cases) < count:
        messages = draw_tool_messages(rng, language, is_held=True)
        calls = [i for i, (role, text) in enumerate(messages) if role == "assistant" and "<tool_call>" in text]
        index = calls[-1] if rng.random() < 0.5 else calls[0]
        cases.append((messages[:index], parse_call(messages[index][1])))
    return cases


def evaluate_tools(model: Llm, count: int, is_constrained: bool) -> dict:
    result: dict = {"task": "tools"}
    for language in ("en", "zh"):
        names = arguments = 0
        by_tool: dict[str, list[int]] = {}
        for messages, (name, expected) in tool_cases(count, language):
            text = reply(model, messages, is_constrained=is_constrained)
            call = parse_call(text)
            is_name = call is not None and call[0] == name
            is_right = is_name and same_arguments(call[1], expected)
            names += is_name
            arguments += is_right
            tally = by_tool.setdefault(name, [0, 0])
            tally[0] += is_right
            tally[1] += 1
            if not is_right:
                print("miss", language, repr(messages[-1][1]), "→", repr(text), "expected", name, json.dumps(expected, ensure_ascii=False))
        result[language] = {"n": count, "tool": round(names / count, 3), "toolAndArguments": round(arguments / count, 3),
                            "byTool": {k: f"{a}/{b}" for k, (a, b) in sorted(by_tool.items())}}
    return result


def nearest_translations(sources: list[str], target: str) -> list[str]:
    """The translation of the training sentence that shares most character trigrams."""
    pairs = tatoeba()["train"]
    column = 0 if target == "zh" else 1
    width = 3 if target == "zh" else 1
    grams = lambda text: {text[i:i + width] for i in range(len(text) - width + 1)}  # noqa: E731
    known = [(grams(pair[column].lower()), pair[1 - column]) for pair in pairs]
    out = []
    for source in sources:
        own = grams(source.lower())
        out.append(max(known, key=lambda item: len(own & item[0]) / (len(own | item[0]) or 1))[1])
    return out


def evaluate_translation(model: Llm, count: int) -> dict:
    """chrF on held-out short pairs, against copying the source and the nearest training pair."""
    pairs = [p for p in tatoeba()["held"] if len(p[0].split()) <= 8]
    pairs = random.Random(3).sample(pairs, min(count, len(pairs)))
    result: dict = {"task": "translate", "n": len(pairs)}
    for target in ("zh", "en"):
        sources = [p[0] if target == "zh" else p[1] for p in pairs]
        goals = [p[1] if target == "zh" else p[0] for p in pairs]
        outputs = [reply(model, translation_messages(e, z, target, False)[:2]) for e, z in pairs]
        chrf = lambda texts: round(sacrebleu.corpus_chrf(texts, [goals]).score, 1)  # noqa: E731
        result[f"to_{target}"] = {"model": chrf(outputs), "copy": chrf(sources), "nearest": chrf(nearest_translations(sources, target))}
        for source, output, goal in list(zip(sources, outputs, goals))[:12]:
            print(f"{source} → {output} ({goal})")
    return result


def evaluate_chat(model: Llm, suffix: str, temperature: float) -> dict:
    """Replies to the hundred everyday prompts; the verdicts are given by reading (eval/verdicts.tsv)."""
    with (EVAL / f"everyday{suffix}.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    lines = []
    for row in rows:
        text = reply(model, [("human", row["prompt"])], temperature=temperature, seed=int(row["id"])).replace("\n", "|")
        lines.append(f"{row['id']}\t{row['language']}\t{row['prompt']}\t{text}")
        print(lines[-1])
    drawn = "-sampled" if temperature else ""
    (EVAL / f"replies{suffix}{drawn}.tsv").write_text("id\tlanguage\tprompt\treply\n" + "\n".join(lines) + "\n", encoding="utf-8")
    calls = sum("<tool_call>" in line for line in lines)
    return {"task": f"chat{suffix}{drawn}", "n": len(rows), "toolCalls": calls}


def evaluate_memory(model: Llm, count: int) -> dict:
    """Facts told and asked for, with nothing, one or two exchanges between; right when the reply holds the fact."""
    right: dict[str, list[int]] = {}
    for index in range(count):
        rng = random.Random(9000 + index)
        draw = Draw(rng, "en" if index % 2 else "zh", True)
        filler: list[Message] = []
        for _ in range(index % 3):
            filler += draw_tool_messages(rng, draw.language, is_held=True)
        messages = told_and_asked(draw, filler)
        if len(messages) - len(filler) != 4:
            continue
        told, expected = messages[0][1].split("\n")[-1], messages[-1][1]
        text = reply(model, messages[:-1])
        fact = shared_fact(told, expected)
        tally = right.setdefault(f"{draw.language}, {index % 3} between", [0, 0])
        tally[0] += fact in as_spoken(text)
        tally[1] += 1
        if fact not in as_spoken(text):
            print("miss", told, "|", messages[-2][1], "→", text)
    return {"task": "memory", "right": {k: f"{a}/{b}" for k, (a, b) in sorted(right.items())}}


def shared_fact(told: str, answer: str) -> str:
    """The longest run both texts hold: the fact itself."""
    told, answer = as_spoken(told), as_spoken(answer)
    runs = (answer[i:j] for i in range(len(answer)) for j in range(len(answer), i, -1) if answer[i:j] in told)
    return max(runs, key=len).strip()


def evaluate_trigger(model: Llm, suffix: str) -> dict:
    """Tool calls on talk that needs none (eval/no-tool.txt)."""
    prompts = statements(suffix)
    called = [(p, text) for p in prompts if "<tool_call>" in (text := reply(model, [("human", p)]))]
    for prompt, text in called:
        print("called", prompt, "→", repr(text))
    return {"task": f"trigger{suffix}", "n": len(prompts), "calledTool": len(called)}


def statements(suffix: str) -> list[str]:
    return [p for p in (EVAL / f"no-tool{suffix}.txt").read_text(encoding="utf-8").split("\n") if p]


def evaluate_threshold(model: Llm, suffix: str, count: int) -> dict:
    """For each threshold: statements that would call a tool at once, and requests whose right call would be kept of those that have one."""
    sureness = lambda messages: float(torch.softmax(first_scores(model, prompt_ids(messages)), -1)[CALL])  # noqa: E731
    false = [sureness([("human", p)]) for p in statements(suffix)]
    right = []
    for language in ("en", "zh"):
        # Other requests than `tools` asks, so that no figure is measured on what it was chosen by.
        for messages, (name, expected) in tool_cases(count, language, seed=77):
            text = reply(model, messages, threshold=0.0 if (sure := sureness(messages)) > 0.2 else 1.0)
            call = parse_call(text)
            if text.startswith("<tool_call>") and call is not None and call[0] == name and same_arguments(call[1], expected):
                right.append(sure)
    levels = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    return {"task": f"threshold{suffix}", "statements": len(false), "rightCalls": len(right),
            "byThreshold": {level: {"falseCalls": sum(p >= level for p in false), "rightCalls": sum(p >= level for p in right)} for level in levels}}


def load(checkpoint: Path) -> Llm:
    """The shipped weights, or the moving average of a training checkpoint."""
    if checkpoint == WEIGHTS:
        return load_model()
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    model = Llm(LlmConfig(**state["config"]["model"] | {"layers": state["layers"]}))
    model.load_state_dict(state["average"])
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", default=["tools", "translate", "chat", "memory", "trigger"])
    parser.add_argument("--checkpoint", type=Path, default=WEIGHTS)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--edition", choices=["1", "2", "3", "4", "5", "6", "7"], default="1")
    parser.add_argument("--temperature", type=float, default=0.0)
    parser.add_argument("--free", action="store_true", help="tools: without the grammar of calls, as before it was made")
    arguments = parser.parse_args()
    suffix = "" if arguments.edition == "1" else f"-{arguments.edition}"
    torch.set_num_threads(1)
    model = load(arguments.checkpoint)
    tasks = {"tools": lambda: evaluate_tools(model, arguments.count, not arguments.free), "translate": lambda: evaluate_translation(model, arguments.count),
             "chat": lambda: evaluate_chat(model, suffix, arguments.temperature), "memory": lambda: evaluate_memory(model, arguments.count),
             "trigger": lambda: evaluate_trigger(model, suffix), "threshold": lambda: evaluate_threshold(model, suffix, arguments.count)}
    for task in arguments.tasks:
        print(json.dumps(tasks[task](), ensure_ascii=False))


if __name__ == "__main__":
    main()
