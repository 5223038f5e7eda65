"""Trains the byte-level BPE of the llm and wraps it for the corpus.

Run: python -m training.llm.bpe. Chinese characters and digits are split off one by one, so that names,
notes and numbers are copied token by token; bytes make any other text possible.
"""

import random
from functools import lru_cache
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from training.llm.chat import chat_lines
from training.llm.exchanges import draw_tool_messages
from training.llm.grammar import CORPUS, expand
from training.llm.slots import as_spoken, tatoeba, vocabulary

PATH = Path("public/models/mini/llm-tokenizer.json")
SPECIAL = ["<|PAD|>", "<|BOT|>", "<|EOT|>", "<tool_call>", "</tool_call>", "<tts_start>", "<tts_end>",
           "<audio_start>", "<audio_end>"] + [f"<|reserved_{n}|>" for n in range(12)]
VOCABULARY = 6144
CHARACTER_FLOOR = 60  # repeats that make a listed Chinese character outrank rare English merges


def training_texts() -> list[str]:
    """What the vocabulary is chosen from: sentences, requests, replies, and a line for each character."""
    rng = random.Random(5)
    texts = []
    for english, chinese in tatoeba()["train"]:
        texts += [english, as_spoken(english), chinese]
    for index in range(12_000):
        texts += [content for _, content in draw_tool_messages(rng, "en" if index % 2 else "zh")]
    for language in ("en", "zh"):
        for turns in chat_lines(language, False):
            for user, reply in turns:
                texts += [expand(text, rng) for text in user + reply + reply]
    for path in sorted(CORPUS.glob("slots-*.txt")):
        texts += [part for line in path.read_text(encoding="utf-8").splitlines() for part in (" " + line.lower()).split(";")]
    return texts + ["\n".join(vocabulary("zh"))] * CHARACTER_FLOOR


def train_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"[\u3400-\u9fff0-9]"), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=SPECIAL, show_progress=False,
                                  initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train_from_iterator(training_texts(), trainer)
    return tokenizer


@lru_cache
def load_tokenizer() -> Tokenizer:
    """The shipped tokenizer. `encode_special_tokens` keeps people's text from becoming control tokens."""
    tokenizer = Tokenizer.from_file(str(PATH))
    tokenizer.encode_special_tokens = True
    return tokenizer


def main() -> None:
    tokenizer = train_tokenizer()
    tokenizer.save(str(PATH), pretty=False)
    print(tokenizer.get_vocab_size())


if __name__ == "__main__":
    main()
