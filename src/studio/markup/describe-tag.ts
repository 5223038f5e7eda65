import { assertNever } from '../../lib/assert-never';
import type { Dialect } from '../../protocol/speech';
import { ELEMENT_NAMES } from './element-effects';
import { lexMarkup } from './lex';
import { ProblemList } from './problem';
import { readPronunciation } from './pronunciation';
import type { TagEffect } from './tags';
import type { Token } from './tokens';

export const DIALECT_WORDS: Readonly<Record<Dialect, string>> = {
  american: 'American English', british: 'British English', mandarin: 'Mandarin', sichuanese: 'Sichuanese', cantonese: 'Cantonese', japanese: 'Japanese',
};

const ELEMENT_WORDS: Readonly<Record<string, string>> = {
  speak: 'A document of elements', break: 'A pause', prosody: 'Changes rate, pitch, range, volume or contour until its end', emphasis: 'Stresses what stands in it',
  phoneme: 'Gives the pronunciation of what stands in it', 'say-as': 'Says how digits and letters are read', lang: 'Says what stands in it in another language or dialect',
  voice: 'Says what stands in it with another voice', sub: 'Says its alias instead of what stands in it', p: 'A paragraph', s: 'A sentence', mark: 'A mark; it is not heard',
};

/** What a piece of markup does, in English, for a tooltip; null when the text is no markup. */
export function describeTag(markup: string): string | null {
  const [token, ...rest] = lexMarkup(markup.trim(), new ProblemList());
  return token === undefined || rest.length > 0 ? null : describeToken(token, markup.trim());
}

function describeToken(token: Token, text: string): string | null {
  switch (token.kind) {
    case 'tags':
      return token.effects.length === 0 ? null : `${capitalise(token.effects.map(describeEffect).join(', '))}${token.effects.some(({ kind }) => kind !== 'reset') ? ', to the end of the line or (/)' : ''}`;
    case 'pause':
      return `A pause of ${token.ms / 1000} s`;
    case 'gesture':
      return { laugh: 'A laugh', sigh: 'A sigh', breath: 'A breath' }[token.gesture];
    case 'pronounced': {
      const word = text.slice(token.wordStart, token.wordEnd);
      const reading = readPronunciation(word, token.phones, null, null);
      return reading === null ? null : `“${word}” is said ${reading.phones} (${reading.alphabet})`;
    }
    case 'stars':
      return 'Stresses the words up to its partner';
    case 'element':
      if (token.name === 'prosody' && token.attributes.has('contour')) return 'Bends the pitch of what stands in it, from place to place: percentages count its characters, not its time';
      return ELEMENT_NAMES.includes(token.name) ? (ELEMENT_WORDS[token.name] ?? null) : null;
    default:
      return null;
  }
}

function describeEffect(effect: TagEffect): string {
  switch (effect.kind) {
    case 'emotion':
      return Object.entries(effect.mix).map(([emotion, strength]) => `${emotion} ${round(strength)}`).join(', ');
    case 'rate':
      return effect.factor === 1 ? 'normal speed' : effect.factor < 1 ? `slower: ${round(effect.factor)} × the speed` : `faster: ${round(effect.factor)} × the speed`;
    case 'pitch':
      return `pitch ${signed(effect.semitones)} semitones`;
    case 'range':
      return `${effect.value < 1 ? 'flatter' : 'livelier'}: ${round(effect.value)} × the range of pitch`;
    case 'energy':
      return `${effect.db < 0 ? 'quieter' : 'louder'}: ${signed(effect.db)} dB`;
    case 'breathiness':
      return `breathy ${round(effect.value)}`;
    case 'style':
      return `style ${effect.style}`;
    case 'dialect':
      return DIALECT_WORDS[effect.dialect];
    case 'tempo':
      return `${round(effect.beatsPerMinute)} beats a minute`;
    case 'reset':
      return effect.of === 'all' ? 'ends all tags before it' : `ends the ${effect.of} before it`;
    default:
      return assertNever(effect);
  }
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${round(Math.abs(value))}`;
}
