"""Golden files the app's tests read: phoneme conversion and the excitation, from the reference code here."""

from __future__ import annotations

import base64
import json

import numpy as np

from .cantonese import cantonese_phonemes
from .features import EDGE_FRAMES, ROOT, sound_positions
from .japanese import japanese_phonemes, japanese_text_phonemes
from .phonemes import english_phonemes, mandarin_phonemes, mandarin_syllables
from .synth import filter_frames, harmonic_excitation

OUT = ROOT / "workers/vocoder/golden"

ENGLISH = """Hello.
How are you today?
Is it going to rain tomorrow?
What is the weather in London?
I set a timer for ten minutes.
The apple is on the table.
Do you like the owl, the egg, or the house?
I'm sorry, but I don't know.
Well, that's a good question.
It's five past two.
Can you hear me?
Yes, of course.
Your note has been saved.
Tell me a short story about a brave little mouse.
The dog's bowl is empty.
You have three timers, and one of them is ringing.
Turn the volume up, please.
Twenty four divided by six is four.
She said that they were waiting for us.
We'll be there in an hour.
Would you like to hear another joke?
My name is Sotto's friend.""".splitlines()[:21]
MANDARIN = """你好。
今天天气怎么样？
我想听一个故事。
你会说英语吗？
现在是下午两点零五分。
对不起，我不知道。
好的，已经设好五分钟的计时器。
一起去吃饭吧。
不是，这不对。
绿色的鱼在水里游。
女儿在学校学习语言。
老师说：知识就是力量。
请再说一遍。
窗外下雨了，记得带伞。
我们去银行取钱。
四十四只石狮子。
这个字怎么写？
谢谢你的帮助。
云南的风景很美。
晚安，做个好梦。""".splitlines()

CANTONESE = """你好。
今日天氣點呀？
我想聽個故事。
你識唔識講英文？
你食咗飯未呀？
而家係下晝三點零五分。
對唔住，我唔知道。
五蚊同二十五蚊。
我哋一齊去飲茶啦。
銀行喺左手邊，行兩分鐘就到。
吳先生鍾意睇書。
恭喜發財，身體健康！
呢件衫幾多錢？
香港嘅夜景好靚。""".splitlines()
# Kana and the mora after which the pitch falls.
JAPANESE = [[("きょーわ", 1), ("いー", 1), ("てんきですね", 1)], [("きっぷお", 0), ("ください", 3)], [("しんかんせん", 3), ("とーきょー", 0)], [("チョコレート", 3), ("ファイル", 1), ("パーティー", 1)],
            [("あしたわ", 3), ("がっこーえ", 0), ("いきます", 3)], [("ひと", 0), ("つくえ", 0), ("きく", 0), ("すきです", 2)], [("りょこー", 0), ("びょーいん", 0), ("じゅーいちがつ", 5)],
            [("ヴァイオリン", 3), ("ツァーリ", 1), ("クォーツ", 1), ("トゥー", 1)]]

# Read by Open JTalk's dictionary; the page's lexicon is compared with it.
JAPANESE_TEXTS = """今日はいい天気ですね。
明日、友達と東京へ行きます。
図書館はどこにありますか？
新しい本を買いました。
昨日の夜、母に電話しました。
すみません、もう一度言ってください。
この料理はとてもおいしいです。
私は日本語を勉強しています。
電車が遅れたので、会社に遅刻しました。
静かな公園で写真を撮りました。
コーヒーとケーキをお願いします。
病院まで歩いて行きましょう。
彼女は有名な歌手になりたいと思っています。
子供たちは海で遊んでいます。
何時に起きましたか？
雨が降っているから、傘を持って行ってください。
ありがとうございます。
タイマーを設定しました。
妹は動物園が大好きです。
古い時計を直してもらいました。
先生の話は面白かったです。
来週の会議は中止になりました。
彼は毎朝新聞を読みます。
窓を開けてもいいですか？""".splitlines()


def pack(values: np.ndarray) -> dict:
    array = np.ascontiguousarray(values, dtype="<f4")
    return {"dims": list(array.shape), "type": "float32", "data": base64.b64encode(array.tobytes()).decode()}


def write_phonemes() -> None:
    rows = []
    for text in ENGLISH:
        phonemes, accents = english_phonemes(text)
        rows.append({"language": "en", "text": text, "phonemes": phonemes, "accents": accents})
    for text in MANDARIN:
        syllables = mandarin_syllables(text)
        phonemes, accents = mandarin_phonemes(text, syllables)
        rows.append({"language": "zh", "text": text, "syllables": syllables, "phonemes": phonemes, "accents": accents})
    write_rows("phonemes.json", rows)
    spoken = [(text, *cantonese_phonemes(text)) for text in CANTONESE]
    write_rows("phonemes-cantonese.json", [{"language": "yue", "text": t, "phonemes": p, "accents": a} for t, p, a in spoken])
    spoken = [(phrases, *japanese_phonemes(phrases)) for phrases in JAPANESE]
    write_rows("phonemes-japanese.json", [{"phrases": t, "phonemes": p, "accents": a} for t, p, a in spoken])
    spoken = [(text, *japanese_text_phonemes(text)) for text in JAPANESE_TEXTS]
    write_rows("phonemes-japanese-text.json", [{"text": t, "phonemes": p, "accents": a} for t, p, a in spoken])


def write_rows(name: str, rows: list[dict]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (OUT / name).write_text(f"[\n{lines}\n]\n", encoding="utf8")


def write_excitation() -> None:
    frames = 12
    pitch = np.log(np.linspace(110.0, 236.5, frames))
    voicing = np.array([0, 0.2, 1, 1, 1, 1, 1, 1, 0.6, 0, 0.5, 1.0])
    bins = np.arange(513) / 513
    tilt = np.linspace(0.5, 1.5, frames)[:, None]
    magnitude = -3.0 * tilt * bins + 1.2 * np.cos(2 * np.pi * (3 + tilt) * bins) - 1.0
    magnitude = magnitude.astype(np.float32)
    pitch, voicing = pitch.astype(np.float32), voicing.astype(np.float32)
    excitation = harmonic_excitation(pitch, voicing)
    golden = {
        "inputs": {"pitch": pack(pitch), "voicing": pack(voicing), "harmonic_log_magnitude": pack(magnitude)},
        "outputs": {"excitation": pack(excitation), "harmonic": pack(filter_frames(excitation, magnitude))},
        "tolerance": 2e-4,
    }
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "excitation.json").write_text(json.dumps(golden) + "\n")


def write_positions() -> None:
    durations = [1, 2, 7, 12]
    (OUT / "positions.json").write_text(json.dumps({"edgeFrames": EDGE_FRAMES, "durations": durations, "positions": pack(sound_positions(durations))}) + "\n")


if __name__ == "__main__":
    write_phonemes()
    write_excitation()
    write_positions()
