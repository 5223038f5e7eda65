import type { Transcript, Word } from '../../src/protocol/tokenizer';
import type { DecodedText } from './ctc-decoder';
import type { Manner } from './traits';

/** Less speech than this (in 40 ms frames) is a click, not a word. */
const LEAST_SPEECH_FRAMES = 3;
/** Below this mean probability the frames called speech are more likely something else. */
const LEAST_SPEECH_CONFIDENCE = 0.6;
/**
 * Geometric mean of the words' confidences below which the words are a guess. What noise is taken for is short, so one or
 * two letters have to be surer. Mandarin has many more units, and the phases in which an utterance is heard place the peak
 * of one differently: over half of single words said clearly lie between 0.15 and 0.35.
 */
const LEAST_CONFIDENCE = { letters: 0.35, english: 0.2, mandarin: 0.15 };
const SHORT_CHARACTERS = 2;
/** From this probability on, speech in a language without text is not forced into words of another. */
const FOREIGN_CONFIDENCE = 0.6;

/**
 * The transcript to believe: the words, or none when they would be invented.
 *
 * Noise, blanks and unknown languages end as an empty transcript; its language is still reported. Whoever fixed the
 * language knows better than the language head.
 */
export function judgeTranscript(decoded: DecodedText, words: Word[], manner: Manner, fixedLanguage: 'en' | 'zh' | null = null): Transcript {
  if (decoded.language === null || isInvented(decoded.language, words, manner, fixedLanguage !== null)) return transcriptWithoutWords(manner, fixedLanguage);
  // The letters or syllables decide between English and Mandarin: they were trained on far more than the language head.
  return { text: decoded.text, language: decoded.language, languageConfidence: confidenceIn(decoded.language, manner), words };
}

/** What is said of speech, or of what is none, in which no words are clear: in the language that was fixed, else as the voice sounds. */
export function transcriptWithoutWords(manner: Manner, fixedLanguage: 'en' | 'zh' | null): Transcript {
  const language = fixedLanguage ?? manner.language;
  return { text: '', language, languageConfidence: confidenceIn(language, manner), words: [] };
}

function confidenceIn(language: Transcript['language'], manner: Manner): number {
  return language === manner.language ? manner.languageConfidence : 1 - manner.languageConfidence;
}

/** Whether there is speech at all, whatever it says. */
export function hasSpeech({ speechFrames, speechConfidence }: Manner): boolean {
  return speechFrames >= LEAST_SPEECH_FRAMES && speechConfidence >= LEAST_SPEECH_CONFIDENCE;
}

function isInvented(written: 'en' | 'zh', words: readonly Word[], manner: Manner, isLanguageFixed: boolean): boolean {
  const { language, languageConfidence } = manner;
  if (!hasSpeech(manner)) return true;
  const isForeign = language !== 'en' && language !== 'zh';
  if (!isLanguageFixed && isForeign && languageConfidence >= FOREIGN_CONFIDENCE) return true;
  const logMean = words.reduce((sum, { confidence }) => sum + Math.log(Math.max(1e-6, confidence)), 0) / Math.max(1, words.length);
  const characterCount = words.reduce((sum, { text }) => sum + text.length, 0);
  const least = written === 'zh' ? LEAST_CONFIDENCE.mandarin : characterCount <= SHORT_CHARACTERS ? LEAST_CONFIDENCE.letters : LEAST_CONFIDENCE.english;
  return Math.exp(logMean) < least;
}
