"""What the synthetic voices say: everyday sentences, assistant requests, numbers and loose words."""

import random
import re
import zlib
from functools import lru_cache
from pathlib import Path

from opencc import OpenCC

from training.llm.number_words import english, mandarin
from training.llm.slots import as_spoken

from .paths import BUILD, DATA, ROOT
from .text import normalize_english, normalize_mandarin

REQUESTS = {
    "en": ("what time is it in {city}|what's the weather like in {city} tomorrow|set a timer for {n} minutes|"
           "set a {timer_label} timer for {n} seconds|remind me to {task}|make a note that {fact_note}|"
           "how do you say {phrase} in chinese|translate {phrase} to chinese|what is {n} plus {n}|"
           "what's {n} times {n}|convert {n} miles to kilometers|how many grams are in {n} pounds|"
           "who was {subject}|tell me about {subject}|what is {fact_question}|what day is it tomorrow in {city}|"
           "cancel the {timer_label} timer|speak a little faster please|can you sound more happy|"
           "add {item} and {item} to my notes|delete the note about {item}|my name is {name}|do you like {food}|"
           "i love {hobby}|why is the sky {color}|tell me a story about a {animal}|is it raining in {country}|"
           "what notes do i have|how much time is left|good morning how are you|i feel a bit sad today|"
           "tell me a joke|use a female voice|what can you do|stop that|never mind|{n} percent of {n}").split("|"),
    "zh": ("{city}现在几点|{city}明天天气怎么样|设一个{n}分钟的计时器|给{timer_label}定个{n}秒的计时器|提醒我{task}|"
           "记一下{fact_note}|{phrase}用英语怎么说|把{phrase}翻译成英文|{n}加{n}等于多少|{n}乘以{n}是多少|"
           "{n}公里是多少英里|{n}斤等于多少公斤|{subject}是谁|给我讲讲{subject}|{fact_question}|{city}明天是几号|"
           "取消{timer_label}的计时器|说慢一点|换一个女声|用开心的语气说话|把{item}和{item}记下来|删掉关于{item}的笔记|"
           "我叫{name}|你喜欢吃{food}吗|我喜欢{hobby}|讲一个关于{animal}的故事|我有哪些笔记|还剩多少时间|"
           "早上好|你好吗|我今天有点难过|给我讲个笑话|你会做什么|停下来|算了|百分之{n}|今天星期几").split("|"),
}
SIMPLIFY = OpenCC("t2s")
NORMALIZE = {"en": normalize_english, "zh": normalize_mandarin}


def is_held_out(text):
    """One sentence in fifty is kept for tests, by its content, so that the split never moves."""
    return zlib.crc32(text.encode()) % 50 == 0


@lru_cache(maxsize=2)
def tatoeba(language):
    """Normalised sentences of the pairs, without the held-out ones."""
    column = 0 if language == "en" else 1
    rows = [line.split("\t")[column] for line in (DATA / "text" / "tatoeba-en-zh.tsv").read_text().splitlines()]
    texts = sorted({text for text in map(NORMALIZE[language], rows) if text and not is_held_out(text)})
    return [text for text in texts if len(text) <= (110 if language == "en" else 28)]


@lru_cache(maxsize=2)
def prompts(language):
    """User messages written for the llm, when its recipe has run; else an empty list."""
    path = BUILD / f"prompts-{language}.txt"
    if not path.exists():
        return []
    rows = map(NORMALIZE[language], path.read_text().splitlines())
    return sorted({t for t in rows if t and len(t) <= (120 if language == "en" else 30)} - set(held_out(language)))


@lru_cache(maxsize=1)
def tatoeba_phrases():
    """crc32 → sentence of Tatoeba in the recogniser's form, of both languages."""
    rows = [line.split("\t")[:2] for line in (DATA / "text" / "tatoeba-en-zh.tsv").read_text().splitlines()]
    phrases = {as_spoken(side) for english, chinese in rows for side in (english, SIMPLIFY.convert(chinese))}
    return {zlib.crc32(phrase.encode()): phrase for phrase in sorted(phrases)}


def frozen(language):
    """Lines of `heldout/`, drawn once from the llm's held-out templates and never moved, whatever becomes of its corpus.

    Sentences of Tatoeba are not in the repository: `{tatoeba:1a2b3c4d}` names one by its crc32.
    """
    text = (Path(__file__).parent / "heldout" / f"{language}.txt").read_text()
    return re.sub(r"\{tatoeba:([0-9a-f]{8})\}", lambda m: tatoeba_phrases()[int(m.group(1), 16)], text).splitlines()


@lru_cache(maxsize=2)
def held_out(language):
    """Assistant sentences that are never trained on."""
    return sorted({text for text in map(NORMALIZE[language], frozen(language)) if text})


@lru_cache(maxsize=2)
def slots(language):
    """Slot name → trained values; values after "!" in the file are held out."""
    found, name = {}, None
    path = ROOT / "training" / "llm" / "corpus" / f"slots-{language}.txt"
    for line in path.read_text().splitlines():
        if line.startswith("["):
            name = line.strip("[] \n")
        elif line.strip() and line[0] not in "#!":
            found.setdefault(name, []).extend(value.strip() for value in line.split(";") if "{" not in value)
    return found


def number(language, rng):
    value = rng.choice((rng.randrange(10), rng.randrange(100), rng.randrange(100), rng.randrange(1000), rng.randrange(10000)))
    return english(value, rng.random() < 0.7) if language == "en" else mandarin(value)


