"""What each request template needs: slot values, the tool's arguments, its result, the reply's words.

One sampler a family of templates. A sampler gets a `Draw` and, for a follow-up, the case before it.
"""

import datetime
import re

from training.llm.case import Case, capital
from training.llm.quantities import duration, length_text, say
from training.llm.slots import Draw, note_text, pick, register, short_pairs, subject_text
from training.llm.sums import calculate_frame, calculate_more, calculate_story, convert_units, draw_rule


def clock_text(draw: Draw) -> str:
    hour, minute = draw.rng.randint(1, 12), draw.rng.randint(0, 59)
    if draw.language == "en":
        return f"{hour}:{minute:02d} {draw.rng.choice(['AM', 'PM'])}"
    return f"{draw.rng.choice(['上午', '下午', '凌晨', '晚上', '中午'])}{hour}点{minute:02d}分"


def date_text(draw: Draw) -> str:
    date = datetime.date(2025, 1, 1) + datetime.timedelta(days=draw.rng.randint(0, 3000))
    if draw.language == "en":
        return f"{date:%A, %B} {date.day}, {date.year}"
    return f"{date.year}年{date.month}月{date.day}日星期{'一二三四五六日'[date.weekday()]}"


def place_words(draw: Draw, unknown_share: float) -> tuple[str, str, bool]:
    """A place as said, as the tool prints it, and whether the tool knows it."""
    if draw.rng.random() < unknown_share:
        place = subject_text(draw) if draw.rng.random() < 0.5 else pick(draw, "name")
        return place, place, False
    place = pick(draw, "city")
    return place, place.title() if draw.language == "en" else place, True


def time_here(draw: Draw, _previous: Case | None) -> Case:
    clock = clock_text(draw)
    return Case("get_time", {"place": ""}, {"place": "", "time": clock}, {}, {"time": clock})


def time_place(draw: Draw, _previous: Case | None) -> Case:
    said, shown, is_known = place_words(draw, 0.08)
    if not is_known:
        return Case("get_time", {"place": said}, {"error": "unknown place", "place": said}, {"place": said}, {}, "unknown")
    clock = clock_text(draw)
    return Case("get_time", {"place": said}, {"place": shown, "time": clock}, {"place": said},
                {"place": shown, "time": clock})


DAYS = {"today": {"en": ["today"], "zh": ["今天"]}, "tomorrow": {"en": ["tomorrow"], "zh": ["明天"]},
        "yesterday": {"en": ["yesterday"], "zh": ["昨天"]}}


def date_here(draw: Draw, _previous: Case | None) -> Case:
    day = draw.rng.choice(["tomorrow", "yesterday", "tomorrow", "yesterday", "today"])
    word = DAYS[day][draw.language][0]
    date = date_text(draw)
    tag = "past" if day == "yesterday" and draw.language == "en" else ""
    return Case("get_date", {"place": "", "day": day}, {"day": day, "date": date},
                {"day": word}, {"day": word, "Day": capital(word), "date": date}, tag)


def date_today(draw: Draw, _previous: Case | None) -> Case:
    date = date_text(draw)
    return Case("get_date", {"place": "", "day": "today"}, {"day": "today", "date": date}, {}, {"date": date})


def date_place(draw: Draw, _previous: Case | None) -> Case:
    said, shown, _ = place_words(draw, 0)
    date = date_text(draw)
    return Case("get_date", {"place": said, "day": "today"}, {"day": "today", "date": date}, {"place": said},
                {"place": shown, "date": date})


def timer(draw: Draw, previous: Case | None, label: str) -> Case:
    said, seconds = duration(draw)
    length = length_text(seconds, draw.language)
    if previous is not None and previous.tool == "set_timer":
        label = previous.arguments["label"]
    words = {"duration": said, "label": label, "old": previous.words.get("duration", "") if previous else ""}
    return Case("set_timer", {"seconds": seconds, "label": label}, {"length": length, "label": label}, words,
                {"length": length, "label": label, "Label": capital(label)})


def timer_plain(draw: Draw, previous: Case | None) -> Case:
    return timer(draw, previous, "")


def any_label(draw: Draw) -> str:
    """A timer's name: mostly a thing that takes time, at times any word."""
    return pick(draw, "timer_label" if draw.is_held or draw.rng.random() < 0.85 else draw.rng.choice(["item", "food", "hobby"]))


def timer_label(draw: Draw, previous: Case | None) -> Case:
    return timer(draw, previous, any_label(draw))


def timer_remind(draw: Draw, previous: Case | None) -> Case:
    return timer(draw, previous, note_text(draw, "task"))


def running_timers(draw: Draw, _previous: Case | None) -> Case:
    count = draw.rng.choice([0, 1, 1, 1, 2, 3])
    left = "剩" if draw.language == "zh" else ""
    texts = []
    for _ in range(count):
        label = any_label(Draw(draw.rng, draw.language, False)) if draw.rng.random() < 0.7 else \
            ("计时器" if draw.language == "zh" else "timer")
        length = length_text(draw.rng.randint(2, 5400), draw.language)
        texts.append(f"{label}：还{left}{length}" if draw.language == "zh" else f"{label}: {length} left")
    shown = ("；" if draw.language == "zh" else "; ").join(texts)
    return Case("list_timers", {}, {"timers": shown}, {}, {"timers": shown}, "" if count else "empty")


