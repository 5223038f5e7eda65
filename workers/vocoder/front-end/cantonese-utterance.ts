import { readCantonese } from './cantonese-text';
import type { Inventory } from './inventory';
import type { LanguageModule, Sentence } from './language-module';
import { addPhrases, textOf } from './phrases';
import type { WordPiece } from './piece';
import { UtteranceBuilder, type Phone, type Utterance } from './utterance';

/** Characters of one phrase → for each its jyutping ('gwong2', rarely two syllables: 卅 'saa1 aa6') or `null`. */
export type ToJyutping = (phrase: string) => (string | null)[];

/** Cantonese by the readings of `to-jyutping`. */
export function createCantonese(inventory: Inventory, toJyutping: ToJyutping): LanguageModule {
  return {
    read: readCantonese,
    speak: (sentence) => speakCantonese(sentence, inventory, toJyutping),
  };
}

/** Splits jyutping into the initial and final of the inventory, both with its tone; nothing for what it cannot say. */
export function jyutpingToPhones(syllable: string, { yue, idOf }: Inventory): Phone[] {
  const [, body = '', tone = ''] = /^([a-z]+)([1-6])$/.exec(syllable.toLowerCase()) ?? [];
  const isNasal = body === 'm' || body === 'ng';
  const initial = isNasal ? '' : (yue.initials.filter((candidate) => body.startsWith(candidate)).sort((a, b) => b.length - a.length)[0] ?? '');
  const spelled = body.slice(initial.length);
  const final = Object.hasOwn(yue.rareFinals, spelled) ? (yue.rareFinals[spelled] ?? spelled) : spelled;
  const accent = Number(tone);
  const phones: Phone[] = [{ symbol: yue.prefix + final, accent }];
  if (initial !== '') phones.unshift({ symbol: yue.prefix + initial, accent });
  return phones.filter(({ symbol }) => idOf.has(symbol));
}

function speakCantonese({ pieces, isQuestion, opening, ending }: Sentence, inventory: Inventory, toJyutping: ToJyutping): Utterance | undefined {
  const builder = new UtteranceBuilder('yue', opening, inventory.pauses);
  addPhrases(builder, pieces, (phrase) => addPhrase(builder, phrase, inventory, toJyutping));
  if (builder.isEmpty) return undefined;
  const isRising = isQuestion && !inventory.yue.questionWords.some((word) => textOf(pieces).includes(word));
  return builder.finish(isRising ? inventory.pauses.endRising : inventory.pauses.end, ending);
}

/** Readings depend on the words around them, so a phrase is looked up whole. */
function addPhrase(builder: UtteranceBuilder, phrase: readonly WordPiece[], inventory: Inventory, toJyutping: ToJyutping): void {
  const readings = toJyutping(textOf(phrase));
  let index = 0;
  for (const piece of phrase) {
    const length = Array.from(piece.words.join('')).length;
    const read = readings.slice(index, index + length).flatMap((reading) => reading?.split(' ') ?? []);
    const syllables = piece.phones?.split(/[\s-]+/) ?? read;
    builder.addWord(syllables.flatMap((syllable) => jyutpingToPhones(syllable, inventory)), piece);
    index += length;
  }
}
