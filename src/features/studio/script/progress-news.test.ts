import { expect, it } from 'vitest';
import { NO_PROGRESS, type RenderProgress } from '../../../stores/script-store';
import { progressNews } from './progress-news';

const at = (readyCount: number, more: Partial<RenderProgress> = {}): RenderProgress => ({ ...NO_PROGRESS, phase: 'rendering', readyCount, lineCount: 100, ...more });
const tell = (...steps: RenderProgress[]) => steps.slice(1).flatMap((after, index) => progressNews(steps[index] ?? NO_PROGRESS, after));

it('a long script is told in quarters, once each, however many lines there are', () => {
  const steps = Array.from({ length: 101 }, (_, ready) => at(ready, ready === 100 ? { phase: 'idle' } : {}));
  expect(tell(at(0, { phase: 'idle' }), ...steps)).toEqual([
    'Making the sound of the script.', '25 % of the script is made.', '50 % of the script is made.', '75 % of the script is made.', 'All of the script is made.',
  ]);
});

it('a short script is told when it is done', () => {
  expect(tell(at(0, { lineCount: 4 }), at(1, { lineCount: 4 }), at(3, { lineCount: 4 }), at(4, { lineCount: 4 }))).toEqual(['All of the script is made.']);
});

it('a pause and a failure are told; the conversation taking the voice is not', () => {
  expect(tell(at(30), at(30, { phase: 'paused' }), at(30))).toEqual(['Making is paused.', 'Making the sound of the script.']);
  expect(tell(at(30), at(30, { phase: 'yielding' }), at(30))).toEqual([]);
  expect(tell(at(30), at(30, { failedCount: 1 }))).toEqual(['1 line could not be made.']);
});

it('a script that is changed while nothing is made says nothing', () => {
  expect(tell(at(100, { phase: 'idle' }), at(99, { phase: 'idle' }), at(100, { phase: 'idle' }))).toEqual([]);
});
