"""Readings and accents of everyday Japanese words for the page, out of Open JTalk's dictionary (NAIST-jdic, BSD-3-Clause).

    python -m training.voice.make_japanese_lexicon

The dictionary holds 790,000 entries in 103 MB. Its costs were learned from text: a word that occurred there has a cost of its
own, the others share one a class. That, kanji of the first level of JIS and short spelling choose what the page carries; of rarer kanji
it carries what text says often, and of every other kanji the reading it has alone, so that a name does not silence a text. The
1,286 connection classes are merged by part of speech and form. Format of the result: workers/vocoder/front-end/japanese-lexicon.ts.
"""

from __future__ import annotations

import base64
import json
import re
import struct
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from .features import ROOT
from .japanese import split_morae, to_katakana
from .japanese_text import SENTENCES, SLOTS, chatterbot_sentences

DICTIONARY = Path("/var/lib/mecab/dic/open-jtalk/naist-jdic")
OUT = ROOT / "workers/vocoder/front-end/japanese-lexicon.json"
FORMS = {"基本形", "未然形", "連用形", "連用タ接続", "連用テ接続", "仮定形", "命令ｅ", "命令ｒｏ", "命令ｉ", "未然ウ接続", "未然レル接続", "ガル接続", "体言接続", "*"}
CLOSED = {"助詞", "助動詞", "接続詞", "連体詞", "感動詞", "接頭詞"}
COST_UNIT, CONNECTION_UNIT = 50, 100
# A kanji alone, where no word has it: dearer than any word, cheaper than none.
LAST_RESORT_COST = 20_000
# Not in the dictionary, which is older: said in the place of a word of its kind, so and with the pitch falling there.
NEWER = {"令和": ("平成", "レーワ", 1)}


