import type { Provenance } from '../protocol/speech';
import { uniteProvenances } from '../studio/provenance';
import type { StudioSound, StudioWord } from '../stores/studio-commands';
import type { StudioPiece } from './studio-pieces';
import type { PieceSound, StudioSounds } from './studio-sounds';
import type { ReadLine } from '../studio/read-line';

/** Pictures and players of longer sounds would be of no use, and their samples are held twice. */
export const LONGEST_PICTURE_MS = 600_000;

export type Made = { pieceCount: number; durationMs: number; sampleRateHz: number; provenance: Provenance; /** Where each piece begins; null for those not made. */ startMs: readonly (number | null)[] };

/** What of a text has been made. */
export function readMade(pieces: readonly StudioPiece[], sounds: Pick<StudioSounds, 'get'>): Made {
  const found = pieces.map(({ key }) => sounds.get(key));
  let atMs = 0;
  const startMs = found.map((sound) => {
    if (sound === null) return null;
    const here = atMs;
    atMs += sound.sampleRateHz === 0 ? 0 : (sound.sampleCount * 1000) / sound.sampleRateHz;
    return here;
  });
  const made = found.filter((sound) => sound !== null);
  return {
    pieceCount: made.length, durationMs: atMs, startMs, sampleRateHz: made.find(({ sampleRateHz }) => sampleRateHz > 0)?.sampleRateHz ?? 0,
    provenance: uniteProvenances(made.map(({ provenance }) => provenance)),
  };
}

/** The pieces that have been made, one after another, with their words in the text as it was typed. */
export function joinSounds(pieces: readonly StudioPiece[], sounds: Pick<StudioSounds, 'get'>, read: ReadLine): StudioSound | null {
  const { sampleRateHz } = readMade(pieces, sounds);
  if (sampleRateHz === 0) return null;
  const made = pieces.flatMap((piece) => {
    const sound = sounds.get(piece.key);
    return sound === null ? [] : [{ piece, sound }];
  });
  const chunks = made.flatMap(({ sound }) => sound.chunks);
  const words: StudioWord[] = [];
  let startSample = 0;
  for (const { piece, sound } of made) {
    words.push(...wordsOf(sound, piece, startSample, read));
    startSample += sound.sampleCount;
  }
  return {
    pcm: join(chunks.map(({ pcm }) => pcm)), sampleRateHz, words: words.map((word, index) => ({ ...word, text: withMarks(read.speech.text, word, words[index + 1]) })),
    frameRateHz: chunks[0]?.contour.frameRateHz ?? 0,
    f0Hz: join(chunks.map(({ contour }) => contour.f0Hz)), levelDb: join(chunks.map(({ contour }) => contour.levelDb)),
  };
}

/** A word with the punctuation that follows it. */
function withMarks(text: string, { textStart, textEnd }: StudioWord, next: StudioWord | undefined): string {
  const after = text.slice(textEnd, next === undefined ? undefined : Math.max(textEnd, next.textStart));
  return text.slice(textStart, textEnd) + (/^[^\s\p{L}\p{N}]*/u.exec(after)?.[0] ?? '');
}

function wordsOf({ chunks, sampleRateHz }: PieceSound, piece: StudioPiece, pieceStart: number, read: ReadLine): StudioWord[] {
  let startSample = pieceStart;
  return chunks.flatMap(({ pcm, marks }) => {
    const chunkStart = startSample;
    startSample += pcm.length;
    const toMs = (sample: number) => ((chunkStart + sample) * 1000) / sampleRateHz;
    return marks.map((mark) => {
      const [textStart, textEnd] = [mark.textStart + piece.start, mark.textEnd + piece.start];
      return { text: piece.speech.text.slice(mark.textStart, mark.textEnd), ...read.map.toSource(textStart, textEnd), textStart, textEnd, startMs: toMs(mark.startSample), endMs: toMs(mark.endSample) };
    });
  });
}

function join(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