def request(language, rng):
    """One assistant request of the small grammar, before normalisation."""
    template = rng.choice(REQUESTS[language])
    return re.sub(r"\{(\w+)\}", lambda m: number(language, rng) if m.group(1) == "n"
                  else rng.choice(slots(language)[m.group(1)]), template)


@lru_cache(maxsize=2)
def vocabulary(language):
    """Words (English) or short runs of characters (Mandarin) for sequences without grammar."""
    if language == "en":
        words = {w for text in tatoeba("en") + prompts("en") for w in text.split()}
        slot_words = {w for values in slots("en").values() for v in values for w in (normalize_english(v) or "").split()}
        return sorted(words | slot_words)
    path = DATA / "zh-words.tsv"
    words = {normalize_mandarin(line.split("\t")[2]) for line in path.read_text().splitlines()[1:]}
    return sorted(w for w in words if w)


def sample(language, rng):
    """One normalised sentence or phrase to say."""
    kind = rng.random()
    if prompts(language) and kind < 0.5:
        return rng.choice(prompts(language))
    if kind < 0.75:
        return rng.choice(tatoeba(language))
    if kind < 0.88:
        return NORMALIZE[language](request(language, rng)) or rng.choice(tatoeba(language))
    if kind < 0.92:
        return number(language, rng) if rng.random() < 0.5 else NORMALIZE[language](
            "".join(rng.choice("0123456789") + " " for _ in range(rng.randint(1, 7))))
    words = rng.choices(vocabulary(language), k=rng.randint(1, 6 if language == "en" else 4))
    return " ".join(words) if language == "en" else "".join(words)


FOREIGN = {
    "ja": "こんにちは おげんきですか|きょうは いい てんき ですね|あした なんじに あいますか|ありがとう ございます|えきは どこ ですか|"
          "にほんごを べんきょう しています|これは いくら ですか|みずを ください|わたしの なまえは たなか です|おやすみなさい|"
          "すみません もういちど いって ください|でんしゃが おくれて います|ねこが すきです|ごはんを たべました か|しゅうまつは なにを しますか",
    "yue": "你好 今日 天氣 好 好|早晨 食 咗 飯 未|多謝 你|我 唔 知道|幾多 錢|聽日 見|我 想 去 香港|佢 係 我 朋友|呢 個 係 乜嘢",
    "de": "Guten Morgen, wie geht es dir heute?|Wie spät ist es in Berlin?|Ich möchte ein Glas Wasser.|Das Wetter ist schön.|"
          "Stell einen Wecker für sieben Uhr.|Wo ist der Bahnhof?|Er arbeitet in einer großen Fabrik am Rand der Stadt.",
    "fr": "Bonjour, comment allez-vous ?|Quelle heure est-il à Paris ?|Je voudrais un café s'il vous plaît.|Il fait beau aujourd'hui.|"
          "Où se trouve la gare ?|Elle habite dans une petite maison près de la rivière.|Mets un minuteur de dix minutes.",
    "es": "Buenos días, ¿cómo estás?|¿Qué hora es en Madrid?|Quisiera un vaso de agua.|Hace buen tiempo hoy.|¿Dónde está la estación?|"
          "Mi hermana vive en un pueblo pequeño cerca del mar.|Pon un temporizador de cinco minutos.",
    "it": "Buongiorno, come stai?|Che ore sono a Roma?|Vorrei un bicchiere d'acqua.|Oggi fa bel tempo.|Dov'è la stazione?|Ho visto un film molto bello ieri sera.",
    "ru": "Доброе утро, как дела?|Который час в Москве?|Я хочу стакан воды.|Сегодня хорошая погода.|Где находится вокзал?|Моя сестра живёт в маленьком городе.",
    "pt": "Bom dia, como você está?|Que horas são em Lisboa?|Eu quero um copo de água.|Hoje o tempo está bom.|Onde fica a estação?",
    "pl": "Dzień dobry, jak się masz?|Która jest godzina?|Poproszę szklankę wody.|Dzisiaj jest ładna pogoda.",
    "tr": "Günaydın, nasılsın?|Saat kaç?|Bir bardak su istiyorum.|Bugün hava güzel.|İstasyon nerede?",
    "ko": "안녕하세요 오늘 날씨가 좋네요|지금 몇 시예요|물 한 잔 주세요|역이 어디에 있어요|제 이름은 민수입니다",
    "hi": "नमस्ते आप कैसे हैं|अभी कितने बजे हैं|मुझे एक गिलास पानी चाहिए|आज मौसम अच्छा है",
    "nl": "Goedemorgen, hoe gaat het met je?|Hoe laat is het?|Ik wil graag een glas water.|Het is mooi weer vandaag.",
    "vi": "Xin chào bạn khỏe không|Bây giờ là mấy giờ|Cho tôi một cốc nước|Hôm nay trời đẹp",
}


def sample_foreign(rng):
    """(espeak language, text, our language label) of speech that has no text loss."""
    code = rng.choice(("ja",) * 6 + ("yue",) * 4 + tuple(c for c in FOREIGN if c not in ("ja", "yue")))
    sentences = FOREIGN[code].split("|")
    text = " ".join(rng.sample(sentences, rng.randint(1, 3)))
    return code, text, code if code in ("ja", "yue") else "other"


def seeded(seed):
    return random.Random(seed)
