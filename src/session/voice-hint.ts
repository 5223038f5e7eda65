import type { VoiceTraits } from '../protocol/tokenizer';

/** Below this a trait is within what people call an ordinary voice. */
const PRONOUNCED = 0.7;
const MAX_WORDS = 2;

/**
 * The words for what is striking about a voice, the most striking first; empty for an ordinary one.
 *
 * Only what is measured is named: the recognizer gives no trait from which sadness or anger could be told.
 */
export function voiceHint(traits: VoiceTraits): string {
  const words: [string, number][] = [
    [traits.energy < 0 ? 'quiet' : 'loud', Math.abs(traits.energy)],
    [traits.rate < 0 ? 'slow' : 'fast', Math.abs(traits.rate)],
    [traits.pitch < 0 ? 'low' : 'high', Math.abs(traits.pitch)],
    [traits.arousal < 0 ? 'tired' : 'excited', Math.abs(traits.arousal)],
  ];
  return words
    .filter(([, strength]) => strength >= PRONOUNCED)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_WORDS)
    .map(([word]) => word)
    .join(', ');
}
