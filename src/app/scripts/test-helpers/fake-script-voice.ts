import type { SpeechText, VoiceChoice } from '../../../protocol/speech';
import type { SoundHead } from '../../../storage/line-sounds';
import type { ScriptVoice } from '../record-line';
import type { SoundStorage } from '../render-parts';

export const RATE_HZ = 1000;
/** Each letter lasts a fiftieth of a second. */
const LETTER_SAMPLES = 20;

/** Says a word a chunk; what it sounds like depends on everything it is asked. Keeps account of the texts. */
export class FakeScriptVoice implements ScriptVoice {
  readonly asked: string[] = [];
  /** Called before each chunk with how many were made in all. */
  beforeChunk: (count: number) => void | Promise<void> = () => undefined;
  failWith: (text: string) => Error | null = () => null;
  #chunkCount = 0;

  async *render({ speech, voice }: { speech: SpeechText; voice: VoiceChoice }, signal: AbortSignal) {
    this.asked.push(speech.text);
    yield { type: 'synthesis.described' as const, provenance: { neural: ['a fake'], signal: [] } };
    for (const match of speech.text.matchAll(/[\p{L}\p{N}]+/gu)) {
      await this.beforeChunk((this.#chunkCount += 1));
      // As a worker does: a job that was cancelled just ends.
      if (signal.aborted) return;
      const failure = this.failWith(speech.text);
      if (failure !== null) throw failure;
      const textEnd = match.index + match[0].length;
      const level = 0.1 + ((match[0].charCodeAt(0) + voice.voiceId.length) % 50) / 100;
      const pcm = Float32Array.from({ length: LETTER_SAMPLES * match[0].length }, (_, n) => level * Math.sin(n));
      yield { type: 'synthesis.chunk' as const, pcm, sampleRateHz: RATE_HZ, marks: [{ textStart: match.index, textEnd, startSample: 0, endSample: pcm.length }] };
    }
  }
}

/** Sounds in memory, with a disk that can be full. */
export class FakeSounds implements SoundStorage {
  readonly heads = new Map<string, SoundHead>();
  readonly words = new Map<string, Int32Array>();
  readonly pieces = new Map<string, Int16Array>();
  /** Pieces that find room. */
  room = Infinity;

  async readHeads(): Promise<Map<string, SoundHead>> {
    return new Map(this.heads);
  }

  async writePiece(_scriptId: string, key: string, index: number, pcm: Int16Array): Promise<void> {
    if (this.pieces.size >= this.room) throw new DOMException('No room.', 'QuotaExceededError');
    this.pieces.set(`${key} ${index}`, pcm);
  }

  async commitSound(_scriptId: string, key: string, head: SoundHead, words: Int32Array): Promise<void> {
    this.heads.set(key, head);
    this.words.set(key, words);
  }

  async deleteSounds(_scriptId: string, keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.heads.delete(key);
      for (const piece of this.pieces.keys()) if (piece.startsWith(`${key} `)) this.pieces.delete(piece);
    }
  }

  readPiece = async (key: string, index: number): Promise<Int16Array | null> => this.pieces.get(`${key} ${index}`) ?? null;

  /** Everything that is kept, to be compared. */
  dump(): [string, number[]][] {
    return [...this.heads.keys()].sort().map((key) => [key, [...this.pieces].filter(([name]) => name.startsWith(`${key} `)).flatMap(([, pcm]) => [...pcm])]);
  }
}
