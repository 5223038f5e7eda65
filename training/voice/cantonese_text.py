"""Cantonese sentences to compose: everyday ones written for this, a small grammar of the same, and written Chinese read in Cantonese."""

from __future__ import annotations

import random
import re

from .features import DATA

SENTENCES = (
    "你好。|早晨。|早抖。|多謝你。|唔該晒。|唔好意思。|唔緊要。|再見。|聽日見。|拜拜。|你好嗎？|我幾好，多謝。|你叫咩名？|我叫阿明。|好耐冇見。|最近點呀？|食咗飯未呀？|食咗喇，你呢？|我唔知道。|我知喇。|"
    "你講多次得唔得？|請講慢啲。|我聽唔清楚。|我明白。|我唔明白。|係呀。|唔係。|好呀。|唔好。|冇問題。|冇所謂。|隨便你。|等陣。|等我一陣。|快啲啦。|慢慢嚟。|小心啲。|加油！|恭喜你！|生日快樂！|"
    "新年快樂，身體健康。|今日天氣好好。|出面落緊雨。|記得帶遮。|今日好熱。|聽日會凍啲。|有冇打風？|而家幾點？|而家三點半。|我遲咗到。|我哋走先。|你去邊呀？|我去返工。|我啱啱放工。|我喺屋企。|佢仲未返嚟。|"
    "呢個幾多錢？|好貴喎。|可唔可以平啲？|我要呢個。|唔使喇。|有冇大啲嘅？|埋單，唔該。|我肚餓。|我好攰。|我想瞓覺。|我有啲唔舒服。|你去睇醫生啦。|多飲啲水。|好好味呀。|太鹹喇。|唔好食咁多。|"
    "洗手間喺邊度？|點樣去地鐵站？|行五分鐘就到。|轉左，跟住直行。|我盪失路。|你識唔識講英文？|我識少少廣東話。|我哋一齊去啦。|你得唔得閒？|我今晚唔得閒。|下個星期先講。|打電話畀我。|我遲啲覆你。|"
    "開燈，唔該。|閂門啦。|播啲音樂。|大聲啲。|細聲啲。|停。|繼續。|幫我校個鬧鐘。|已經校好十分鐘計時器。|時間到喇。|我幫你記低咗。|你想聽故事嗎？|從前有隻小貓，佢好鍾意食魚。|講個笑話嚟聽吓。|哈哈，好好笑。|"
    "你覺得點？|我都係咁諗。|我唔同意。|你講得啱。|真係㗎？|唔係掛？|點解呢？|因為我鍾意。|唔使驚。|放心啦。|有我喺度。|我好開心。|佢好嬲。|佢喊緊。|我掛住你。|我愛香港。|香港夜景好靚。|"
    "九龍同新界都好大。|維多利亞港有好多船。|飲茶去邊間好？|我要一碟叉燒同一碗飯。|一杯凍奶茶，少甜。|兩位，唔該。|六月十五號係禮拜幾？|佢今年廿八歲。|我屋企有四個人。|爸爸媽媽都好好。|細路仔要早啲瞓。|"
    "電腦壞咗。|手機冇電喇。|上唔到網。|密碼係咩？|請再試一次。|對唔住，我搵唔到。|呢件事好重要。|我哋要努力。|學習語言唔容易。|日日練習就會進步。|世界好大，我想去睇吓。"
).split("|")
SLOTS = {
    "who": "我 你 佢 我哋 你哋 佢哋 阿媽 阿爸 老師 我朋友 醫生 個細路 陳先生 王小姐 哥哥 家姐 細佬 阿婆 同事 老細 學生 司機".split(),
    "when": "今日 聽日 琴日 今晚 而家 禮拜六 下晝 朝早 下個月 舊年 等陣 夜晚 上個禮拜 三點鐘 八點半 暑假".split(),
    "where": "屋企 公司 學校 圖書館 公園 醫院 街市 茶餐廳 酒樓 機場 地鐵站 商場 海邊 銀行 中環 旺角 尖沙咀 沙田 新界 澳門 廣州 日本 英國".split(),
    "thing": "報紙 手袋 電話 電腦 書 筆 鎖匙 銀包 遮 衫 鞋 眼鏡 餅乾 生果 咖啡 奶茶 魚蛋 雲吞麵 蛋撻 雞翼 蔬菜 豬肉 白飯 藥 禮物 單車 的士 巴士 飛機票 相機".split(),
    "do": "買 睇 搵 要 鍾意 攞 用 送 整 試 賣 借 帶 換 洗".split(),
    "how": "好靚 好貴 好平 好大 好細 好新 好舊 好遠 好近 好多人 好得意 好特別 幾好 唔錯 好重 好輕 好甜 好熱 好凍 好乾淨 好污糟 好難 好易".split(),
    "number": "一 兩 三 四 五 六 七 八 九 十 十二 十五 二十 三十六 五十 一百 三百二十 一千 兩萬".split(),
    "unit": "個 蚊 本 杯 分鐘 日 年 人 歲 次 斤 公里 度 間 架".split(),
}
PATTERNS = (
    "{when}{who}去{where}。|{who}喺{where}{do}{thing}。|{who}想{do}{thing}。|呢個{thing}{how}。|{where}{how}。|{who}有冇{thing}？|{when}去唔去{where}？|{who}{do}咗{number}{unit}。|"
    "{where}有{thing}賣。|由{where}去{where}要{number}分鐘。|{who}話{where}{how}，{when}一齊去啦。|{who}{when}仲喺{where}。|如果{when}得閒，{who}就去{where}。|唔該，我要{number}{unit}{thing}。|"
    "{thing}同{thing}都{how}。|{who}唔鍾意{thing}，佢鍾意{thing}。|{when}嘅{thing}{how}喎。|{who}係唔係喺{where}呀？|點解{who}{when}冇去{where}？|{number}{unit}{thing}幾多錢？|幫{who}{do}{thing}，好唔好？"
).split("|")


def grammar_sentences(count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    made: set[str] = set()
    while len(made) < count:
        made.add(re.sub(r"\{(\w+)\}", lambda m: rng.choice(SLOTS[m[1]]), rng.choice(PATTERNS)))
    return sorted(made)


def written_sentences(count: int, seed: int) -> list[str]:
    """Standard written Chinese, which Hong Kong reads aloud with Cantonese sounds."""
    lines = [line.split("\t")[1] for line in (DATA / "text/tatoeba-en-zh.tsv").read_text(encoding="utf8").splitlines()]
    lines = sorted({t for t in lines if 5 <= len(t) <= 18 and re.fullmatch(r"[\u4e00-\u9fff，。？！]+", t)})
    return random.Random(seed).sample(lines, count)