def cancel_all(draw: Draw, _previous: Case | None) -> Case:
    count = draw.rng.choice([0, 1, 1, 1, 2, 3])
    what = ("计时器" if count == 1 else f"{count}个计时器") if draw.language == "zh" else \
        ("the timer" if count == 1 else f"{count} timers")
    return Case("cancel_timer", {"label": ""}, {"cancelled": count}, {}, {"what": what}, "" if count else "none")


def cancel_label(draw: Draw, _previous: Case | None) -> Case:
    label = any_label(draw)
    count = draw.rng.choice([0, 1, 1, 1])
    return Case("cancel_timer", {"label": label}, {"cancelled": count}, {"label": label}, {}, "" if count else "none")


def add_note(draw: Draw, kind: str) -> Case:
    text = pick(draw, "item") if kind == "item" else note_text(draw, kind)
    if kind == "item" and draw.rng.random() < 0.35:
        text += (" and " if draw.language == "en" else "和") + pick(draw, "item")
    return Case("add_note", {"text": text}, {"saved": text}, {"note": text}, {"saved": text, "Saved": capital(text)})


def note_list(draw: Draw, _previous: Case | None) -> Case:
    written = Draw(draw.rng, draw.language, draw.rng.random() < 0.6)
    texts = [note_text(written, draw.rng.choice(["task", "text"])) for _ in range(draw.rng.choice([0, 1, 1, 2, 2, 3]))]
    shown = "; ".join(texts)
    return Case("list_notes", {}, {"notes": shown}, {}, {"notes": shown}, "" if texts else "empty")


def delete_one(draw: Draw, _previous: Case | None) -> Case:
    text = pick(draw, draw.rng.choice(["item", "task", "name"]))
    count = draw.rng.choice([0, 1, 1, 1, 2])
    return Case("delete_note", {"text": text}, {"deleted": count}, {"note": text}, {}, "" if count else "none")


def delete_all(draw: Draw, _previous: Case | None) -> Case:
    count = draw.rng.choice([0, 1, 2, 3, 5])
    return Case("delete_note", {"text": ""}, {"deleted": count}, {}, {}, "" if count else "none")


def translate(draw: Draw, target: str) -> Case:
    source = "en" if target == "zh" else "zh"
    english, chinese = draw.rng.choice(short_pairs(draw.is_held))
    said, shown = (english, chinese) if target == "zh" else (chinese, english)
    if draw.rng.random() < 0.35:
        said = pick(Draw(draw.rng, source, False, draw.is_held), "phrase")
    said = register(Draw(draw.rng, source, draw.is_spoken), said.rstrip(".。"))
    if draw.language == "en" and target == "zh" or draw.language == "zh" and target == "en":
        said = said.rstrip("?!？！")
    ended = shown if shown[-1] in ".!?。！？" else shown + ("." if target == "en" else "。")
    return Case("translate", {"text": said, "to": target}, {"translation": shown, "to": target}, {"phrase": said},
                {"translation": ended})


FEELINGS = {
    "en": {"happy": ["happy", "cheerful", "joyful"], "sad": ["sad", "unhappy", "gloomy", "melancholic"],
           "calm": ["calm", "relaxed", "gentle", "peaceful", "soothing"], "angry": ["angry", "mad", "furious"],
           "excited": ["excited", "enthusiastic", "energetic", "lively"], "neutral": ["neutral", "normal"]},
    "zh": {"happy": ["开心", "高兴", "快乐"], "sad": ["难过", "悲伤", "伤心"], "calm": ["平静", "冷静", "温柔"],
           "angry": ["生气", "愤怒"], "excited": ["激动", "兴奋", "热情"], "neutral": ["正常", "普通", "平常"]},
}


def emotion(draw: Draw, _previous: Case | None) -> Case:
    value = draw.rng.choice(list(FEELINGS["en"]))
    word = draw.rng.choice(FEELINGS[draw.language][value])
    return Case("set_emotion", {"emotion": value}, {"emotion": value}, {"feeling": word},
                {"emotion": value, "feeling": word})


def emotion_word(draw: Draw, _previous: Case | None) -> Case:
    rule, value = draw_rule(draw, "set_emotion.word", draw.is_held)
    feeling = FEELINGS[draw.language][value][0]
    return Case("set_emotion", {"emotion": value}, {"emotion": value}, {}, {"emotion": value, "feeling": feeling}, template=rule)


def speed(draw: Draw, _previous: Case | None) -> Case:
    rule, value = draw_rule(draw, "set_speed", draw.is_held)
    rate = draw.rng.choice(["0.5", "0.6", "0.7", "0.75", "0.8", "0.9", "1", "1.1", "1.2", "1.25", "1.3", "1.4", "1.5", "1.6", "1.75", "1.8", "2"])
    number = float(value.format(rate=rate))
    shown = int(number) if number.is_integer() else number
    return Case("set_speed", {"rate": shown}, {"rate": shown}, {"rate": say(draw, rate)}, {"rate": str(shown)}, template=rule)


