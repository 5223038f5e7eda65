"""Logits to text: the reference of the decoder in workers/tokenizer. README.md states the algorithm.

All scores are natural logarithms. The language models are `Ngram`s (ngram_file.py).
"""

import json
import math

import numpy as np

from .ngram_file import Ngram

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


class Trie:
    """Words by their letters. Node 0 is the root; `word[node]` is a word id or -1, `best[node]` the largest ln P below it."""

    def __init__(self, words, log_prob):
        self.children, self.word, self.best = [{}], [-1], [-math.inf]
        for index, word in enumerate(words):
            node, likely = 0, log_prob(index)
            for character in word:
                self.best[node] = max(self.best[node], likely)
                unit = 2 if character == "'" else ord(character) - 94
                if unit not in self.children[node]:
                    self.children[node][unit] = len(self.children)
                    self.children.append({})
                    self.word.append(-1)
                    self.best.append(-math.inf)
                node = self.children[node][unit]
            self.word[node] = index
            self.best[node] = max(self.best[node], likely)


class Hypothesis:
    """One prefix of the beam: its units and everything that follows from them alone."""

    __slots__ = ("units", "blank", "label", "score", "ahead", "node", "length", "context")

    def __init__(self, units, score, ahead, node, length, context):
        self.units, self.score, self.ahead = units, score, ahead
        # node is -1 once the word has left the trie; length counts the letters of the open word.
        self.node, self.length, self.context = node, length, context
        self.blank = self.label = MINUS_INFINITY

    def acoustic(self):
        return log_add(self.blank, self.label)

    def total(self):
        return self.acoustic() + self.score + self.ahead


class TextDecoder:
    """Greedy text for partials, beam and lattice search for finals."""

    def __init__(self, units, lm_en, lexicon_zh, lm_zh):
        self.units = units
        self.english, self.mandarin = lm_en, lm_zh
        self.trie = Trie(self.english.words, self.english.unigram)
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
        options, units = self.english.options, hypothesis.units + (unit,)
        if unit == SPACE:
            if hypothesis.length == 0:
                return None
            score, context = self.close_word(hypothesis)
            return Hypothesis(units, score, 0.0, 0, 0, context)
        score, length = hypothesis.score, hypothesis.length + 1
        if hypothesis.node < 0:
            return Hypothesis(units, score - options["oovLetter"], 0.0, -1, length, hypothesis.context)
        node = self.trie.children[hypothesis.node].get(unit, -1)
        if node < 0:
            return Hypothesis(units, score - options["oovPenalty"] - options["oovLetter"] * length, 0.0, -1, length, hypothesis.context)
        return Hypothesis(units, score, options["ahead"] * self.trie.best[node], node, length, hypothesis.context)

    def close_word(self, hypothesis):
        """Score and state of the word model after the open word ends."""
        options, model = self.english.options, self.english
        score = hypothesis.score + options["wordBonus"]
        if hypothesis.node < 0:
            return score, model.unknown
        word = self.trie.word[hypothesis.node]
        if word < 0:
            return score - options["oovPenalty"] - options["oovLetter"] * hypothesis.length, model.unknown
        log_prob, state = model.follow(hypothesis.context, word)
        return score + options["weight"] * log_prob, state

    def finish(self, hypothesis):
        """Total score at the end of the utterance."""
        score, context = (hypothesis.score, hypothesis.context) if hypothesis.length == 0 else self.close_word(hypothesis)
        return hypothesis.acoustic() + score + self.english.options["weight"] * self.english.follow(context, self.english.end)[0]

    def letter_log_probs(self, logits):
        """ln p of the letters, (T, 29), after the contrast is sharpened and the blank made dearer."""
        scaled = logits[:, self.letters].astype(np.float64) * self.english.options["sharpness"]
        scaled[:, BLANK] += self.english.options["blankBias"]
        # The page holds a frame in float32.
        return log_softmax(scaled.astype(np.float32), self.letters)

    def decode_english(self, logits):
        """CTC prefix beam search (Graves 2006; Hannun et al. 2014) over letters with the word model."""
        options, log_probs = self.english.options, self.letter_log_probs(logits)
        start = Hypothesis((), 0.0, 0.0, 0, 0, self.english.begin)
        start.blank = 0.0
        beam = [start]
        for row in log_probs.tolist():
            allowed = [unit for unit in range(1, LETTER_LIMIT) if row[unit] > options["minLogProb"]]
            following = {}
            for hypothesis in beam:
                self.spread(hypothesis, row, allowed, following)
            lowest = max(h.total() for h in following.values()) - options["gap"]
            beam = sorted((h for h in following.values() if h.total() >= lowest), key=Hypothesis.total, reverse=True)[: options["beam"]]
        best = max(beam, key=self.finish)
        return "".join(self.units[unit] for unit in best.units).strip()

    def spread(self, hypothesis, row, allowed, following):
        """Adds to `following` what a hypothesis becomes in one frame."""
        stay = following.get(hypothesis.units)
        if stay is None:
            stay = following[hypothesis.units] = Hypothesis(hypothesis.units, hypothesis.score, hypothesis.ahead, hypothesis.node,
                                                            hypothesis.length, hypothesis.context)
        acoustic, last = hypothesis.acoustic(), hypothesis.units[-1] if hypothesis.units else -1
        stay.blank = log_add(stay.blank, acoustic + row[BLANK])
        if last >= 0:
            stay.label = log_add(stay.label, hypothesis.label + row[last])
        for unit in allowed:
            target = following.get(hypothesis.units + (unit,))
            if target is None:
                target = self.extend(hypothesis, unit)
                if target is None:
                    continue
                following[target.units] = target
            target.label = log_add(target.label, (hypothesis.blank if unit == last else acoustic) + row[unit])

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
        """Viterbi over words of the lexicon with the word trigram; each emitted syllable is one character."""
        candidates, model = self.candidates(logits), self.mandarin
        # State of the word model → (score, word, where from).
        states = [{} for _ in range(len(candidates) + 1)]
        states[0][model.begin] = (0.0, -1, None)
        for position in range(len(candidates)):
            kept = sorted(states[position].items(), key=lambda row: -row[1][0])[: model.options["beam"]]
            for word, end, acoustic in self.words_from(candidates, position):
                for state, (score, _, _) in kept:
                    log_prob, following = model.follow(state, word)
                    total = score + acoustic + model.options["weight"] * log_prob
                    if following not in states[end] or total > states[end][following][0]:
                        states[end][following] = (total, word, (position, state))
        return self.trace(states)

    def trace(self, states):
        """Follows the back pointers from the best final state."""
        model, position = self.mandarin, len(states) - 1
        if not states[position]:
            return ""
        state = max(states[position], key=lambda s: states[position][s][0] + model.options["weight"] * model.follow(s, model.end)[0])
        out = []
        while position > 0:
            _, word, (position, state) = states[position][state]
            out.append(model.words[word])
        return "".join(reversed(out))


def load_decoder(pack):
    """The decoder of a pack folder."""
    read = lambda name: json.loads((pack / name).read_text())
    return TextDecoder(read("units.json")["text"], Ngram((pack / "lm-en.bin").read_bytes()), read("lexicon-zh.json"),
                       Ngram((pack / "lm-zh.bin").read_bytes()))
