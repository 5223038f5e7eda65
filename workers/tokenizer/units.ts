import * as v from 'valibot';

/** `units.json`: what each output of the tokenizer's heads stands for. */
export const UNITS = v.object({
  text: v.pipe(v.array(v.string()), v.minLength(2)),
  languages: v.array(v.picklist(['en', 'zh', 'yue', 'ja', 'other'])),
  events: v.array(v.string()),
  traits: v.array(v.string()),
});
export type Units = v.InferOutput<typeof UNITS>;

export const BLANK = 0;
export const SPACE = 1;
/** Text units below are the blank, the space, the apostrophe and the letters; from here on syllables. */
export const LETTER_LIMIT = 29;
/** One output frame: four log-mel frames of 10 ms. */
export const FRAME_MS = 40;
