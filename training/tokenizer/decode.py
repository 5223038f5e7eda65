"""Logits to text: the reference of the decoder in workers/tokenizer. README.md states the algorithm.

All scores are natural logarithms. A language model file holds costs, round(-100·ln p).
"""

import json
import math

import numpy as np

BLANK, SPACE, LETTER_LIMIT = 0, 1, 29
MINUS_INFINITY = -1e30


def log_add(a, b):
    high, low = (a, b) if a > b else (b, a)
    return high if low <= MINUS_INFINITY else high + math.log1p(math.exp(low - high))


def log_softmax(logits, columns):
    """Log-probabilities over the chosen columns only, (T, len(columns))."""
    chosen = logits[:, columns].astype(np.float64)
    chosen -= chosen.max(axis=1, keepdims=True)
    return chosen - np.log(np.exp(chosen).sum(axis=1, keepdims=True))


class Ngram:
    """A back-off bigram over words: `lm-en.json` or `lm-zh.json` (format: make_decoder_lm.py)."""

    def __init__(self, data):
        self.words = data["words"]
        self.unigram, self.backoff = data["unigram"], data["backoff"]
        self.begin, self.end, self.unknown = len(self.words), len(self.words) + 1, len(self.words) + 2
        self.options = data["decode"]
        self.bigrams = []
        for flat in data["bigrams"]:
            row, word = {}, 0
            for i in range(0, len(flat), 2):
                word += flat[i]
                row[word] = flat[i + 1]
            self.bigrams.append(row)

    def log_prob(self, previous, word):
        """ln P(word | previous); `previous` may be `begin` or `unknown`, `word` may be `end`."""
        if previous != self.unknown and (cost := self.bigrams[previous].get(word)) is not None:
            return -cost / 100
        return -(self.unigram[word] + (self.backoff[previous] if previous != self.unknown else 0)) / 100


class Trie:
    """Words by their letters. Node 0 is the root; `word[node]` is a word id or -1."""

    def __init__(self, words):
        self.children, self.word = [{}], [-1]
        for index, word in enumerate(words):
            node = 0
            for character in word:
                unit = 2 if character == "'" else ord(character) - 94
                if unit not in self.children[node]:
                    self.children[node][unit] = len(self.children)
                    self.children.append({})
                    self.word.append(-1)
                node = self.children[node][unit]
            self.word[node] = index


class Hypothesis:
    """One prefix of the beam: its units and everything that follows from them alone."""

    __slots__ = ("units", "blank", "label", "score", "node", "length", "previous")

    def __init__(self, units, score, node, length, previous):
        self.units, self.score = units, score
        # node is -1 once the word has left the trie; length counts the letters of the open word.
        self.node, self.length, self.previous = node, length, previous
        self.blank = self.label = MINUS_INFINITY

    def acoustic(self):
        return log_add(self.blank, self.label)

    def total(self):
        return self.acoustic() + self.score


