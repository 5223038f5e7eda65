import type { Spectrum, StudioSound, StudioWord } from '../../stores/studio-commands';

const MAX_PIXEL_RATIO = 2;
/** Shares of the height: frequencies with the lines over them, then the waveform, then the words. */
const SPECTRUM = 0.58;
const WAVE = 0.24;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 480;
const LOWEST_DB = -60;

type Inks = { sotto: string; you: string; faint: string; soft: string };
/** `chosen` is the index of a word, −1 for none; `lift` the word that is being dragged, and how far. */
export type Picture = { sound: StudioSound; spectrum: Spectrum | null; chosen: number; lift: { word: StudioWord; semitones: number } | null };

/** Draws what was made: frequencies, pitch and loudness over them, the waveform, and the words under it. */
export function paintPicture(canvas: HTMLCanvasElement, picture: Picture): void {
  const context = canvas.getContext('2d');
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0) return;
  const ratio = Math.min(MAX_PIXEL_RATIO, window.devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const inks = readInks(canvas);
  const durationMs = (picture.sound.pcm.length * 1000) / picture.sound.sampleRateHz;
  const toX = (ms: number) => (ms / durationMs) * width;
  if (picture.spectrum !== null) drawSpectrum(context, picture.spectrum, inks.sotto, width, height * SPECTRUM);
  drawWave(context, picture.sound.pcm, inks.soft, width, height * (SPECTRUM + WAVE / 2), (height * WAVE) / 2);
  drawLevel(context, picture.sound, inks.faint, toX, height * SPECTRUM);
  drawPitch(context, picture, inks.you, toX, height * SPECTRUM);
  drawWords(context, picture, inks, toX, height);
}

function drawSpectrum(context: CanvasRenderingContext2D, { columnCount, binCount, levels }: Spectrum, ink: string, width: number, height: number): void {
  const image = new ImageData(columnCount, binCount);
  const [red = 0, green = 0, blue = 0] = readChannels(ink);
  for (let column = 0; column < columnCount; column += 1) {
    for (let bin = 0; bin < binCount; bin += 1) {
      // Low frequencies at the bottom; squared, so that only what is loud stands out.
      const level = (levels[column * binCount + bin] ?? 0) / 255;
      image.data.set([red, green, blue, 150 * level * level], 4 * ((binCount - 1 - bin) * columnCount + column));
    }
  }
  const layer = new OffscreenCanvas(columnCount, binCount);
  layer.getContext('2d')?.putImageData(image, 0, 0);
  context.drawImage(layer, 0, 0, width, height);
}

/** The colour as the canvas resolves it, whatever way the stylesheet says it. */
function readChannels(ink: string): Uint8ClampedArray {
  const probe = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (probe === null) return new Uint8ClampedArray(4);
  probe.fillStyle = ink;
  probe.fillRect(0, 0, 1, 1);
  return probe.getImageData(0, 0, 1, 1).data;
}

function drawWave(context: CanvasRenderingContext2D, pcm: Float32Array, ink: string, width: number, middle: number, half: number): void {
  const samplesPerColumn = pcm.length / width;
  const loudest = pcm.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0.05);
  context.fillStyle = ink;
  for (let x = 0; x < width; x += 1) {
    let peak = 0;
    for (let n = Math.floor(x * samplesPerColumn); n < (x + 1) * samplesPerColumn; n += 1) peak = Math.max(peak, Math.abs(pcm[n] ?? 0));
    const size = Math.max(0.5, (peak / loudest) * half * 0.92);
    context.fillRect(x, middle - size, 1, 2 * size);
  }
}

function drawLevel(context: CanvasRenderingContext2D, { levelDb, frameRateHz }: StudioSound, ink: string, toX: (ms: number) => number, height: number): void {
  context.strokeStyle = ink;
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  context.beginPath();
  levelDb.forEach((db, frame) => context.lineTo(toX((frame * 1000) / frameRateHz), height * (1 - Math.max(0, Math.min(1, 1 - db / LOWEST_DB)) * 0.95)));
  context.stroke();
  context.setLineDash([]);
}

function drawPitch(context: CanvasRenderingContext2D, { sound, lift }: Picture, ink: string, toX: (ms: number) => number, height: number): void {
  const { f0Hz, frameRateHz } = sound;
  context.strokeStyle = ink;
  context.lineWidth = 2;
  context.lineJoin = 'round';
  context.beginPath();
  let isDrawing = false;
  f0Hz.forEach((hz, frame) => {
    const ms = (frame * 1000) / frameRateHz;
    const lifted = lift !== null && ms >= lift.word.startMs && ms < lift.word.endMs ? hz * 2 ** (lift.semitones / 12) : hz;
    const y = height * (1 - Math.log(Math.max(LOWEST_HZ, lifted) / LOWEST_HZ) / Math.log(HIGHEST_HZ / LOWEST_HZ));
    if (hz <= 0) isDrawing = false;
    else if (isDrawing) context.lineTo(toX(ms), y);
    else context.moveTo(toX(ms), y);
    if (hz > 0) isDrawing = true;
  });
  context.stroke();
}

function drawWords(context: CanvasRenderingContext2D, { sound, chosen }: Picture, inks: Inks, toX: (ms: number) => number, height: number): void {
  const top = height * (SPECTRUM + WAVE);
  context.font = `13px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textBaseline = 'middle';
  let freeFrom = -Infinity;
  sound.words.forEach((word, index) => {
    const [left, right] = [toX(word.startMs), toX(word.endMs)];
    context.fillStyle = index === chosen ? inks.you : inks.faint;
    context.fillRect(left, top + 1, Math.max(1, right - left - 1), index === chosen ? 2 : 1);
    const wordWidth = context.measureText(word.text).width;
    const start = Math.max(left, (left + right - wordWidth) / 2);
    // A word that would run into the one before it is left out; its line is there.
    if (start < freeFrom) return;
    context.fillStyle = index === chosen ? inks.you : inks.soft;
    context.fillText(word.text, start, top + (height - top) / 2 + 2);
    freeFrom = start + wordWidth + 6;
  });
}

/** The stylesheet's inks as the browser resolved them for the present theme. */
function readInks(canvas: HTMLCanvasElement): Inks {
  const ink = (name: string) => {
    const sample = canvas.parentElement?.querySelector(`[data-ink='${name}']`);
    return sample ? getComputedStyle(sample).color : 'gray';
  };
  return { sotto: ink('sotto'), you: ink('you'), faint: ink('faint'), soft: ink('soft') };
}
