import type { LlmPort, VocoderPort } from '../session/ports';
import type { Segment, TranscriptDocument } from '../transcripts/document';
import { setTranslation } from '../transcripts/edit-text';
import { joinWords } from '../transcripts/join-words';
import { isUnclear } from '../transcripts/unclear';
import { NEUTRAL_CONTROLS } from '../session/settings';
import { languageOfText } from '../session/script';
import { speechRequest } from '../session/speech-request';
import { joinPieces, type SoundPiece } from './sound-pieces';
import { DubWav } from './dub-wav';

export type Progress = (done: number, total: number) => void;
/** Resolves when the person is not waiting for an answer: what is said in a conversation goes first. */
export type Yield = (signal: AbortSignal) => Promise<void>;

/** Whether a segment has no translation into `to` yet that fits its words. */
export function isUntranslated({ translation, words }: Segment, to: 'en' | 'zh'): boolean {
  return words.length > 0 && (translation === null || translation.to !== to || translation.isOutdated === true);
}

type Translation = { llm: Pick<LlmPort, 'translate'>; yieldToTalk: Yield; onProgress: Progress; onTranslated(segmentId: string, text: string): Promise<void> };

/**
 * Translates what is not translated yet, one segment after the other; each is kept as it comes. An answer in another
 * language than was asked for is none: the built-in llm at times replies to a sentence in place of translating it.
 */
export async function translateTranscript(document: TranscriptDocument, to: 'en' | 'zh', { llm, yieldToTalk, onProgress, onTranslated }: Translation, signal: AbortSignal): Promise<void> {
  const due = document.segments.filter((segment) => isUntranslated(segment, to));
  onProgress(0, due.length);
  for (const [index, { id, language, words }] of due.entries()) {
    await yieldToTalk(signal);
    // Nothing to translate, which is not the same as not being translated yet.
    const text = language === to || isUnclear(words) ? '' : await llm.translate(joinWords(words), to, signal);
    await onTranslated(id, languageOfText(text) === to ? text : '');
    onProgress(index + 1, due.length);
  }
}

/** The document with one segment's translation. */
export function withTranslation(document: TranscriptDocument, segmentId: string, to: 'en' | 'zh', text: string): TranscriptDocument {
  return { ...document, segments: document.segments.map((segment) => (segment.id === segmentId ? setTranslation(segment, to, text) : segment)) };
}

/** Speech that would run this far into the next segment is spoken again, faster. */
const OVERRUN_MS = 300;
const FASTEST = 1.5;

type Dub = { vocoder: VocoderPort; voiceId: string; to: 'en' | 'zh'; yieldToTalk: Yield; onProgress: Progress };

/** The translation spoken, each segment from where it began, as one wav; null when there is nothing to speak. */
export async function dubTranscript(document: TranscriptDocument, { vocoder, voiceId, to, yieldToTalk, onProgress }: Dub, signal: AbortSignal): Promise<Blob | null> {
  const spoken = document.segments.map((segment) => ({ startMs: segment.startMs, text: dubText(segment, to) })).filter(({ text }) => text !== '');
  let wav: DubWav | null = null;
  onProgress(0, spoken.length);
  for (const [index, { startMs, text }] of spoken.entries()) {
    await yieldToTalk(signal);
    const say = (speakingRate: number) => speak(vocoder, speechRequest(text, to, voiceId, { ...NEUTRAL_CONTROLS, speakingRate }), signal);
    let piece = await say(1);
    wav ??= new DubWav(piece.sampleRateHz);
    const roomMs = (spoken[index + 1]?.startMs ?? Infinity) - Math.max(startMs, wav.endMs);
    const lengthMs = (piece.pcm.length / piece.sampleRateHz) * 1000;
    if (lengthMs > roomMs + OVERRUN_MS) piece = await say(Math.min(FASTEST, Math.max(1, lengthMs / Math.max(1, roomMs))));
    wav.add(startMs, piece.pcm);
    onProgress(index + 1, spoken.length);
  }
  return wav?.finish(document.durationMs) ?? null;
}

/** What is said in the place of a segment: its translation, or its own words where they are in that language already. */
function dubText({ translation, language, words }: Segment, to: 'en' | 'zh'): string {
  if (translation?.to === to && translation.text !== '') return translation.text;
  return language === to && !isUnclear(words) ? joinWords(words) : '';
}

async function speak(vocoder: VocoderPort, request: Parameters<VocoderPort['synthesize']>[0], signal: AbortSignal): Promise<SoundPiece> {
  const pieces: SoundPiece[] = [];
  for await (const { pcm, sampleRateHz } of vocoder.synthesize(request, signal)) pieces.push({ pcm, sampleRateHz });
  const sampleRateHz = pieces[0]?.sampleRateHz ?? 16_000;
  return { pcm: joinPieces(pieces, sampleRateHz, 0), sampleRateHz };
}
