import { addEffect, type Effect } from './effect';
import type { FrontEndData } from './front-end/front-end';
import type { Utterance } from './front-end/utterance';
import type { Asked } from './phrase';
import { layOutProsody, scaleDurations, type FrameProsody } from './prosody';
import type { PhraseVoice, UtteranceRenderer } from './render-utterance';
import { isScored, type Score, type ScoredStyle } from './score';
import { toHum } from './syllables';

/** An utterance that is ready to be made into sound. */
export type Phrase = { utterance: Utterance; prosody: FrameProsody; hidden: Float32Array };

/** What arranging needs beside the utterance. */
export type Arranger = {
  renderer: UtteranceRenderer;
  inventory: FrontEndData['inventory'];
  decibelsPerEnergy: number;
  askedOf: (utterance: Utterance) => Asked;
  score: Score;
};

/** Predicts the prosody of an utterance and does to it what was asked for. `startFrame`: where it begins in the render. */
export async function arrangePhrase(utterance: Utterance, voice: PhraseVoice, startFrame: number, arranger: Arranger): Promise<Phrase> {
  const { style, effects, bendSemitones } = arranger.askedOf(utterance);
  if (isScored(style)) return arrangeScored(utterance, style, voice, startFrame, arranger);
  const { hidden, ...predicted } = await arranger.renderer.predict(utterance, voice);
  return { utterance, hidden, prosody: layOutProsody(utterance, predicted, inManner(effects, voice), scaleOf(voice, arranger), null, bendSemitones) };
}

async function arrangeScored(spoken: Utterance, style: ScoredStyle, voice: PhraseVoice, startFrame: number, arranger: Arranger): Promise<Phrase> {
  const { renderer, inventory, score } = arranger;
  const utterance = style === 'rap' ? spoken : score.insertRests(spoken, inventory);
  const { effects, bendSemitones } = arranger.askedOf(utterance);
  const { hidden, ...predicted } = await renderer.predict(utterance, voice);
  const { durations, pitch } = score.time(utterance, scaleDurations(utterance, predicted.logDurations, effects), style, startFrame, effects[0]?.pitchSemitones ?? 0, inventory);
  const prosody = layOutProsody(utterance, predicted, inManner(effects, voice), scaleOf(voice, arranger), { durations, pitch }, bendSemitones);
  return style === 'hum' ? hum({ utterance, prosody, hidden }, voice, arranger) : { utterance, prosody, hidden };
}

/** The same pitch and lengths, with a nasal for every syllable. */
async function hum({ utterance: sung, prosody: melody }: Phrase, voice: PhraseVoice, arranger: Arranger): Promise<Phrase> {
  const { utterance, durations } = toHum(sung, melody.durations, arranger.inventory);
  const { effects } = arranger.askedOf(utterance);
  const { hidden, ...predicted } = await arranger.renderer.predict(utterance, voice);
  // A nasal is voiced throughout; only the silences are not.
  predicted.voicing = predicted.voicing.map((logit, i) => (utterance.wordOf[Math.floor(i / 5)] === -1 ? logit : 6));
  return { utterance, hidden, prosody: layOutProsody(utterance, predicted, effects, scaleOf(voice, arranger), { durations, pitch: melody.pitch }) };
}

/** A cloned voice says whatever is asked of it at its own pitch and pace; notes and beats are those of the score. */
export function inManner(effects: readonly Effect[], { manner }: PhraseVoice): Effect[] {
  return effects.map((effect) => addEffect(effect, manner));
}

function scaleOf({ centreHz }: PhraseVoice, { decibelsPerEnergy }: Arranger): { centreHz: number; decibelsPerEnergy: number } {
  return { centreHz, decibelsPerEnergy };
}
