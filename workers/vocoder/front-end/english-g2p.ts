import * as v from 'valibot';
import { readJson } from '../../runtime/read-file';
import { pronunciationToPhones, type GuessPhones } from './english-words';

/** A chunk index, or [chunk, letters, nodes]: the i-th node follows the i-th letter. */
type Node = number | [number, string, Node[]];
/** Only known to be a table of trees: its bytes are verified by hash, and a schema over every node takes a second. */
const TREE = v.custom<Record<string, Node>>((value) => typeof value === 'object' && value !== null);

/** `g2p-en.json`: letter contexts and the phones they stand for (training/voice/g2p.py). */
export const LETTER_TABLE = v.object({ order: v.array(v.number()), chunks: v.array(v.string()), tree: TREE });
export type LetterTable = v.InferOutput<typeof LETTER_TABLE>;

/** The table of a pack as a guesser; a pack without one spells unknown words. */
export async function loadGuess(files: Record<string, Blob>): Promise<GuessPhones> {
  if (files['g2p-en.json'] === undefined) return () => undefined;
  const table = await readJson(files, 'g2p-en.json', LETTER_TABLE);
  return (word) => {
    const phones = guessPhones(word, table);
    return phones.length === 0 ? undefined : phones;
  };
}

/**
 * Phones of an unknown word, letter by letter: each letter's context is followed down its tree as far as it is known.
 *
 * Afterwards one vowel has the main stress: of several the first keeps it, and without any the first vowel gets it.
 */
export function guessPhones(word: string, { order, chunks, tree }: LetterTable): ReturnType<typeof pronunciationToPhones> {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  const tokens = Array.from(letters, (letter, i) => {
    let node = tree[letter];
    for (let depth = 0; typeof node === 'object'; depth += 1) {
      const neighbour = depth < order.length ? letters[i + (order[depth] ?? 0)] ?? '_' : undefined;
      const at = neighbour === undefined ? -1 : node[1].indexOf(neighbour);
      node = at < 0 ? node[0] : node[2][at];
    }
    return node === undefined ? '' : (chunks[node] ?? '');
  });
  const isVowel = tokens.join(' ').split(' ').filter((token) => token !== '').map((token) => /\d$/.test(token));
  const phones = pronunciationToPhones(tokens.join(' '));
  const stressed = phones.flatMap(({ accent }, i) => (accent === 1 ? [i] : []));
  const firstVowel = isVowel.indexOf(true);
  return phones.map((phone, i) => {
    if (stressed.length === 0) return i === firstVowel ? { ...phone, accent: 1 } : phone;
    return phone.accent === 1 && i !== stressed[0] ? { ...phone, accent: 2 } : phone;
  });
}
