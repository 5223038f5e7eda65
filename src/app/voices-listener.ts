import { inspectRecording } from '../../workers/dsp/recording-quality';
import { measureVoice } from '../../workers/dsp/voice-statistics';
import type { TokenizerClient } from '../clients/tokenizer-client';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import type { SoundEvent, Transcript } from '../protocol/tokenizer';
import type { RecordingFault } from '../stores/voices-store';
import { judgeLength, judgeSpeech, LONGEST_S } from './voices-judge';
import { levelled, type MeasuredRecording } from './voices-maker';

type Ear = Pick<TokenizerClient, 'transcribe'>;

export type HeardRecording = { measured: MeasuredRecording; seconds: number; transcript: string; language: 'en' | 'zh' };

/** Stretches that are compared with one another, to find a second person. */
const STRETCH_S = 3;

/** What a clip says and who says it; `speaker` of unit length, or zeros when nobody does. */
export async function hearClip(ear: Ear, pcm: Float32Array, signal: AbortSignal): Promise<{ speaker: Float32Array; events: readonly SoundEvent[]; transcript: Transcript | null }> {
  let heard: Awaited<ReturnType<typeof hearClip>> = { speaker: new Float32Array(0), events: [], transcript: null };
  // The buffer is handed over.
  for await (const update of ear.transcribe(pcm.slice(), signal)) {
    if (update.type === 'voice.traits') heard = { ...heard, speaker: update.speaker, events: update.events };
    if (update.type === 'transcript.final') heard = { ...heard, transcript: update.transcript };
  }
  return heard;
}

/** Looks at a recording (16 kHz mono): why no voice can be made of it, or what one can be made from. */
export async function listenTo(pcm: Float32Array, ear: Ear, signal: AbortSignal): Promise<RecordingFault | HeardRecording> {
  const quality = inspectRecording(pcm, CAPTURE_RATE_HZ);
  // What is too long or not there is not worth the models' time.
  const early = judgeLength(quality);
  if (early !== null) return early;
  const level = levelled(pcm);
  const { speaker, events, transcript } = await hearClip(ear, level, signal);
  const statistics = measureVoice(pcm, CAPTURE_RATE_HZ);
  const hasSpeech = speaker.some((value) => value !== 0);
  const stretches: Float32Array[] = [];
  for (let start = 0; start + STRETCH_S * CAPTURE_RATE_HZ <= Math.min(level.length, LONGEST_S * CAPTURE_RATE_HZ); start += STRETCH_S * CAPTURE_RATE_HZ) {
    const stretch = await hearClip(ear, level.subarray(start, start + STRETCH_S * CAPTURE_RATE_HZ), signal);
    if (stretch.speaker.some((value) => value !== 0)) stretches.push(stretch.speaker);
  }
  const fault = judgeSpeech({ quality, events, hasSpeech, voicedSeconds: statistics?.voicedSeconds ?? 0, stretches });
  if (fault !== null) return fault;
  if (statistics === null) return 'no-voice';
  return { measured: { statistics, speaker }, seconds: quality.seconds, transcript: transcript?.text ?? '', language: transcript?.language === 'zh' ? 'zh' : 'en' };
}
