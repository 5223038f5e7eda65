import { chooseVoice, standInFor } from '../../src/lib/choose-voice';
import type { ClonedVoice, SpeechLanguage, VoiceChoice } from '../../src/protocol/speech';
import { equalizerToBins } from '../dsp/equalizer';
import { formantFactor } from './controls';
import type { Effect } from './effect';
import type { PhraseVoice } from './render-utterance';
import type { Voice } from './vocoder-pack';

/**
 * The voice asked for, or the nearest of the pack that speaks `language`; null is the voice's own. Undefined when there is none.
 *
 * A cloned voice never stands in for another. What it cannot speak itself is said by the pack's voice of the nearest
 * pitch, moved to the person's: its spectrum was fitted to another timbre, and would be wrong here. A text may name a
 * cloned voice that was deleted since: the pack's first voice says it then.
 */
export function openVoice(
  { voiceId, shape }: VoiceChoice, language: SpeechLanguage | null, voices: readonly Voice[], clonedVoices: readonly ClonedVoice[],
  { nFft, sampleRateHz }: { nFft: number; sampleRateHz: number },
): PhraseVoice | undefined {
  const clone = clonedVoices.find(({ id }) => id === voiceId);
  if (clone !== undefined && (language === null || language === clone.language)) {
    const equalizer = equalizerToBins(clone.equalizerDb, nFft / 2 + 1, sampleRateHz / nFft);
    return { voice: { language: clone.language, speaker: [...clone.speaker] }, centreHz: clone.modelPitchHz, formantFactor: clone.formantFactor * formantFactor(shape), equalizer, manner: mannerOf(clone, clone.modelPitchHz) };
  }
  // Among the voices of the pack it is one of another language at the person's pitch.
  const known = clone === undefined ? voices : [...voices, { id: clone.id, name: '', language: clone.language, speaker: [], pitchHz: clone.pitchHz }];
  const standIn = clone === undefined ? standInFor(voices, voiceId) : undefined;
  if (standIn !== undefined) return openVoice({ voiceId: standIn.id, shape }, language, voices, [], { nFft, sampleRateHz });
  const voice = language === null ? known.find(({ id }) => id === voiceId) : chooseVoice(known, voiceId, language);
  if (voice === undefined) return undefined;
  if (voice.id === clone?.id) return openVoice({ voiceId, shape }, null, voices, clonedVoices, { nFft, sampleRateHz });
  return { voice, centreHz: voice.pitchHz, formantFactor: formantFactor(shape), equalizer: null, manner: clone === undefined ? {} : mannerOf(clone, voice.pitchHz) };
}

function mannerOf({ pitchHz, pitchRange, rate }: ClonedVoice, modelPitchHz: number): Partial<Effect> {
  return { pitchSemitones: 12 * Math.log2(pitchHz / modelPitchHz), pitchRange, rate };
}

/** Mean F0 that is heard of a voice, not the one that the models predict. */
export function heardHz({ centreHz, manner }: PhraseVoice): number {
  return centreHz * 2 ** ((manner.pitchSemitones ?? 0) / 12);
}
