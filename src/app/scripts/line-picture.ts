import { linearToDb, rms } from '../../../workers/dsp/level';
import { trackPitch } from '../../../workers/dsp/pitch-track';
import type { PicturedSound, StudioWord } from '../../stores/studio-commands';
import { readLine } from '../../studio/read-line';
import { PLAIN_WAY, speakLine, type Line } from '../../studio/script/script';
import { spectrogram } from '../studio-spectrogram';
import { readSound, type PlacedSound, type ReadPiece } from './mixdown';

/** The pitch of longer lines takes the page too long. */
const LONGEST_S = 60;

type PictureParts = { readPiece: ReadPiece; readWords(key: string): Promise<Int32Array | null> };

/** The kept sound of a line to be looked at: its pitch and its loudness as they are measured in it. Null where it is silent or too long. */
export async function pictureLine(line: Line, { key, head }: Pick<PlacedSound, 'key' | 'head'>, { readPiece, readWords }: PictureParts): Promise<PicturedSound | null> {
  const { sampleRateHz, sampleCount } = head;
  if (sampleCount === 0 || sampleCount > LONGEST_S * sampleRateHz) return null;
  const pcm = new Float32Array(sampleCount);
  let offset = 0;
  for await (const piece of readSound({ line, key, head }, readPiece)) {
    pcm.set(piece.subarray(0, sampleCount - offset), offset);
    offset += piece.length;
  }
  const { frameRateHz, f0Hz } = trackPitch(pcm, sampleRateHz);
  const hopLength = sampleRateHz / frameRateHz;
  const levelDb = Float32Array.from({ length: Math.floor(sampleCount / hopLength) }, (_, frame) => linearToDb(rms(pcm.subarray(frame * hopLength, (frame + 1) * hopLength))));
  const sound = { pcm, sampleRateHz, words: wordsOf(line, (await readWords(key)) ?? new Int32Array(0)), frameRateHz, f0Hz, levelDb };
  return { sound, readSpectrogram: (columnCount) => spectrogram(pcm, columnCount) };
}

/** @param timed (words, 4), as `commitSound` takes them */
function wordsOf(line: Line, timed: Int32Array): StudioWord[] {
  const { speech, map } = readLine(speakLine(line, PLAIN_WAY), []);
  return Array.from({ length: timed.length / 4 }, (_, index) => {
    const [textStart = 0, textEnd = 0, startMs = 0, endMs = 0] = timed.subarray(4 * index, 4 * index + 4);
    return { text: speech.text.slice(textStart, textEnd), ...map.toSource(textStart, textEnd), textStart, textEnd, startMs, endMs };
  });
}
