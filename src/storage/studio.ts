import * as v from 'valibot';
import { DIALECTS, STYLES } from '../protocol/speech';
import { RecordStore } from './records';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const CONTROLS = v.object({
  speakingRate: v.pipe(v.number(), v.minValue(0.5), v.maxValue(2)),
  pitchSemitones: v.pipe(v.number(), v.minValue(-12), v.maxValue(12)),
  pitchRange: v.pipe(v.number(), v.minValue(0), v.maxValue(2)),
  energyDb: v.pipe(v.number(), v.minValue(-12), v.maxValue(12)),
  breathiness: share,
  pauseScale: v.pipe(v.number(), v.minValue(0), v.maxValue(3)),
  emotions: v.object({ happy: share, angry: share, sad: share, afraid: share, surprised: share, disgusted: share, calm: share, affectionate: share }),
  style: v.picklist(STYLES),
});
const signed = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));
const VOICE = v.object({
  voiceId: v.string(),
  shape: v.object({ age: signed, pitchSemitones: v.pipe(v.number(), v.minValue(-12), v.maxValue(12)), brightness: signed, roughness: share }),
});

/** A text of Studio with everything that was set for it. */
export const STUDIO_TEXT = v.object({
  id: v.string(),
  title: v.pipe(v.string(), v.maxLength(200)),
  createdAtMs: v.number(),
  updatedAtMs: v.number(),
  source: v.string(),
  controls: CONTROLS,
  dialect: v.nullable(v.picklist(DIALECTS)),
  voice: VOICE,
  melodySource: v.string(),
  beatsPerMinute: v.pipe(v.number(), v.minValue(20), v.maxValue(300)),
  hasMetronome: v.boolean(),
  pitchPoints: v.pipe(v.array(v.object({ at: v.pipe(v.number(), v.minValue(0)), semitones: v.pipe(v.number(), v.minValue(-24), v.maxValue(24)) })), v.maxLength(10_000)),
});
export type StudioText = v.InferOutput<typeof STUDIO_TEXT>;

const PRESET = v.object({ id: v.string(), name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)), controls: CONTROLS });

export const studioTexts = new RecordStore('studio-texts', STUDIO_TEXT);
export const studioPresets = new RecordStore('studio-presets', PRESET);

const FILE = v.object({ kind: v.literal('sotto-studio-text'), version: v.literal(1), text: STUDIO_TEXT });

export function writeStudioFile(text: StudioText): string {
  return JSON.stringify({ kind: 'sotto-studio-text', version: 1, text }, null, 2);
}

/** The text in a file that `writeStudioFile` wrote; null when it is anything else. */
export function readStudioFile(json: string): StudioText | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
  const result = v.safeParse(FILE, value);
  return result.success ? result.output.text : null;
}
