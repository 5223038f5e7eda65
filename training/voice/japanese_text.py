"""Japanese sentences to train on: the ChatterBot corpus's own, and everyday ones from a small grammar."""

from __future__ import annotations

import random
import re

from .features import DATA

PLACES = "駅 学校 会社 図書館 公園 病院 銀行 空港 海 山 京都 東京 大阪 北海道 美術館 動物園 市場 喫茶店 郵便局 スーパー ホテル レストラン コンビニ".split()
PEOPLE = "私 僕 彼 彼女 母 父 妹 兄 友達 先生 田中さん 鈴木さん 佐藤さん 隣の人 社長 医者 子供たち みんな おばあさん".split()
THINGS = "本 新聞 手紙 写真 音楽 映画 料理 コーヒー お茶 ビール 牛乳 パン ケーキ りんご みかん 魚 野菜 切符 時計 傘 靴 鞄 電話 車 自転車 カメラ 薬 宿題 荷物 財布".split()
TIMES = "今日 明日 昨日 今朝 今晩 来週 来月 毎日 日曜日 月曜日の朝 三時半 十時ごろ 夏休み 去年 さっき もうすぐ 一時間後".split()
VERBS = "買います 見ました 忘れました 持っています 探しています 送りました もらいました 作りました 使ってください 取ってくれませんか 食べたいです 好きです 嫌いです 見せてください 壊しました".split()
MOVES = "行きます 行きました 帰りました 着きました 歩いて行きましょう 来てください 走って行きました 引っ越しました 出かけます 集まりましょう".split()
QUALITIES = "大きい 小さい 新しい 古い 高い 安い 楽しい 難しい 易しい 面白い おいしい 忙しい 静かな きれいな 便利な 有名な 元気な 大切な 暖かい 涼しい".split()
WEATHER = "晴れ 曇り 雨 雪 台風 強い風".split()
NUMBERS = "一 二 三 四 五 六 七 八 九 十 十一 十五 二十 二十三 三十 四十五 百 三百 六百 千 八千 一万".split()
COUNTED = "分 時間 日 円 人 個 本 枚 冊 歳 キロ メートル 回 階".split()
SENTENCES = (
    "こんにちは。|おはようございます。|こんばんは。|ありがとうございます。|すみません。|ごめんなさい。|はい、わかりました。|いいえ、違います。|お元気ですか？|どういたしまして。|"
    "いってきます。|おかえりなさい。|おやすみなさい。|もう一度言ってください。|よく聞こえません。|ゆっくり話してください。|何をしましょうか？|タイマーを設定しました。|"
    "すぐに調べます。|音量を上げました。|よろしくお願いします。|はじめまして。|お誕生日おめでとう。|気をつけてください。|ちょっと待ってください。|大丈夫です。|そうですね。|"
    "本当ですか？|信じられない！|なるほど。|残念です。|頑張ってください。|また明日。|いただきます。|ごちそうさまでした。|もしもし、聞こえますか？|どうぞ、入ってください。"
).split("|")
PATTERNS = (
    "{time}、{person}は{place}へ{move}。|{person}は{quality}{thing}を{verb}。|{thing}はどこにありますか？|{place}までどうやって行きますか？|{time}の天気は{weather}です。|"
    "{quality}{thing}ですね。|この{thing}は{number}円です。|{number}{counted}かかります。|{person}と{person}は{place}で{thing}を{verb}。|{thing}と{thing}を{verb}。|"
    "{place}はとても{quality}ところです。|{time}は{weather}になるでしょう。|{person}に{thing}を渡しました。|{quality}{thing}を探しているのですが、{place}にありますか？|"
    "{person}が{time}に電話しました。|{number}{counted}だけ待ってください。|もし{weather}なら、{place}へ{move}。|{thing}がなかったので、{place}で{verb}。|{person}は{number}歳です。|"
    "{time}、{place}で{quality}{thing}を見つけました。|あの{thing}は{person}のですか？|{person}はどうして{place}へ{move}か？|きっと{quality}と思います。"
).split("|")
SLOTS = {"place": PLACES, "person": PEOPLE, "thing": THINGS, "time": TIMES, "verb": VERBS, "move": MOVES, "quality": QUALITIES,
         "weather": WEATHER, "number": NUMBERS, "counted": COUNTED}


def chatterbot_sentences() -> list[str]:
    """Every sentence of the corpus of at most 40 characters without Latin letters."""
    found = set()
    for path in sorted((DATA / "text/chatterbot-corpus/japanese").glob("*.yml")):
        for line in path.read_text(encoding="utf8").splitlines():
            text = re.sub(r"^[\s-]+", "", line).strip("'\" ")
            found |= {s.strip() for s in re.findall(r"[^。！？!?]+[。！？!?]?", text)}
    return sorted(s for s in found if 3 <= len(s) <= 40 and re.fullmatch(r"[ぁ-んァ-ヶー一-龯々、。！？!?]+", s))


def grammar_sentences(count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    made: set[str] = set()
    while len(made) < count:
        made.add(re.sub(r"\{(\w+)\}", lambda m: rng.choice(SLOTS[m[1]]), rng.choice(PATTERNS)))
    return sorted(made)


def collect_sentences(count: int, seed: int = 5) -> list[str]:
    """A fixed shuffled list; the first 60 are held out."""
    texts = sorted({*SENTENCES, *chatterbot_sentences(), *grammar_sentences(count, seed)})
    random.Random(seed).shuffle(texts)
    return texts[: count + 60]
