import { Zip, ZipPassThrough } from 'fflate';
import { floatToInt16 } from '../../../workers/dsp/wav';
import { CodedError } from '../../lib/coded-error';
import type { ExportFile } from '../../storage/export-files';
import { wavHeader } from '../../studio/render/wav-header';

/** Zip files without the 64-bit extension, which the library does not write, end here. */
const MAX_ZIP_BYTES = 4e9;

type Write = Pick<ExportFile, 'write'>;
export type NamedSound = { fileName: string; sampleCount: number; sampleRateHz: number; open(): AsyncIterable<Float32Array> };

/** A WAV file of a length that is known beforehand. */
export async function writeWav(file: Write, chunks: AsyncIterable<Float32Array>, sampleCount: number, sampleRateHz: number): Promise<void> {
  await file.write(wavHeader(sampleCount, sampleRateHz));
  for await (const chunk of chunks) await file.write(toBytes(chunk));
}

/** A zip of WAV files, not compressed. @throws {CodedError} `export-too-large` before anything is written */
export async function writeZip(file: Write, sounds: readonly NamedSound[]): Promise<void> {
  const totalBytes = sounds.reduce((sum, { sampleCount }) => sum + 2 * sampleCount + 500, 0);
  if (totalBytes > MAX_ZIP_BYTES) {
    throw new CodedError('export-too-large', `Together the lines take ${(totalBytes / 1e9).toFixed(1)} GB, and a zip file holds 4 GB. Export one WAV file, or split the script.`);
  }
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    waiting.push(bytes.slice());
  });
  const flush = async (): Promise<void> => {
    const ready = waiting;
    waiting = [];
    for (const bytes of ready) await file.write(bytes);
  };
  for (const { fileName, sampleCount, sampleRateHz, open } of sounds) {
    const entry = new ZipPassThrough(fileName);
    zip.add(entry);
    entry.push(wavHeader(sampleCount, sampleRateHz));
    for await (const chunk of open()) {
      entry.push(toBytes(chunk));
      await flush();
    }
    entry.push(new Uint8Array(0), true);
    await flush();
  }
  zip.end();
  await flush();
}

/** 16-bit samples, least byte first. */
function toBytes(pcm: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * pcm.length);
  const view = new DataView(bytes.buffer);
  pcm.forEach((sample, index) => view.setInt16(2 * index, floatToInt16(sample), true));
  return bytes;
}