def weather_text(draw: Draw) -> str:
    degrees = draw.rng.randint(-15, 38)
    if draw.language == "zh":
        return f"{draw.rng.choice(['晴', '多云', '阴', '小雨', '中雨', '大雨', '雷阵雨', '小雪', '大雪', '雾', '毛毛雨'])}，{degrees}度"
    sky = draw.rng.choice(["clear sky", "clear", "sunny", "partly cloudy", "cloudy", "overcast", "light rain", "rain", "heavy rain",
                           "thunderstorm", "light snow", "snow", "fog", "drizzle", "rain showers", "mainly clear"])
    return f"{sky}, {degrees} degrees"


def weather(draw: Draw, previous: Case | None, day: str) -> Case:
    said, shown, is_known = place_words(draw, 0.06)
    arguments = {"place": said, "day": day}
    if draw.rng.random() < 0.2:
        return Case("get_weather", arguments, {"error": "offline"}, {"place": said}, {}, "offline")
    if not is_known:
        return Case("get_weather", arguments, {"error": "unknown place", "place": said}, {"place": said}, {}, "unknown")
    text = weather_text(draw)
    return Case("get_weather", arguments, {"place": shown, "weather": text}, {"place": said}, {"place": shown, "weather": text})


def weather_more(draw: Draw, previous: Case | None) -> Case:
    return weather(draw, None, previous.arguments["day"])


def weather_tomorrow_more(draw: Draw, previous: Case | None) -> Case:
    case = weather(draw, None, "tomorrow")
    place = previous.arguments["place"]
    case.arguments["place"] = case.words["place"] = place
    if "place" in case.result:
        case.result["place"] = place.title() if draw.language == "en" else place
        case.reply_words["place"] = case.result["place"]
    return case


def look_up_case(draw: Draw, said: str) -> Case:
    """A search for the words `said`, with what Wikipedia may answer."""
    chance = draw.rng.random()
    if chance < 0.2:
        return Case("look_up", {"query": said}, {"error": "offline"}, {"subject": said}, {}, "offline")
    if chance < 0.3:
        return Case("look_up", {"query": said}, {"error": "nothing found"}, {"subject": said}, {}, "nothing")
    title = capital(re.sub("^the ", "", said)) if draw.rng.random() < 0.5 else said.title()
    english, chinese = draw.rng.choice(short_pairs(False))
    summary = english if draw.language == "en" else chinese
    opening = f"{title} is" if draw.language == "en" else f"{title}是"
    return Case("look_up", {"query": said}, {"title": title, "summary": f"{opening} {summary}"}, {"subject": said}, {"title": title})


def look_up(draw: Draw, kind: str) -> Case:
    return look_up_case(draw, subject_text(draw, kind))


SAMPLERS = {
    "get_time.here": time_here, "get_time.place": time_place, "get_time.place+": time_place, "get_date.here": date_here,
    "get_date.today": date_today, "get_date.place": date_place, "calculate.frame": calculate_frame,
    "calculate.story": calculate_story, "calculate+": calculate_more, "convert.frame": convert_units, "convert+": convert_units,
    "set_timer.plain": timer_plain, "set_timer.label": timer_label, "set_timer.remind": timer_remind, "set_timer+": timer_plain,
    "list_timers": running_timers, "cancel_timer.all": cancel_all, "cancel_timer.label": cancel_label,
    "add_note.task": lambda d, p: add_note(d, "task"), "add_note.text": lambda d, p: add_note(d, "text"),
    "add_note.item": lambda d, p: add_note(d, "item"), "add_note+": lambda d, p: add_note(d, "item"),
    "list_notes": note_list, "delete_note.text": delete_one, "delete_note.all": delete_all,
    "translate.zh": lambda d, p: translate(d, "zh"), "translate.en": lambda d, p: translate(d, "en"),
    "translate+": lambda d, p: translate(d, p.arguments["to"]),
    "set_voice.female": lambda d, p: Case("set_voice", {"voice": "female"}, {"voice": "female"}, {}, {"voice": "female"}),
    "set_voice.male": lambda d, p: Case("set_voice", {"voice": "male"}, {"voice": "male"}, {}, {"voice": "male"}),
    "set_voice.next": lambda d, p: Case("set_voice", {"voice": "next"}, {"voice": d.rng.choice(["female", "male", "next"])}),
    "set_emotion": emotion, "set_emotion.word": emotion_word, "set_speed": speed,
    "get_weather.today": lambda d, p: weather(d, p, "today"), "get_weather.tomorrow": lambda d, p: weather(d, p, "tomorrow"),
    "get_weather+": weather_more, "get_weather+tomorrow": weather_tomorrow_more,
    "look_up.subject": lambda d, p: look_up(d, "subject"), "look_up.fact": lambda d, p: look_up(d, "fact_question"),
    "look_up+": lambda d, p: look_up(d, "subject"),
}
