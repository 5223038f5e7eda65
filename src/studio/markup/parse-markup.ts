import { NEUTRAL_SPEECH, type Dialect, type SpeechControls, type SpeechText } from '../../protocol/speech';
import { cleanSource } from './clean-source';
import type { Contour } from './contour';
import { Interpreter } from './interpret';
import { lexMarkup } from './lex';
import { pairStars } from './lex-stars';
import { chainMaps, createOffsetMap, type OffsetMap } from './offset-map';
import { pairElements } from './pair-elements';
import { ProblemList, type Problem } from './problem';
import type { VoiceSpan } from './speech-builder';
import type { ReadingsOf, Token } from './tokens';

export type MarkupOptions = {
  /** What applies where the markup says nothing. */
  controls?: SpeechControls;
  dialect?: Dialect | null;
  /** Voices that `<voice name>` may name. */
  voiceIds?: readonly string[];
  /** Mandarin readings of a character (`hang2`), to tell pinyin from jyutping; without it a doubtful one is pinyin. */
  readingsOf?: ReadingsOf;
};

/** A stretch of the source that is markup, for colouring and tooltips. */
export type MarkupRange = { start: number; end: number; kind: 'tag' | 'event' | 'emphasis' | 'pronunciation' | 'element' };

export type ParsedMarkup = {
  speech: SpeechText;
  /** Parts said by another voice, innermost first; the rest is the line's. */
  voices: readonly VoiceSpan[];
  /** Of pitch, over parts of the text; innermost first. They become points of `speech` once it is known who says it. */
  contours: readonly Contour[];
  /** In the order of the source. */
  problems: readonly Problem[];
  ranges: readonly MarkupRange[];
  /** From the text that is spoken to what was typed, so that the words heard can be lit there. */
  map: OffsetMap;
};

/**
 * Reads what a person typed: Step-Audio's tags, pauses and gestures, emphasis, pronunciations and a subset of SSML.
 *
 * Never throws, takes linear time, and no markup gets into `speech.text`; what is wrong is a problem and the rest is spoken.
 */
export function parseMarkup(source: string, options: MarkupOptions = {}): ParsedMarkup {
  const { controls = NEUTRAL_SPEECH, dialect = null, voiceIds = [], readingsOf = null } = options;
  const { text: cleaned, map: cleanMap } = cleanSource(source);
  const problems = new ProblemList();
  const tokens = lexMarkup(cleaned, problems);
  const pairs = { stars: pairStars(tokens, cleaned, problems), elements: pairElements(tokens, problems) };
  const base = { controls, dialect, emphasis: null, sayAs: null };
  const interpreter = new Interpreter(cleaned, pairs, problems, { base, voiceIds, readingsOf, isDocument: isDocument(tokens, cleaned) });
  for (const token of tokens) interpreter.take(token);
  interpreter.finish();
  const { builder } = interpreter;
  return {
    speech: {
      text: builder.text, spans: builder.spans, events: builder.events, pronunciations: builder.pronunciations.toSorted((left, right) => left.textStart - right.textStart),
      pitchPoints: [], melody: [], beatsPerMinute: interpreter.beatsPerMinute ?? 90,
    },
    voices: builder.voices,
    contours: builder.contours,
    problems: problems.sorted().map(({ start, end, message }) => ({ ...cleanMap.toSource(start, end), message })),
    ranges: tokens.flatMap((token) => rangeOf(token, pairs.stars.opens, pairs.stars.closes)).map(({ start, end, kind }) => ({ ...cleanMap.toSource(start, end), kind })),
    map: chainMaps(createOffsetMap(builder.runs), cleanMap),
  };
}

/** Whether `<speak>` comes before anything that is said. */
function isDocument(tokens: readonly Token[], text: string): boolean {
  const first = tokens.find(({ kind, start, end }) => kind !== 'skipped' && !(kind === 'text' && text.slice(start, end).trim() === ''));
  return first?.kind === 'element' && first.name === 'speak';
}

function rangeOf(token: Token, opens: ReadonlySet<Token>, closes: ReadonlySet<Token>): MarkupRange[] {
  const { start, end } = token;
  switch (token.kind) {
    case 'text':
    case 'replaced':
      return [];
    case 'tags':
      return [{ start, end, kind: 'tag' }];
    case 'pause':
    case 'gesture':
      return [{ start, end, kind: 'event' }];
    case 'stars':
      return opens.has(token) || closes.has(token) ? [{ start, end, kind: 'emphasis' }] : [];
    case 'pronounced':
      return [{ start, end, kind: 'pronunciation' }];
    default:
      return [{ start, end, kind: 'element' }];
  }
}
