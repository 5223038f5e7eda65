import { hasIdeograph, isIdeograph } from './scripts';

/** Punctuation that CJK fonts draw in a full square, with its space inside. */
const WIDE_PUNCTUATION = /(?=[\p{P}\p{S}])[\u3000-\u303f\uff00-\uffef]/u;
const STARTS_WIDE = new RegExp(`^${WIDE_PUNCTUATION.source}`, 'u');
const ENDS_WIDE = new RegExp(`${WIDE_PUNCTUATION.source}$`, 'u');
const OPENING = /^[\p{Ps}\p{Pi}]/u;
const CLOSING_ONLY = /^[\p{Pe}\p{Pf},.;:!?…%]+$/u;
const OPENING_ONLY = /^[\p{Ps}\p{Pi}]+$/u;
/** Signs that can follow the punctuation after a word and still be that word's. */
const ENDS_WORD = /^[\p{Pe}\p{Pf}\p{M}\p{Cf}"',.;:!?…\u3000-\u303f\uff00-\uffef]/u;
const CORE = /^[\p{L}\p{N}]/u;
const CLITIC = /^['’](?:s|t|re|ve|ll|d|m)(?![\p{L}\p{N}])/iu;

/** The text of words: spaces between Latin words, none between Han or kana, none before closing punctuation. */
export function joinWords(words: readonly { text: string }[]): string {
  return joinTokens(words.map((word) => word.text));
}

/** As `joinWords`, for bare texts; empty ones are left out. */
export function joinTokens(tokens: readonly string[]): string {
  let joined = '';
  let last = '';
  for (const token of tokens) {
    const text = /\s/u.test(token) ? token.trim().replace(/\s+/gu, ' ') : token;
    if (text === '') continue;
    joined += joined !== '' && isSpaced(last, text) ? ` ${text}` : text;
    last = text;
  }
  return joined;
}

/**
 * The words of a text: cut at white space, and around every Han or kana character.
 * Punctuation stays with the word it belongs to, so that joining the words gives the text back.
 *
 * `joinTokens(splitWords(text))` is the text with its spaces made regular, and splitting that again changes nothing.
 */
export function splitWords(text: string): string[] {
  // Joining can bring stray signs to their word, which moves a cut; it settles after a step or two.
  let regular = text;
  let tokens = cutTokens(regular);
  for (let joined = joinTokens(tokens); joined !== regular; joined = joinTokens(tokens)) {
    regular = joined;
    tokens = cutTokens(regular);
  }
  return tokens;
}

/** Whether a space stands between two words. */
export function isSpaced(left: string, right: string): boolean {
  // Nearly all pairs end here; the general rules below would answer the same, an order of magnitude later.
  const last = left.charCodeAt(left.length - 1);
  const first = right.charCodeAt(0);
  if (isCommonIdeograph(last) || (isAsciiLetter(last) && isCommonIdeograph(first))) return false;
  if (isAsciiLetter(last) && isAsciiLetter(first)) return true;
  if (ENDS_WIDE.test(left) || STARTS_WIDE.test(right)) return false;
  if (CLOSING_ONLY.test(right) || OPENING_ONLY.test(left) || CLITIC.test(right)) return false;
  if (isIdeographic(lastCore(left))) return false;
  // "Hello, 你好" reads better with the space that Latin punctuation asks for; "Tom说" has none.
  if (isIdeographic(firstCore(right))) return /[,.;:!?]$/.test(left);
  return true;
}

function isCommonIdeograph(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isIdeographic(character: string | undefined): boolean {
  return character !== undefined && isIdeograph(character);
}

/** The first letter, digit or picture of a word: what signs stand around it does not matter. */
function firstCore(token: string): string | undefined {
  return /^[\p{P}\p{Sm}\p{Sc}\p{Sk}]*([^\p{P}\p{Sm}\p{Sc}\p{Sk}])/u.exec(token)?.[1];
}

function lastCore(token: string): string | undefined {
  return /([^\p{P}\p{M}\p{Sm}\p{Sc}\p{Sk}])[\p{P}\p{M}\p{Sm}\p{Sc}\p{Sk}]*$/u.exec(token)?.[1];
}

function cutTokens(text: string): string[] {
  return text.split(/\s+/u).flatMap((run) => (run === '' ? [] : hasIdeograph(run) || WIDE_PUNCTUATION.test(run) ? cutRun(run) : [run]));
}

/** Cuts a run without spaces before each ideograph and where Latin meets ideographs or wide punctuation. */
function cutRun(run: string): string[] {
  const tokens: string[] = [];
  let token = '';
  // The last letter or digit of the token so far, and the opening punctuation that waits for its word.
  let core = '';
  let waiting = '';
  let isAfterWide = false;
  for (const character of run) {
    if (CORE.test(character)) {
      if (core !== '' && (isIdeograph(character) || isIdeograph(core) || isAfterWide)) {
        tokens.push(token);
        token = waiting;
      } else token += waiting;
      waiting = '';
      token += character;
      core = character;
      isAfterWide = false;
    } else if (core !== '' && (waiting !== '' || OPENING.test(character) || (isAfterWide && !ENDS_WORD.test(character)))) waiting += character;
    else {
      token += character;
      isAfterWide = WIDE_PUNCTUATION.test(character);
    }
  }
  token += waiting;
  return token === '' ? tokens : [...tokens, token];
}