class TextDecoder:
    """Greedy text for partials, beam and lattice search for finals."""

    def __init__(self, units, lm_en, lexicon_zh, lm_zh):
        self.units = units
        self.english, self.mandarin = Ngram(lm_en), Ngram(lm_zh)
        self.trie = Trie(self.english.words)
        self.lexicon = lexicon_zh["entries"]
        self.letters = list(range(LETTER_LIMIT))
        self.syllables = [BLANK, *range(LETTER_LIMIT, len(units))]

    @staticmethod
    def best_path(logits):
        """Emissions of the best path: (unit, first frame, one past the last frame)."""
        best, emissions = logits.argmax(axis=1).tolist(), []
        for frame, unit in enumerate(best):
            if unit != BLANK and frame > 0 and unit == best[frame - 1]:
                emissions[-1][2] = frame + 1
            elif unit != BLANK:
                emissions.append([unit, frame, frame + 1])
        return emissions

    def greedy(self, logits):
        """Letters as they come, and each syllable's commonest character. For partial transcripts."""
        out = ""
        for unit, _, _ in self.best_path(logits):
            name = self.units[unit]
            out += name if unit < LETTER_LIMIT else self.mandarin.words[self.lexicon[name][0]] if name in self.lexicon else ""
        return " ".join(out.split())

    def decode(self, logits):
        """(T, units) logits → (text, "en" or "zh" or "")."""
        emitted = [unit for unit, _, _ in self.best_path(logits)]
        letters = sum(SPACE < unit < LETTER_LIMIT for unit in emitted)
        syllables = sum(unit >= LETTER_LIMIT for unit in emitted)
        if letters + syllables == 0:
            return "", ""
        if 3 * syllables >= letters:
            return self.decode_mandarin(logits), "zh"
        return self.decode_english(logits), "en"

    # English -------------------------------------------------------------------------------------

    def extend(self, hypothesis, unit):
        """The hypothesis that follows from one more letter or space, or None where none may."""
        options = self.english.options
        if unit == SPACE:
            if hypothesis.length == 0:
                return None
            score, previous = self.close_word(hypothesis)
            return Hypothesis(hypothesis.units + (unit,), score, 0, 0, previous)
        score, length = hypothesis.score, hypothesis.length + 1
        if hypothesis.node < 0:
            return Hypothesis(hypothesis.units + (unit,), score - options["oovLetter"], -1, length, hypothesis.previous)
        node = self.trie.children[hypothesis.node].get(unit, -1)
        if node < 0:
            score -= options["oovPenalty"] + options["oovLetter"] * length
        return Hypothesis(hypothesis.units + (unit,), score, node, length, hypothesis.previous)

    def close_word(self, hypothesis):
        """Score and word context after the open word ends."""
        options, model = self.english.options, self.english
        score = hypothesis.score + options["wordBonus"]
        if hypothesis.node < 0:
            return score, model.unknown
        word = self.trie.word[hypothesis.node]
        if word < 0:
            return score - options["oovPenalty"] - options["oovLetter"] * hypothesis.length, model.unknown
        return score + options["weight"] * model.log_prob(hypothesis.previous, word), word

    def finish(self, hypothesis):
        """Total score at the end of the utterance."""
        score, previous = (hypothesis.score, hypothesis.previous) if hypothesis.length == 0 else self.close_word(hypothesis)
        return hypothesis.acoustic() + score + self.english.options["weight"] * self.english.log_prob(previous, self.english.end)

    def decode_english(self, logits):
        """CTC prefix beam search (Graves 2006; Hannun et al. 2014) over letters with the word model."""
        options, log_probs = self.english.options, log_softmax(logits, self.letters)
        start = Hypothesis((), 0.0, 0, 0, self.english.begin)
        start.blank = 0.0
        beam = [start]
        for row in log_probs.tolist():
            allowed = [unit for unit in range(1, LETTER_LIMIT) if row[unit] > options["minLogProb"]]
            following = {}

            def reach(hypothesis, unit):
                key = hypothesis.units + (unit,)
                if key not in following:
                    following[key] = self.extend(hypothesis, unit)
                return following[key]

            for hypothesis in beam:
                stay = following.get(hypothesis.units)
                if stay is None:
                    stay = following[hypothesis.units] = Hypothesis(hypothesis.units, hypothesis.score, hypothesis.node,
                                                                    hypothesis.length, hypothesis.previous)
                acoustic, last = hypothesis.acoustic(), hypothesis.units[-1] if hypothesis.units else -1
                stay.blank = log_add(stay.blank, acoustic + row[BLANK])
                if last >= 0:
                    stay.label = log_add(stay.label, hypothesis.label + row[last])
                for unit in allowed:
                    target = reach(hypothesis, unit)
                    if target is not None:
                        target.label = log_add(target.label, (hypothesis.blank if unit == last else acoustic) + row[unit])
            beam = sorted((h for h in following.values() if h is not None), key=Hypothesis.total, reverse=True)[: options["beam"]]
        best = max(beam, key=self.finish)
        return "".join(self.units[unit] for unit in best.units).strip()

    # Mandarin ------------------------------------------------------------------------------------

    def candidates(self, logits):
        """For each emitted syllable the likely readings as (name, ln p), best first."""
        options = self.mandarin.options
        log_probs = log_softmax(logits, self.syllables)
        found = []
        for _, first, end in self.best_path(log_probs):
            best = log_probs[first:end, 1:].max(axis=0)
            order = np.argsort(-best, kind="stable")[: options["candidates"]]
            found.append([(self.units[LETTER_LIMIT + int(i)], float(best[i])) for i in order
                          if best[i] > best[order[0]] - options["candidateRange"]])
        return found

    def words_from(self, candidates, start):
        """Every lexicon word that begins at `start`: (word id, end, acoustic score)."""
        partial, words = [("", 0.0)], []
        for end in range(start, min(start + self.mandarin.options["maxWordLength"], len(candidates))):
            grown = [(f"{key} {name}" if key else name, score + log_prob)
                     for key, score in partial for name, log_prob in candidates[end]]
            partial = sorted(grown, key=lambda row: -row[1])[: self.mandarin.options["paths"]]
            words += [(word, end + 1, score) for key, score in partial for word in self.lexicon.get(key, ())]
        return words

    def decode_mandarin(self, logits):
        """Viterbi over words of the lexicon with the word bigram; each emitted syllable is one character."""
        candidates, model = self.candidates(logits), self.mandarin
        states = [{} for _ in range(len(candidates) + 1)]
        states[0][model.begin] = (0.0, None)
        for position in range(len(candidates)):
            kept = sorted(states[position].items(), key=lambda row: -row[1][0])[: model.options["beam"]]
            words = self.words_from(candidates, position)
            for previous, (score, _) in kept:
                for word, end, acoustic in words:
                    total = score + acoustic + model.options["weight"] * model.log_prob(previous, word)
                    if word not in states[end] or total > states[end][word][0]:
                        states[end][word] = (total, (position, previous))
        return self.trace(states)

    def trace(self, states):
        """Follows the back pointers from the best final word."""
        model, position = self.mandarin, len(states) - 1
        if not states[position]:
            return ""
        word = max(states[position], key=lambda w: states[position][w][0] + model.options["weight"] * model.log_prob(w, model.end))
        out = []
        while position > 0:
            out.append(model.words[word])
            position, word = states[position][word][1]
        return "".join(reversed(out))


def load_decoder(pack):
    """The decoder of a pack folder."""
    read = lambda name: json.loads((pack / name).read_text())
    return TextDecoder(read("units.json")["text"], read("lm-en.json"), read("lexicon-zh.json"), read("lm-zh.json"))
