import type { PitchPoint, SpeechText, Style, VoiceShape } from '../../src/protocol/speech';
import { createEffectLookup, lastAtMost } from './controls';
import type { Effect } from './effect';
import type { TextRange, Utterance } from './front-end/utterance';

/** What was asked for of each phoneme of an utterance. `bendSemitones` (N, 5) is null where no pitch was drawn. */
export type Asked = { effects: Effect[]; bendSemitones: Float32Array | null; style: Style };

/** Points inside a phoneme, as shares of it, like those of the prosody graph. */
const SHARES = [0.1, 0.3, 0.5, 0.7, 0.9];

/** Looks up, for any utterance of a text, what was asked for there; a pause belongs to the word before it. */
export function createAskedLookup(speech: SpeechText, shape: VoiceShape): (utterance: Utterance) => Asked {
  const effectAt = createEffectLookup(speech, shape);
  const starts = speech.spans.map(({ textStart }) => textStart);
  return (utterance) => {
    const { language, words, wordOf } = utterance;
    let word = 0;
    const effects = wordOf.map((index) => {
      if (index !== -1) word = index;
      return effectAt(words[word]?.textStart ?? 0, language);
    });
    const style = speech.spans[Math.max(0, lastAtMost(starts, words[0]?.textStart ?? 0))]?.controls.style ?? 'plain';
    return { effects, bendSemitones: speech.pitchPoints.length === 0 ? null : bend(utterance, speech.pitchPoints), style };
  };
}

function bend({ words, wordOf }: Utterance, points: readonly PitchPoint[]): Float32Array {
  const counts = words.map((_, word) => wordOf.filter((index) => index === word).length);
  const semitones = new Float32Array(5 * wordOf.length);
  let [word, indexInWord, place] = [-1, 0, words[0]?.textStart ?? 0];
  wordOf.forEach((index, i) => {
    indexInWord = index === word ? indexInWord + 1 : 0;
    word = index;
    const range: TextRange | undefined = words[index];
    SHARES.forEach((share, point) => {
      if (range !== undefined) place = range.textStart + ((indexInWord + share) / (counts[index] ?? 1)) * (range.textEnd - range.textStart);
      semitones[5 * i + point] = interpolate(points, place);
    });
  });
  return semitones;
}

/** Between points on a straight line, outside them held. */
function interpolate(points: readonly PitchPoint[], at: number): number {
  const sorted = [...points].sort((a, b) => a.at - b.at);
  const right = sorted.findIndex((point) => point.at >= at);
  const [after, before] = [sorted[right], right < 0 ? sorted.at(-1) : sorted[right - 1]];
  if (after === undefined) return before?.semitones ?? 0;
  if (before === undefined || after.at === before.at) return after.semitones;
  return before.semitones + ((at - before.at) / (after.at - before.at)) * (after.semitones - before.semitones);
}
