import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptDocument } from './document';
import { isDoubtful, markingThreshold } from './low-confidence';

const withConfidences = (confidences: number[]): Pick<TranscriptDocument, 'segments'> => ({
  segments: [{ id: 's', startMs: 0, endMs: 1, speakerId: null, language: 'en', translation: null, words: confidences.map((confidence) => ({ text: 'x', startMs: 0, endMs: 0, confidence })) }],
});
const marked = (confidences: number[]) => confidences.filter((confidence) => isDoubtful({ confidence }, markingThreshold(withConfidences(confidences))));

describe('low confidence', () => {
  it('marks what stands out among sure words', () => {
    expect(marked([...Array.from({ length: 40 }, (_, index) => 0.93 + (index % 5) / 100), 0.6, 0.7])).toEqual([0.6, 0.7]);
  });
  it('marks little in a recording where every word is middling', () => {
    expect(marked(Array.from({ length: 100 }, (_, index) => 0.5 + (index % 20) / 100))).toEqual([]);
  });
  it('with few words only the doubtful as such', () => {
    expect(marked([0.9, 0.2, 0.6])).toEqual([0.2]);
  });
  it('never a trusted word, always a hopeless one', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 80 }), (confidences) => {
      const threshold = markingThreshold(withConfidences(confidences));
      expect(threshold).toBeGreaterThanOrEqual(0.35);
      expect(threshold).toBeLessThanOrEqual(0.85);
    }));
  });
});