def read_dictionary() -> list[tuple[str, int, int, list[str]]]:
    """(surface, class, cost, features) of every entry; MeCab's binary format, its double array walked from the root."""
    data = (DICTIONARY / "sys.dic").read_bytes()
    _, _, _, _, _, _, array_size, token_size, _, _ = struct.unpack("<10I", data[:40])
    array = np.frombuffer(data, dtype=[("base", "<i4"), ("check", "<u4")], count=array_size // 8, offset=72)
    tokens = np.frombuffer(data, dtype="<u2,<u2,<u2,<i2,<u4,<u4", count=token_size // 16, offset=72 + array_size)
    features = data[72 + array_size + token_size:]
    base, check = array["base"], array["check"]
    entries, stack = [], [(int(base[0]), b"")]
    while stack:
        here, spelled = stack.pop()
        if check[here] == here and base[here] < 0:
            value = -int(base[here]) - 1
            for token in tokens[value >> 8 : (value >> 8) + (value & 255)].tolist():
                text = features[token[4] : features.index(b"\0", token[4])].decode("utf8")
                entries.append((spelled.decode("utf8", "replace"), token[0], token[3], text.split(",")))
        for code in np.flatnonzero(check[here + 1 : here + 257] == here).tolist():
            if base[here + 1 + code] > 0:
                stack.append((int(base[here + 1 + code]), spelled + bytes([code])))
    return entries


def is_plain(surface: str) -> bool:
    """Kana and kanji of the first level of JIS only."""
    def is_known(c: str) -> bool:
        if re.match(r"[ぁ-ゖァ-ヺー々]", c):
            return True
        code = c.encode("euc_jp", "ignore")
        return len(code) == 2 and 0xB0 <= code[0] <= 0xCF

    return all(is_known(c) for c in surface)


def is_usable(surface: str, f: list[str], cost: int) -> bool:
    is_spelled = is_plain(surface) or (cost < 6300 and f[0] == "名詞" and f[1] != "固有名詞" and re.fullmatch(r"[ぁ-ゖァ-ヺー々\u4e00-\u9fff]{1,4}", surface) is not None)
    return ":" not in f[8] and bool(split_morae(f[8])) and is_spelled and f[0] not in ("記号", "フィラー", "その他") and f[5] in FORMS


def group_of(f: list[str]) -> str:
    """Merged class: part of speech and form, and of particles and auxiliaries the word."""
    return ",".join([f[0], f[1], f[2] if f[1] in ("固有名詞", "接尾", "格助詞") else "", f[5], f[6] if f[0] in ("助詞", "助動詞") else ""])


def choose(entries) -> list[tuple[str, int, int, list[str]]]:
    usable = [e for e in entries if is_usable(e[0], e[3], e[2])]
    shared = defaultdict(Counter)
    for _, label, cost, _ in entries:
        shared[label][cost] += 1
    sizes = {label: sum(c.values()) for label, c in shared.items()}
    own = {id(e) for e in usable if shared[e[1]][e[2]] <= max(3, sizes[e[1]] * 0.001)}
    # A verb or adjective is known when two of its forms have a cost of their own.
    lemmas = Counter((e[3][0], e[3][6]) for e in usable if id(e) in own)
    said = "\n".join([*chatterbot_sentences(), *SENTENCES, *(w for words in SLOTS.values() for w in words)])
    # And whatever stands in the sentences we train on, as a word or as the stem of one.
    stems = {(e[3][0], e[3][6]) for e in usable if e[3][0] in ("動詞", "形容詞") and e[3][5] in ("基本形", "連用形") and e[0] in said and re.search(r"[一-龯]", e[0])}
    kept = {}
    for e in usable:
        surface, _, cost, f = e
        has_kanji = bool(re.search(r"[一-龯々]", surface))
        if f[0] in CLOSED:
            keep = cost < 12000 or f[0] in ("助詞", "助動詞")
        elif f[0] in ("動詞", "形容詞"):
            keep = f[1] != "自立" or (f[0], f[6]) in stems or (lemmas[f[0], f[6]] >= 3 and len(f[6]) <= (4 if has_kanji else 5) and (has_kanji or cost < 9500))
        elif f[1] == "固有名詞":
            keep = id(e) in own and has_kanji and len(surface) <= 3 and cost < (6500 if f[2] in ("一般", "地域", "人名") else 4500) and f[3] not in ("名", "一般") or (f[2] == "地域" and cost < 5000 and len(surface) <= 4)
        elif f[0] in ("名詞", "副詞"):
            keep = not is_plain(surface) \
                or (id(e) in own and (cost < 9000 if has_kanji else cost < 6500 and re.match(r"[ぁ-ん]", surface)) and len(surface) <= (4 if has_kanji else 6)) \
                or f[1] in ("代名詞", "数", "接尾", "非自立", "副詞可能") and cost < 13000 or (len(surface) == 1 and has_kanji) \
                or has_kanji and len(surface) > 1 and (surface in said or f[1] == "サ変接続" and len(surface) == 2 and cost <= 4450)
        else:
            keep = id(e) in own
        if keep:
            key = (surface, group_of(f))
            if key not in kept or cost < kept[key][2]:
                kept[key] = e
    words = [*kept.values(), *last_resorts(entries, {e[0] for e in kept.values()})]
    for surface, (like, kana, kernel) in NEWER.items():
        words += [(surface, label, cost, [*f[:8], kana, f"{kernel}/{len(split_morae(kana))}", *f[10:]]) for spelled, label, cost, f in words if spelled == like]
    return sorted(words, key=lambda e: (e[0], e[2]))


def last_resorts(entries, known: set[str]) -> list[tuple[str, int, int, list[str]]]:
    """For each kanji that no word of `known` is: its reading in words of two kanji, else its cheapest one alone, as a plain noun."""
    noun = next(e[1] for e in entries if e[3][:3] == ["名詞", "一般", "*"])
    alone = {}
    pairs = []
    for surface, _, cost, f in sorted(entries, key=lambda e: e[2]):
        if ":" in f[8] or not split_morae(f[8]):
            continue
        if re.fullmatch(r"[\u4e00-\u9fff]", surface):
            alone.setdefault(surface, []).append(f[8].replace("’", ""))
        elif re.fullmatch(r"[\u4e00-\u9fff]{2}", surface) and f[0] == "名詞":
            pairs.append((surface, f[8].replace("’", ""), f[1] == "固有名詞"))
    readings = {kanji: Counter(kana) for kanji, kana in alone.items()}
    # What is left of a word without a reading of its one kanji is one of the other. Again, because each finds more; names last.
    for is_named in (False, False, True):
        for (left, right), kana in [(word, kana) for word, kana, is_name in pairs if is_name == is_named]:
            for known_kanji, other, is_first in ((left, right, True), (right, left, False)):
                for reading in [r for r, _ in readings.get(known_kanji, Counter()).most_common(3)]:
                    rest = kana[len(reading):] if is_first and kana.startswith(reading) else kana[: -len(reading)] if not is_first and kana.endswith(reading) else ""
                    if 0 < len(split_morae(rest)) <= 3 and split_morae(rest)[0] not in ("ー", "ッ", "ン") and rest[0] not in "ーッンァィゥェォャュョ" and not rest.endswith("ッ"):
                        readings.setdefault(other, Counter())[rest] += 0 if is_named and other in readings else 1
    missing = [kanji for kanji in readings if kanji not in known and len(kanji.encode("euc_jp", "ignore")) == 2]
    words = [(kanji, readings[kanji].most_common(1)[0][0]) for kanji in missing]
    return [(kanji, noun, LAST_RESORT_COST, ["名詞", "一般", "*", "*", "*", "*", kanji, kana, kana, f"0/{len(split_morae(kana))}", "C1"]) for kanji, kana in words]


def merge_connections(entries, groups: list[str]) -> np.ndarray:
    """(G+1, G+1) mean connection costs from left group to right group; the last row and column are the sentence's edges."""
    raw = np.fromfile(DICTIONARY / "matrix.bin", dtype="<i2")
    left, right = int(raw[0]), int(raw[1])
    cost = raw[2:].reshape(right, left).astype(np.float32)
    share = np.zeros((left, len(groups) + 1), np.float32)
    index = {g: i for i, g in enumerate(groups)}
    for _, label, _, f in entries:
        if (g := index.get(group_of(f))) is not None:
            share[label, g] += 1
    share[0, -1] = 1
    share /= np.maximum(1, share.sum(0))
    # raw[right word's class, left word's class] → [left group, right group]
    return share.T @ cost.T @ share


def base36(value: int, width: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return "".join(digits[value // 36**k % 36] for k in reversed(range(width)))


def main() -> None:
    entries = read_dictionary()
    kept = choose(entries)
    groups = sorted({group_of(e[3]) for e in kept})
    rules = sorted({e[3][10] if len(e[3]) > 10 else "*" for e in kept})
    lines = []
    for surface, _, cost, f in kept:
        kana = f[8].replace("’", "")
        spelled = "" if kana == to_katakana(surface) else kana
        rule = rules.index(f[10] if len(f) > 10 else "*")
        kernel = int(f[9].split("/")[0]) if f[9][0].isdigit() else 0
        tail = base36(groups.index(group_of(f)), 2) + base36((max(-5000, cost) + 5000) // COST_UNIT, 2) + base36(min(35, kernel), 1) + base36(rule, 2)
        lines.append(f"{surface}\t{spelled}\t{tail}")
    costs = np.clip(np.round(merge_connections(entries, groups) / CONNECTION_UNIT), -128, 127).astype(np.int8)
    lexicon = {"groups": groups, "rules": rules, "connections": base64.b64encode(costs.tobytes()).decode(), "words": "\n".join(lines)}
    OUT.write_text(json.dumps(lexicon, ensure_ascii=False) + "\n", encoding="utf8")
    print(len(lines), "words,", len({e[0] for e in kept}), "spellings,", len(groups), "groups,", len(rules), "rules,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
