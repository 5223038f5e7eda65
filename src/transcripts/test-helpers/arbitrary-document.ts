import fc from 'fast-check';
import type { Word } from '../../protocol/tokenizer';
import type { Segment, TranscriptDocument } from '../document';
import { joinTokens, splitWords } from '../join-words';
import { guessLanguage } from '../scripts';

/** For property tests: documents that keep what `document.ts` promises, in two scripts, with odd signs and bad timing. */

const ENGLISH = ['the', 'a', 'quick', 'fox', 'jumps', 'over', 'of', 'in', 'Yes.', 'however,', 'I', 'think', 'so.', '<b>', '-->', '{\\an8}', '&amp;', '<3', '=1+1', '3.5', '12', '"quoted"', 'extraordinarily'];
const CHINESE = ['今', '天', '天', '气', '很', '好，', '我', '们', '的', '了', '在', '北', '京。', '吗？', '2026', 'Tom'];

export const arbitraryText = fc.oneof(
  fc.array(fc.constantFrom(...ENGLISH), { minLength: 1, maxLength: 40 }),
  fc.array(fc.constantFrom(...CHINESE), { minLength: 1, maxLength: 60 }),
  fc.array(fc.constantFrom(...ENGLISH, ...CHINESE), { minLength: 1, maxLength: 20 }),
).map((tokens) => splitWords(joinTokens(tokens)));

type Steps = { tokens: string[]; gapMs: number; wordMs: number[]; pauseMs: number[]; speaker: number; translation: string[] | null };

const steps: fc.Arbitrary<Steps> = fc.record({
  tokens: arbitraryText,
  gapMs: fc.oneof(fc.constant(0), fc.nat(200), fc.nat(4000)),
  wordMs: fc.array(fc.nat(600), { minLength: 3, maxLength: 7 }),
  pauseMs: fc.array(fc.oneof(fc.constant(0), fc.nat(100), fc.nat(1500)), { minLength: 3, maxLength: 5 }),
  speaker: fc.nat(2),
  translation: fc.option(arbitraryText),
});

export const SPEAKERS = [{ id: 'a', name: 'Ann & <Bob>' }, { id: 'b', name: '王小明' }];

export const arbitraryDocument: fc.Arbitrary<TranscriptDocument> = fc.array(steps, { maxLength: 6 }).map((list) => {
  let at = 0;
  const segments = list.map((step, index): Segment => {
    const startMs = at + step.gapMs;
    const words = timeTokens(step, startMs);
    const endMs = words.at(-1)?.endMs ?? startMs;
    at = endMs;
    const text = words.map((word) => word.text).join(' ');
    const translation = step.translation === null ? null : { to: 'zh' as const, text: joinTokens(step.translation) };
    return { id: `s${index + 1}`, startMs, endMs, speakerId: SPEAKERS[step.speaker]?.id ?? null, language: guessLanguage(text), words, translation };
  });
  return { id: 'doc', title: 'A talk', fileName: 'a talk.wav', createdAtMs: 1, updatedAtMs: 2, durationMs: at, speakers: SPEAKERS, segments, sounds: [{ startMs: 0, endMs: at, name: 'music' }] };
});

function timeTokens({ tokens, wordMs, pauseMs }: Steps, startMs: number): Word[] {
  let at = startMs;
  return tokens.map((text, index) => {
    const from = index === 0 ? at : at + (pauseMs[index % pauseMs.length] ?? 0);
    at = from + (wordMs[index % wordMs.length] ?? 0);
    return { text, startMs: from, endMs: at, confidence: (index % 10) / 10 };
  });
}

/** Every way a document can break its promise, in words; empty when it keeps it. */
export function findFaults({ segments }: TranscriptDocument): string[] {
  const faults: string[] = [];
  let last = 0;
  for (const { id, startMs, endMs, words } of segments) {
    if (startMs < last) faults.push(`${id} begins before the last one ends`);
    if (endMs < startMs) faults.push(`${id} ends before it begins`);
    let at = startMs;
    for (const word of words) {
      if (word.startMs < at || word.endMs < word.startMs) faults.push(`${id}: "${word.text}" is out of order`);
      at = word.endMs;
    }
    if (at > endMs) faults.push(`${id}: words after its end`);
    last = endMs;
  }
  if (new Set(segments.map(({ id }) => id)).size !== segments.length) faults.push('an id is there twice');
  return faults;
}

export const bare = (text: string): string => text.replace(/\s+/gu, '');
