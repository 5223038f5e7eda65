import { GESTURES } from '../../protocol/speech';
import type { ProblemList } from './problem';
import { GESTURE_NAMES, invertNames, PAUSE_NAMES } from './tag-names';
import { parseTags } from './tags';
import type { Token } from './tokens';

const GESTURE_OF = invertNames(GESTURES, GESTURE_NAMES);
const DEFAULT_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;

const BRACKET = /[[［]([^[\]［］\n]{1,60})[\]］]/y;
const PAUSE = new RegExp(`^(?:${PAUSE_NAMES.join('|')})(?:$|[\\s:=]*(?=[-+.\\d])(.*)$|[\\s:=]+(.*)$)`, 'u');
/** A name and nothing else: [cough], [咳嗽], [Surprise-oh]. Longer brackets and numbers are what somebody wrote to be read. */
const ONE_NAME = /^(?:[a-z]{3,20}(?:[-_][a-z]{1,12})?|\p{sc=Han}{1,4})$/u;
const HEARD_NAMES = [...PAUSE_NAMES, ...Object.values(GESTURE_NAMES).flat()];
const UNCLOSED = new RegExp(`[[［](?:${HEARD_NAMES.join('|')})\\s*(?:\\d{1,5}(?:\\.\\d{1,4})?\\s*(?:ms|s|秒|毫秒)?)?(?![\\p{L}\\p{N}])`, 'iuy');

/** `[pause 0.5s]`, `[laugh]`, `[Sichuanese]` at a bracket; null when it is ordinary text. */
export function lexBracket(text: string, start: number, problems: ProblemList): Token | null {
  BRACKET.lastIndex = start;
  const match = BRACKET.exec(text);
  if (match === null) return lexUnclosed(text, start, problems);
  const end = start + match[0].length;
  const body = (match[1] ?? '').normalize('NFKC').trim().toLowerCase();
  const pause = PAUSE.exec(body);
  if (pause !== null) return { kind: 'pause', start, end, ms: readPause(pause[1] ?? pause[2] ?? '', start, end, problems) };
  const gesture = GESTURE_OF.get(body);
  if (gesture !== undefined) return { kind: 'gesture', start, end, gesture };
  const tags = parseTags(body);
  if (tags !== null) {
    for (const complaint of tags.complaints) problems.add(start, end, complaint);
    return { kind: 'tags', start, end, effects: tags.effects };
  }
  if (!ONE_NAME.test(body)) return null;
  problems.add(start, end, `No voice can make “${body}”, so it is left out. There are [pause 0.5s], [laugh], [sigh] and [breath]; to have the word said, take the brackets away.`);
  return { kind: 'skipped', start, end };
}

/** Milliseconds of `0.5s`, `300ms`, `1秒`; a bare number is seconds. */
export function parseDurationMs(typed: string): number | null {
  const match = /^\+?(\d{0,6}(?:\.\d{0,6})?)\s*(ms|毫秒|s|sec|seconds?|秒)?$/.exec(typed.trim().toLowerCase());
  const digits = match?.[1] ?? '';
  if (!/\d/.test(digits)) return null;
  return Math.round(Number(digits) * (match?.[2] === 'ms' || match?.[2] === '毫秒' ? 1 : 1000));
}

/** The pause that was asked for, or the nearest to it that makes sense, with a problem that says so. */
export function readPause(typed: string, start: number, end: number, problems: ProblemList): number {
  if (typed.trim() === '') return DEFAULT_PAUSE_MS;
  const ms = parseDurationMs(typed);
  if (ms === null) problems.add(start, end, `“${typed.trim()}” is no length of time, so half a second is left. Write 0.5s or 300ms.`);
  else if (ms > LONGEST_PAUSE_MS) problems.add(start, end, `A pause is ${LONGEST_PAUSE_MS / 1000} seconds at most, so that is what is left.`);
  return Math.min(LONGEST_PAUSE_MS, ms ?? DEFAULT_PAUSE_MS);
}

function lexUnclosed(text: string, start: number, problems: ProblemList): Token | null {
  UNCLOSED.lastIndex = start;
  const match = UNCLOSED.exec(text);
  if (match === null) return null;
  const end = start + match[0].trimEnd().length;
  problems.add(start, end, 'This has no ] at its end, so it is left out. Write ] after it.');
  return { kind: 'skipped', start, end };
}
