import { DIALECTS, EMOTIONS, STYLES } from '../../protocol/speech';
import { describeTag } from './describe-tag';
import { ELEMENT_NAMES } from './element-effects';
import { DIALECT_NAMES, EMOTION_BLENDS, EMOTION_NAMES, GESTURE_NAMES, PAUSE_NAMES, STYLE_NAMES } from './tag-names';

/** One thing that could stand at the caret: [from, to) of the source is replaced by `insert`, and the caret goes to `caret`. */
export type Completion = { label: string; detail: string; from: number; to: number; insert: string; caret: number };

type Candidate = {
  label: string;
  insert: string;
  /** Everything it can be found by, lower case. */
  names: readonly string[];
  detail: string;
  caretInInsert?: number;
  /** The same under another of its names. */
  called?: (name: string) => string;
};

const MAX_COMPLETIONS = 12;
/** What opens markup and was not closed before the caret. Only this much of the source is looked at. */
const LOOK_BACK = 60;
const OPEN = /([(（[［<{])(\/?[\p{L}\p{N}_. -]*)$/u;

function tagCandidate(name: string, insert: string, names: readonly string[]): Candidate {
  return { label: name, insert, names: names.map((each) => each.toLowerCase()), detail: describeTag(insert) ?? '', called: (other) => insert.replace(/[a-z]+/i, other) };
}

function byOpener(): Readonly<Record<string, readonly Candidate[]>> {
  const named = (names: readonly string[], strength = '') => tagCandidate(`(${names[0] ?? ''}${strength})`, `(${names[0] ?? ''}${strength})`, names);
  const tags: Candidate[] = [
    ...EMOTIONS.map((emotion) => named(EMOTION_NAMES[emotion], ' 0.7')),
    ...Object.keys(EMOTION_BLENDS).map((name) => named([name], ' 0.7')),
    ...STYLES.map((style) => named(STYLE_NAMES[style])),
    ...DIALECTS.map((dialect) => named(DIALECT_NAMES[dialect])),
    ...[['slow', '慢速'], ['fast', '快速'], ['high', '高音'], ['low', '低音'], ['loud', '大声'], ['quiet', '小声'], ['flat', '平淡'], ['lively', '生动'], ['breathy', '气声']].map((names) => named(names)),
    ...[['speed 0.8', 'rate', '语速'], ['pitch +2', '音调'], ['volume +3', 'energy', '音量'], ['range 1.5', '起伏'], ['bpm 90', 'tempo', '节拍']].map((names) => named(names)),
    { ...tagCandidate('(/)', '(/)', ['/', 'reset', '重置']) },
  ];
  const sounds: Candidate[] = [
    tagCandidate('[pause 0.5s]', '[pause 0.5s]', PAUSE_NAMES),
    ...Object.entries(GESTURE_NAMES).map(([gesture, names]) => tagCandidate(`[${gesture}]`, `[${gesture}]`, names)),
  ];
  const elements = ELEMENT_NAMES.map((name) => elementCandidate(name));
  const words: Candidate[] = [{ label: '{word|pronunciation}', insert: '{word|w er1 d}', names: ['word'], detail: 'A word with ARPAbet, pinyin, jyutping or romaji', caretInInsert: 1 }];
  return { '(': tags, '[': sounds, '<': elements, '{': words };
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
  break: ' time="500ms"/', mark: ' name=""/', prosody: ' rate="slow"', emphasis: ' level="strong"', phoneme: ' alphabet="ipa" ph=""', 'say-as': ' interpret-as="characters"', lang: ' xml:lang="en-GB"', voice: ' name=""', sub: ' alias=""',
};

function elementCandidate(name: string): Candidate {
  const open = `<${name}${ATTRIBUTES[name] ?? ''}>`;
  const insert = open.endsWith('/>') ? open : `${open}</${name}>`;
  return { label: open, insert, names: [name], detail: describeTag(open) ?? '', caretInInsert: open.length };
}

let candidates: Readonly<Record<string, readonly Candidate[]>> | null = null;

/** Who types Chinese gets the tag under its Chinese name. */
function inTypedScript(candidate: Candidate, typed: string): Candidate {
  const name = /\p{Script=Han}/u.test(typed) ? candidate.names.find((each) => each.startsWith(typed)) : undefined;
  if (name === undefined || candidate.called === undefined) return candidate;
  const insert = candidate.called(name);
  return { ...candidate, insert, label: insert };
}

/** What could be meant by the markup that is being typed before the caret; empty when none is. Names begin with what was typed, English or Chinese. */
export function completions(source: string, caret: number): Completion[] {
  const line = source.slice(Math.max(0, caret - LOOK_BACK), caret).split('\n').at(-1) ?? '';
  const match = OPEN.exec(line);
  if (match === null) return [];
  const [whole, opener = '', prefix = ''] = match;
  const from = caret - whole.length;
  candidates ??= byOpener();
  const typed = prefix.normalize('NFKC').toLowerCase();
  // A closing sign that an editor has already put after the caret is replaced with the rest.
  const to = caret + (/^[)）\]］>}]/.test(source.slice(caret, caret + 1)) ? 1 : 0);
  return (candidates[opener.normalize('NFKC')] ?? [])
    .filter(({ names }) => names.some((name) => name.startsWith(typed)))
    .slice(0, MAX_COMPLETIONS)
    .map((candidate) => inTypedScript(candidate, typed))
    .map(({ label, detail, insert, caretInInsert }) => ({ label, detail, from, to, insert, caret: from + (caretInInsert ?? insert.length) }));
}
