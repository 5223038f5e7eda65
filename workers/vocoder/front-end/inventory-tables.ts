import * as v from 'valibot';

const TABLE = v.record(v.string(), v.string());

/** The part of `phonemes.json` that says how jyutping is cut; `rareFinals`: spelled so, said as. */
export const CANTONESE_TABLES = v.object({
  prefix: v.string(), initials: v.array(v.string()), finals: v.array(v.string()), rareFinals: TABLE, questionWords: v.array(v.string()),
});
export const NO_CANTONESE: v.InferOutput<typeof CANTONESE_TABLES> = { prefix: '', initials: [], finals: [], rareFinals: {}, questionWords: [] };

/** The part that says which sounds kana are: katakana of one mora → its phones with spaces between. */
export const JAPANESE_TABLES = v.object({ prefix: v.string(), morae: TABLE, unvoiced: v.array(v.string()) });
export type JapaneseTables = v.InferOutput<typeof JAPANESE_TABLES>;
export const NO_JAPANESE: JapaneseTables = { prefix: '', morae: {}, unvoiced: [] };
