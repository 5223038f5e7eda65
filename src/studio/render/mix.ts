import { duckingEnvelope, GainReader, type DuckingOptions } from './ducking';

/** Sound of a script as it comes: a stretch of speech, or a silence after one; the last silence has `isLast`. */
export type MixPart = { kind: 'speech'; pcm: Float32Array } | { kind: 'pause'; sampleCount: number; isLast: boolean };

/** Music that never ends. */
export interface MusicReader {
  /** The next samples; as many as asked for. */
  read(sampleCount: number): Promise<Float32Array>;
}

/** Nothing longer is held at a time. */
export const MIX_CHUNK_SECONDS = 1;
const SILENT_DB = -60;

/**
 * Speech with its pauses as one stream, in chunks of at most a second, with music under it: down while somebody speaks, up in pauses that are
 * long enough, and away in the last one. Every chunk is the caller's.
 */
export async function* mixParts(parts: AsyncIterable<MixPart>, sampleRateHz: number, music: { reader: MusicReader; options: DuckingOptions } | null): AsyncGenerator<Float32Array> {
  const chunkSamples = Math.round(MIX_CHUNK_SECONDS * sampleRateHz);
  for await (const part of parts) {
    const sampleCount = part.kind === 'speech' ? part.pcm.length : part.sampleCount;
    const gain = music === null ? null : new GainReader(gainOver(part, (sampleCount * 1000) / sampleRateHz, music.options));
    for (let start = 0; start < sampleCount; start += chunkSamples) {
      const end = Math.min(sampleCount, start + chunkSamples);
      const chunk = part.kind === 'speech' ? part.pcm.slice(start, end) : new Float32Array(end - start);
      if (music !== null && gain !== null) addMusic(chunk, await music.reader.read(end - start), (index) => gain.at(((start + index) * 1000) / sampleRateHz));
      yield chunk;
    }
  }
}

/** The gain of the music over a part: down under speech; over a pause as between two stretches of speech that touch it. */
function gainOver(part: MixPart, lengthMs: number, options: DuckingOptions) {
  const downDb = options.gainDb + Math.min(0, options.duckDb);
  if (part.kind === 'speech') return [{ atMs: 0, gainDb: downDb }];
  if (part.isLast) return [{ atMs: 0, gainDb: downDb }, { atMs: lengthMs, gainDb: SILENT_DB }];
  return duckingEnvelope([{ startMs: -1, endMs: 0 }, { startMs: lengthMs, endMs: lengthMs + 1 }], options);
}

function addMusic(chunk: Float32Array, music: Float32Array, gainDbAt: (index: number) => number): void {
  for (let index = 0; index < chunk.length; index += 1) chunk[index] = (chunk[index] ?? 0) + 10 ** (gainDbAt(index) / 20) * (music[index] ?? 0);
}
