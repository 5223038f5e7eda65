import * as v from 'valibot';
import { SPEECH_LANGUAGES } from '../protocol/speech';
import { RecordStore } from './records';

const finite = v.pipe(v.number(), v.finite());
const within = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));

/** A voice that was made on this device; the recording it was made from is not part of it. */
const KEPT_VOICE = v.object({
  id: v.pipe(v.string(), v.startsWith('clone-')),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  createdAtMs: finite,
  /** The pack whose models the vector is for. */
  packId: v.string(),
  language: v.picklist(SPEECH_LANGUAGES),
  speaker: v.pipe(v.array(finite), v.minLength(1), v.maxLength(1024)),
  modelPitchHz: within(40, 1000),
  pitchHz: within(40, 1000),
  pitchRange: within(0.1, 4),
  rate: within(0.5, 2),
  formantFactor: within(0.5, 2),
  equalizerDb: v.pipe(v.array(within(-40, 40)), v.maxLength(256)),
  /** Cosines with the recording by the recogniser's speaker vector, when the voice was made. */
  similarity: v.object({ clone: within(-1, 1), builtIn: within(-1, 1), builtInName: v.string() }),
});
export type KeptVoice = v.InferOutput<typeof KEPT_VOICE>;

/** Made from a person's voice, so nothing of it is ever sent anywhere; deleting the record deletes all there is. */
export const keptVoices = new RecordStore('voices', KEPT_VOICE);
