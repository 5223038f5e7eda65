import * as v from 'valibot';
import { SPEECH_LANGUAGES } from '../../../src/protocol/speech';
import { CANTONESE_TABLES, JAPANESE_TABLES, NO_CANTONESE, NO_JAPANESE } from './inventory-tables';

const TableSchema = v.record(v.string(), v.string());

/**
 * `phonemes.json` of a pack: the symbols in the order of their ids, and the tables of the rules.
 *
 * The tables are optional: a pack without them speaks by dictionary and spelling alone.
 */
const InventorySchema = v.object({
  symbols: v.pipe(v.array(v.string()), v.minLength(1)),
  /** The id of every language of the pack's voices; the others cannot be spoken. */
  languages: v.pipe(v.record(v.string(), v.number()), v.transform((ids) => new Map(SPEECH_LANGUAGES.flatMap((language) => (ids[language] === undefined ? [] : [[language, ids[language]] as const]))))),
  pauses: v.optional(v.object({ start: v.string(), end: v.string(), endRising: v.string(), comma: v.string() }),
    { start: 'sil', end: 'sil', endRising: 'sil', comma: 'sil' }),
  en: v.optional(v.object({ vowels: v.array(v.string()), functionWords: TableSchema, risingStarts: v.array(v.string()) }),
    { vowels: [], functionWords: {}, risingStarts: [] }),
  zh: v.optional(v.object({
    prefix: v.string(), initials: v.array(v.string()), finals: v.array(v.string()), zeroInitial: TableSchema, questionWords: v.array(v.string()),
  }), { prefix: '', initials: ['b', 'p', 'm', 'f', 'd', 't', 'n', 'l', 'g', 'k', 'h', 'j', 'q', 'x', 'zh', 'ch', 'sh', 'r', 'z', 'c', 's'], finals: [], zeroInitial: {}, questionWords: [] }),
  yue: v.optional(CANTONESE_TABLES, NO_CANTONESE),
  ja: v.optional(JAPANESE_TABLES, NO_JAPANESE),
});

export type Inventory = v.InferOutput<typeof InventorySchema> & { idOf: ReadonlyMap<string, number> };

/** Reads and checks `phonemes.json`. */
export function parseInventory(json: unknown): Inventory {
  const inventory = v.parse(InventorySchema, json);
  return { ...inventory, idOf: new Map(inventory.symbols.map((symbol, id) => [symbol, id])) };
}
