import type { TextMark } from '../../src/protocol/vocoder';
import type { Utterance } from './front-end/utterance';

/**
 * The words that begin inside a chunk. A word that goes on past the chunk has an `endSample` beyond its length.
 *
 * @param chunkStart first sample of the chunk, counted from the start of the utterance
 */
export function markWords({ words, wordOf }: Utterance, durations: readonly number[], hopLength: number, chunkStart: number, chunkLength: number): TextMark[] {
  const spans = new Map<number, { start: number; end: number }>();
  let frame = 0;
  wordOf.forEach((word, i) => {
    const end = frame + (durations[i] ?? 0);
    if (word >= 0) spans.set(word, { start: spans.get(word)?.start ?? frame, end });
    frame = end;
  });
  const marks: TextMark[] = [];
  for (const [word, { start, end }] of spans) {
    const startSample = start * hopLength - chunkStart;
    const range = words[word];
    if (range !== undefined && startSample >= 0 && startSample < chunkLength) marks.push({ ...range, startSample, endSample: end * hopLength - chunkStart });
  }
  return marks;
}
