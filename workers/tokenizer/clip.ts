import { yieldToMessages } from '../../src/lib/yield-to-messages';
import type { Transcript } from '../../src/protocol/tokenizer';
import { transcriptWithoutWords } from './judge';
import type { Recognizer } from './recognizer';
import { StreamingRecognizer } from './streaming-recognizer';
import { summarizeManner, type FrameHeads, type Manner } from './traits';

/** A clip is heard in pieces this long, so that a cancel is noticed and partial transcripts show progress. */
const PIECE_SAMPLES = 16_000;
/** From here on a stretch of a clip ends at the next pause, so that no search grows with the length of the clip. */
const LONG_MS = 8_000;
const PAUSE_MS = 320;
/** A stretch without any pause ends here. */
const LONGEST_MS = 28_000;

/**
 * Transcribes a whole clip of any length, stretch by stretch; each stretch may be in another language.
 *
 * @param pcm 16 kHz mono
 * @param show gets the transcript so far after every second
 * @param language when it is known beforehand
 * @param mayGoOn resolves when the next second may be heard
 */
export async function transcribeClip(
  recognizer: Recognizer, pcm: Float32Array, signal: AbortSignal, show: (transcript: Transcript) => void,
  language: 'en' | 'zh' | null = null, mayGoOn: (signal: AbortSignal) => Promise<void> = () => Promise.resolve(),
): Promise<{ transcript: Transcript; manner: Manner }> {
  const done: Transcript[] = [];
  const heads: FrameHeads[] = [];
  let stretch = new StreamingRecognizer(recognizer, language);
  let stretchStartMs = 0;
  const close = async (): Promise<void> => {
    const heard = await stretch.peek();
    done.push(shift(heard.transcript, stretchStartMs));
    heads.push(...heard.heads);
    stretchStartMs += stretch.audioMs;
    stretch.dispose();
  };
  try {
    for (let start = 0; start < pcm.length; start += PIECE_SAMPLES) {
      signal.throwIfAborted();
      await mayGoOn(signal);
      await stretch.push(pcm.subarray(start, start + PIECE_SAMPLES));
      show(join([...done, shift(stretch.partial(), stretchStartMs)], summarizeManner(heads, recognizer.units), language));
      await yieldToMessages();
      const isEnd = start + PIECE_SAMPLES >= pcm.length;
      const isLong = stretch.audioMs >= LONGEST_MS || (stretch.audioMs >= LONG_MS && stretch.quietMs >= PAUSE_MS);
      if (!isLong || isEnd) continue;
      await close();
      stretch = new StreamingRecognizer(recognizer, language);
    }
    await close();
  } finally {
    stretch.dispose();
  }
  const manner = summarizeManner(heads, recognizer.units);
  return { transcript: join(done, manner, language), manner };
}

function shift(transcript: Transcript, byMs: number): Transcript {
  return { ...transcript, words: transcript.words.map((word) => ({ ...word, startMs: word.startMs + byMs, endMs: word.endMs + byMs })) };
}

/** One transcript of all stretches; its language is that of the stretch with the most words, or when there are none the one that was chosen, else the heads'. */
function join(transcripts: readonly Transcript[], manner: Manner, chosenLanguage: 'en' | 'zh' | null): Transcript {
  const spoken = transcripts.filter(({ text }) => text !== '');
  if (transcripts.length === 1 && transcripts[0] !== undefined) return transcripts[0];
  const longest = spoken.reduce<Transcript | undefined>((best, transcript) => (transcript.words.length > (best?.words.length ?? 0) ? transcript : best), undefined);
  const { language, languageConfidence } = longest ?? transcriptWithoutWords(manner, chosenLanguage);
  return {
    text: spoken.reduce((text, next) => (text === '' ? next.text : `${text}${isHan(text.at(-1)) && isHan(next.text[0]) ? '' : ' '}${next.text}`), ''),
    language,
    languageConfidence,
    words: spoken.flatMap((transcript) => transcript.words),
  };
}

function isHan(character: string | undefined): boolean {
  return character !== undefined && /\p{Script=Han}/u.test(character);
}
