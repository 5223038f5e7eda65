"""Writes workers/llm/golden/said.json: what said.py reads in texts and which calls call_grammar.py lets through.

    python -m training.llm.tests.write_said_golden

The texts are drawn from the corpus; the TypeScript twins must read and allow the same.
"""

import json
import random
from pathlib import Path

from training.llm.call_grammar import CallGrammar, as_bytes
from training.llm.exchanges import draw_tool_messages
from training.llm.said import durations_said, in_digits, numbers_implied, numbers_said

PATH = Path("workers/llm/golden/said.json")
TEXTS = ["an hour and a quarter", "two minutes thirty seconds", "not five minutes four hours", "1,200 and 3.5", "a couple of minutes", "三点二五", "一百五",
         "百分之二十", "一小时零五分钟", "两个半小时", "设一个半小时的计时器", "两千零三十", "十万零五", "三打五折", "打八五折", "nothing at all", ""]


def main() -> None:
    rng = random.Random(41)
    texts, calls = list(TEXTS), []
    while len(calls) < 120:
        messages = draw_tool_messages(rng, "en" if len(calls) % 2 else "zh")
        index = next(i for i, (role, text) in enumerate(messages) if role == "assistant" and "<tool_call>" in text)
        said = [text for role, text in messages[:index] if role == "human"]
        call = messages[index][1].split("<tool_call>")[1].removesuffix("</tool_call>")
        texts.append(said[-1])
        # A call for other words must be refused, unless it names nothing of them.
        for heard in (said, ["what else"]):
            node = CallGrammar([("human", text) for text in heard]).node
            calls.append({"said": heard, "call": call, "isAllowed": len(as_bytes(call)) in node(as_bytes(call), 0)[0]})
    read = [{"text": t, "digits": in_digits(t), "numbers": numbers_said(t), "implied": numbers_implied(t), "durations": durations_said(t)} for t in texts]
    PATH.parent.mkdir(exist_ok=True)
    rows = lambda items: ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items)  # noqa: E731
    PATH.write_text(f'{{"texts": [\n{rows(read)}\n],\n"calls": [\n{rows(calls)}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
