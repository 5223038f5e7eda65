"""What a person says to an offer ("Shall I look it up?", "Shall I note it?"), and what it leads to.

A search is called with the words of the question; for a timer or a note the assistant asks what is lacking.
"""

import re

from training.llm.exchanges import Message, answer, asked_back, human
from training.llm.slots import Draw, as_spoken
from training.llm.tool_cases import look_up_case

OFFERS = {"look_up": re.compile(r"look (it|that) up|要我查|查一下|查查"), "ask.set_timer": re.compile(r"[Ss]et a timer\?|定个时|(计时|定时)[^。]*？"),
          "ask.add_note": re.compile(r"[Ss]hall I (note|write|make a note)|要我记|(记下来|记一下|写下来)[^。]*[？吧]")}
# Shares of the offers that are taken up and turned down; the rest is passed over, as people do.
ACCEPTED, DECLINED = 0.35, 0.08
YES = {"en": ["yes", "yes please", "yeah", "sure", "ok", "okay", "please do", "do that", "yes do that", "go ahead", "that would be nice", "yeah sure", "alright", "yep",
              "go on then", "please", "of course", "if you can", "why not", "i'd like that"],
       "zh": ["好", "好的", "好啊", "好呀", "可以", "行", "嗯", "嗯嗯", "要", "是的", "当然", "可以呀", "那好吧", "麻烦你了", "嗯好的"]}
YES_SEARCH = {"en": ["yes look it up", "look it up please", "yes i want to know", "yes find out"], "zh": ["查吧", "查一下吧", "那你查查", "麻烦你查一下", "请查", "快查", "那就查吧", "你查查看"]}
NO = {"en": ["no thanks", "no", "no thank you", "never mind", "not now", "no need", "leave it", "it's not important", "don't bother"],
      "zh": ["不用了", "不用", "算了", "不必了", "没事不用查", "下次吧", "不要紧", "先不用"]}
LEFT = {"en": ["All right. What else is on your mind?", "No problem. What would you like to talk about?"], "zh": ["好的，那聊点别的吧。", "没问题，还想聊什么？"]}
# The words before what a question is about; what stays is searched for.
HEAD_EN = re.compile(r"^((so|hey|ok|and|but|tell me|do you know|can you tell me|do you happen to know|any idea|i wonder|i'm wondering|what|whats|what's|who|who's|where|where's|when|why|"
                     r"how|how come|which|is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|it|true|that|if|the|a|an|we|you|many|much|by) )+")
HEAD_ZH = re.compile(r"^(请问|你知道|知道|告诉我|为什么|为啥|什么是|什么叫|谁是|是谁|到底|怎么|如何|那|到底是)+")
TAIL_ZH = re.compile(r"(是什么意思|是什么|是谁|呢|吗|呀|啊|吧)$")


def subject_of(question: str, language: str) -> str:
    """The run of words of `question` (recogniser's form) to search for; the whole of it when nothing would be left."""
    question = as_spoken(question)
    kept = HEAD_EN.sub("", question) if language == "en" else TAIL_ZH.sub("", HEAD_ZH.sub("", question))
    return kept if len(kept) > 2 or (language == "zh" and len(kept) > 1) else question


def answered_offer(messages: list[Message], draw: Draw) -> list[Message]:
    """What may follow an exchange that ends with an offer; empty when it ends otherwise or the person passes over it."""
    chance = draw.rng.random()
    offered = next((name for name, pattern in OFFERS.items() if pattern.search(messages[-1][1])), None)
    if chance >= ACCEPTED + DECLINED or len(messages) != 2 or offered is None:
        return []
    if chance >= ACCEPTED:
        return [human(draw.rng.choice(NO[draw.language]), draw), ("assistant", draw.rng.choice(LEFT[draw.language]))]
    yes = human(draw.rng.choice(YES[draw.language] + (YES_SEARCH[draw.language] if offered == "look_up" else [])), draw)
    if offered != "look_up":
        return [yes] + asked_back(draw, offered)[0]
    return [yes] + answer("look_up.subject", look_up_case(draw, subject_of(messages[0][1].split("\n")[-1], draw.language)), draw)
