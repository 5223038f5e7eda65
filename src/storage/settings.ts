import { get, set } from 'idb-keyval';
import * as v from 'valibot';
import { openStore } from './database';

const within = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));
const sensitivity = v.picklist(['low', 'medium', 'high']);

/** One schema for each thing a person can choose; the same shape as `Settings` of `src/session/settings.ts`. */
const FIELDS = {
  voiceIds: v.object({ en: v.nullable(v.string()), zh: v.nullable(v.string()) }),
  controls: v.object({
    speakingRate: within(0.5, 2),
    pitchSemitones: within(-24, 24),
    pitchRange: within(0, 4),
    energyDb: within(-40, 40),
    emotion: v.picklist(['neutral', 'happy', 'sad', 'calm', 'angry', 'excited']),
    emotionStrength: within(0, 1),
  }),
  listenMode: v.picklist(['hands-free', 'push-to-talk']),
  microphoneId: v.nullable(v.string()),
  outputId: v.nullable(v.string()),
  languageLock: v.picklist(['auto', 'en', 'zh']),
  theme: v.picklist(['system', 'light', 'dark']),
  interruptionSensitivity: sensitivity,
  endOfTurnSensitivity: sensitivity,
};

const SETTINGS = v.object(FIELDS);
/** Reading forgives each field by itself: what is damaged or from another version falls back to its default. */
const READABLE = v.object({
  voiceIds: lenient(FIELDS.voiceIds),
  controls: lenient(FIELDS.controls),
  listenMode: lenient(FIELDS.listenMode),
  microphoneId: lenient(FIELDS.microphoneId),
  outputId: lenient(FIELDS.outputId),
  languageLock: lenient(FIELDS.languageLock),
  theme: lenient(FIELDS.theme),
  interruptionSensitivity: lenient(sensitivity),
  endOfTurnSensitivity: lenient(sensitivity),
});

export type StoredSettings = v.InferOutput<typeof SETTINGS>;

const store = openStore('sotto-settings', 'settings');
const KEY = 'settings';

function lenient<Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(v.optional(schema), undefined);
}

/** `defaults` with whatever a person had chosen before. */
export async function readSettings<Defaults extends StoredSettings>(defaults: Defaults): Promise<Defaults & StoredSettings> {
  const result = v.safeParse(READABLE, await get(KEY, store));
  const chosen = result.success ? Object.entries(result.output).filter(([, value]) => value !== undefined) : [];
  return { ...defaults, ...v.parse(v.partial(SETTINGS), Object.fromEntries(chosen)) };
}

export async function writeSettings(settings: StoredSettings): Promise<void> {
  await set(KEY, v.parse(SETTINGS, settings), store);
}
