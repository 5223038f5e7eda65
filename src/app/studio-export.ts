import { encodeWav } from '../../workers/dsp/wav';
import { writeMp3 } from '../audio/encode-mp3';
import { canEncodeOpus, encodeOpus } from '../audio/encode-opus';
import { stepsOf } from '../audio/encode-steps';
import { languageOfText } from '../session/script';
import type { ExportedFile } from '../session/commands';
import { MemoryFile } from '../storage/export-files';
import type { SoundExport, StudioSound } from '../stores/studio-commands';
import type { TranscriptDocument } from '../transcripts/document';
import { exportDocument } from '../transcripts/exports/export-document';
import { DEFAULT_SUBTITLE_RULES } from '../transcripts/subtitles/rules';
import { fileNameOf } from './file-name';
import type { Sotto } from './sotto';
import { normaliseLoudness } from './studio-loudness';

/** What podcasts are brought to. */
const PODCAST_LUFS = -16;

export const canWriteOpus = (): Promise<boolean> => canEncodeOpus();

/** The text as it stands as a file; makes what of it has not been made. */
export async function exportSound(app: Sotto, wish: SoundExport): Promise<ExportedFile | null> {
  const { studio, stores: { studio: store } } = app;
  const show = (exporting: number | null) => store.setState({ exporting });
  try {
    show(0);
    const sound = await studio.makeAll((share) => show(share * 0.9));
    if (sound === null) return null;
    const { title, line } = store.getState().draft;
    const name = fileNameOf(title === '' ? line.source : title);
    if (wish.format === 'srt') return await subtitles(name, sound);
    const pcm = wish.isNormalised ? normaliseLoudness(sound.pcm, sound.sampleRateHz, PODCAST_LUFS) : sound.pcm;
    if (wish.format === 'wav') return { fileName: `${name}.wav`, blob: new Blob([encodeWav(pcm, sound.sampleRateHz)], { type: 'audio/wav' }) };
    const showEncoding = (share: number) => show(0.9 + share * 0.1);
    if (wish.format === 'mp3') return { fileName: `${name}.mp3`, blob: await encodeMp3({ ...sound, pcm }, title === '' ? name : title, showEncoding) };
    return { fileName: `${name}.ogg`, blob: await encodeOpus(pcm, sound.sampleRateHz, showEncoding) };
  } catch (error) {
    studio.fail(error);
    return null;
  } finally {
    show(null);
  }
}

async function encodeMp3({ pcm, sampleRateHz }: StudioSound, title: string, onProgress: (share: number) => void): Promise<Blob> {
  const file = new MemoryFile();
  await writeMp3(stepsOf(pcm, onProgress), sampleRateHz, { title, chapters: [] }, (bytes, position) => file.write(bytes, position));
  return file.close('audio/mpeg');
}

async function subtitles(name: string, { words, pcm, sampleRateHz }: StudioSound): Promise<ExportedFile> {
  const durationMs = (pcm.length * 1000) / sampleRateHz;
  const now = Date.now();
  const text = words.map((word) => word.text).join(' ');
  const document: TranscriptDocument = {
    id: 'studio', title: name, fileName: `${name}.wav`, createdAtMs: now, updatedAtMs: now, durationMs, speakers: [], sounds: [],
    segments: [{
      id: 's', startMs: 0, endMs: durationMs, speakerId: null, language: languageOfText(text), translation: null,
      words: words.map((word) => ({ text: word.text, startMs: word.startMs, endMs: word.endMs, confidence: 1 })),
    }],
  };
  return exportDocument(document, 'srt', { languages: 'original', hasSpeakers: false, hasTimes: true, subtitles: DEFAULT_SUBTITLE_RULES });
}
