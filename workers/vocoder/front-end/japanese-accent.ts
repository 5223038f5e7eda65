import type { AccentPhrase } from './japanese-kana';
import type { Word } from './japanese-lexicon';

/** A word with its part of speech taken apart, and how many morae it has. */
export type ReadWord = Word & { speech: string; kind: string; form: string; moraCount: number };
/** Words that are heard as one rise and fall of pitch. */
export type SpokenPhrase<Read extends ReadWord = ReadWord> = AccentPhrase & { words: Read[] };

/**
 * Groups words into accent phrases: particles and auxiliaries lean on what stands before them, nouns compound, and adverbs and
 * the like stand alone. The rules are Open JTalk's (njd_set_accent_phrase), without those for rare classes.
 */
export function groupPhrases<Read extends ReadWord>(words: readonly Read[]): SpokenPhrase<Read>[] {
  const phrases: Read[][] = [];
  for (const [i, word] of words.entries()) {
    const before = words[i - 1];
    const open = phrases.at(-1);
    if (open !== undefined && before !== undefined && leansOn(before, word)) open.push(word);
    else phrases.push([word]);
  }
  return phrases.map((group) => ({ words: group, kana: group.map(({ kana }) => kana).join(''), kernel: joinAccents(group) }));
}

const isBound = ({ speech }: ReadWord): boolean => speech === '助詞' || speech === '助動詞';
const standsAlone = ({ speech, kind }: ReadWord): boolean => ['副詞', '接続詞', '連体詞', '感動詞'].includes(speech) || (speech === '名詞' && kind === '副詞可能');

function leansOn(before: ReadWord, word: ReadWord): boolean {
  if (isBound(word)) return true;
  if (word.kind === '接尾') return true;
  // A request has its own rise and fall.
  if (/^(くださ|下さ)/.test(word.surface)) return false;
  if (word.kind === '非自立' && word.speech !== '名詞') return before.form.startsWith('連用') || /^(て|で)$/.test(before.surface) || before.kind === 'サ変接続';
  if (isBound(before) || standsAlone(before) || standsAlone(word) || word.speech === '接頭詞') return false;
  if (before.speech === '接頭詞') return true;
  if (before.speech === '名詞' && word.speech === '名詞') return before.kind !== '形容動詞語幹' && before.kind !== '固有名詞';
  // 勉強する, 電話する: a verb made of a noun.
  return before.kind === 'サ変接続' && /^(し|する|せ|さ|すれ)$/.test(word.surface);
}

/** Where the pitch of a phrase falls, by the rule each word brings along (njd_set_accent_type). */
function joinAccents(words: readonly ReadWord[]): number {
  let kernel = 0;
  let count = 0;
  for (const [i, word] of words.entries()) {
    const before = words[i - 1];
    kernel = before === undefined ? word.kernel : applyRule(chooseRule(word.rule, before.speech), kernel, count, word.kernel);
    count += word.moraCount;
  }
  return Math.max(0, Math.min(kernel, count));
}

/** Of `名詞%F1/動詞%F2@0` the part that is for the word before; a rule without a part of speech is for all. */
function chooseRule(rule: string, speech: string): string {
  const parts = rule.split('/');
  const own = parts.find((part) => part.startsWith(`${speech}%`)) ?? parts.find((part) => !part.includes('%')) ?? '*';
  return own.slice(own.indexOf('%') + 1);
}

/** @param kernel of what came before, which has `count` morae @param own kernel of the word that joins */
function applyRule(rule: string, kernel: number, count: number, own: number): number {
  const [name = '', added = '0'] = rule.split('@');
  switch (name) {
    case 'F2': return kernel === 0 ? count + Number(added) : kernel;
    case 'F3': return kernel === 0 ? 0 : count + Number(added);
    case 'F4': return count + Number(added);
    case 'F5': return 0;
    case 'C1': return count + own;
    case 'C2': return count + 1;
    case 'C3': return count;
    case 'C4': return 0;
    case 'P1': return own === 0 ? 0 : count + own;
    case 'P2': return own === 0 ? count + 1 : count + own;
    default: return kernel;
  }
}
