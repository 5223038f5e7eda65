import type { Peaks } from '../../transcripts/commands';
import type { TranscriptDocument } from '../../transcripts/document';
import { voiceOf } from './voices';
import { waveColumns, type WaveView } from './wave-columns';
import { segmentAt } from './word-offsets';

const MAX_PIXEL_RATIO = 2;
/** Under the waveform: a line in the ink of who speaks, which also says where speech was found when there is no waveform. */
const BAND_PX = 3;
/** A recording quieter than this is drawn no louder, or its noise would look like speech. */
const MIN_LOUDEST = 16;

type WavePicture = { open: TranscriptDocument; peaks: Peaks | null; view: WaveView };

/** Draws the view of a recording: one bar a CSS pixel, in the ink of the segment it lies in, faint outside of speech. */
export function paintWave(canvas: HTMLCanvasElement, { open, peaks, view }: WavePicture): void {
  const context = canvas.getContext('2d');
  const ratio = Math.min(MAX_PIXEL_RATIO, window.devicePixelRatio || 1);
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0) return;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const inks = readInks(canvas);
  const voices = new Map(open.speakers.map(({ id }) => [id, voiceOf(open, id)]));
  const columns = peaks === null ? null : waveColumns(peaks, view, width);
  const loudest = Math.max(MIN_LOUDEST, loudestOf(peaks));
  const middle = (height - BAND_PX * 2) / 2;
  const msPerColumn = (view.toMs - view.fromMs) / width;
  for (let x = 0; x < width; x++) {
    const fromMs = view.fromMs + x * msPerColumn;
    // A segment shorter than a column is still seen.
    const segment = open.segments[segmentAt(open.segments, fromMs + msPerColumn)];
    const isSpeech = segment !== undefined && segment.endMs > fromMs;
    const voice = isSpeech && segment.speakerId !== null ? (voices.get(segment.speakerId) ?? 0) : 0;
    context.fillStyle = inks[voice] ?? '';
    context.globalAlpha = isSpeech ? 1 : 0.45;
    const low = ((columns?.[2 * x] ?? 0) / loudest) * middle;
    const high = ((columns?.[2 * x + 1] ?? 0) / loudest) * middle;
    context.fillRect(x, middle - Math.max(0.5, high), 1, Math.max(1, high - low));
    if (isSpeech) context.fillRect(x, height - BAND_PX, 1, BAND_PX);
  }
}

/** Of the whole recording, so that zooming does not change how loud it looks. */
function loudestOf(peaks: Peaks | null): number {
  let loudest = 0;
  for (const value of peaks?.values ?? []) loudest = Math.max(loudest, Math.abs(value));
  return loudest;
}

/** The stylesheet's inks as the browser resolved them for the present theme. */
function readInks(canvas: HTMLCanvasElement): string[] {
  const samples = canvas.parentElement?.querySelectorAll<HTMLElement>('[data-voice]') ?? [];
  return [...samples].map((sample) => getComputedStyle(sample).color);
}
