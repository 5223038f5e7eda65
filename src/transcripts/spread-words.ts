import type { Word } from '../protocol/tokenizer';
import { splitWords } from './join-words';
import { measureColumns } from './scripts';

export type Span = { startMs: number; endMs: number };

/** Gives texts shares of a span in proportion to their columns, whole milliseconds, without holes. */
export function spreadTokens(tokens: readonly string[], { startMs, endMs }: Span, confidence: number): Word[] {
  const columns = tokens.map((token) => Math.max(1, measureColumns(token)));
  const total = columns.reduce((sum, count) => sum + count, 0);
  const at = (share: number) => (share === 0 ? startMs : share === total ? endMs : Math.min(endMs, Math.round(startMs + ((endMs - startMs) * share) / total)));
  let passed = 0;
  return tokens.map((text, index) => {
    const from = passed;
    passed += columns[index] ?? 0;
    return { text, startMs: Math.max(startMs, at(from)), endMs: Math.max(startMs, at(passed)), confidence };
  });
}

/** The words of a text whose own times are unknown, spread over a span by their share of its characters. */
export function spreadWords(text: string, span: Span, confidence = 1): Word[] {
  return spreadTokens(splitWords(text), span, confidence);
}
