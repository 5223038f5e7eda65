import * as soundStorage from '../../storage/line-sounds';
import type { ScriptPlace } from '../../stores/script-commands';
import { mixParts } from '../../studio/render/mix';
import { readLine, type ReadLine } from '../../studio/read-line';
import { PLAIN_WAY, scriptLines, speakLine, type Line } from '../../studio/script/script';
import { faultCode, faultMessage } from '../../session/faults';
import type { Sound } from '../sound';
import { LoopedMusic } from './looped-music';
import { followLine, openLine, type LineSound } from './follow-line';
import { countSamples, placeSounds } from './mixdown';
import { ScriptPlayer, type LinePartOfMix } from './script-player';
import type { ScriptSound } from './script-sound';
import type { Scripts } from './scripts';

export type SpeakerParts = {
  scripts: Scripts;
  sound: ScriptSound;
  /** Wakes the audio and the models; null when that failed, and then the model store says why. */
  wake(): Promise<{ sound: Pick<Sound, 'playback' | 'contextToPageMs' | 'outputLatencyMs'> } | null>;
  /** An open microphone would take the voice for a person. Answers how to give it its ear back. */
  coverEar(): () => void;
  /** Who asks for this does not want to hear a reply, or another text. */
  hushOthers(): void;
};

/** Words of a line that is queued, and where they stand in its source. */
type HeardLine = { line: Line; read: ReadLine; /** (words, 4), as `LineTape` has them; they grow while the line is made. */ words: ArrayLike<number> };
/** Words of lines that were heard long ago are let go. */
const KEPT_LINES = 16;
/** The light of a word stays a little beyond its end, so that it does not flicker. */
const LINGER_MS = 90;

/** Says the open script from a line on, and has made what is missing just before it is due: a line is heard while it is made. */
export class ScriptSpeaker {
  #player: ScriptPlayer | null = null;
  #music: LoopedMusic | null = null;
  readonly #heard = new Map<string, HeardLine>();
  #request = 0;
  #reading = new AbortController();
  #uncoverEar: () => void = () => undefined;

  constructor(private readonly parts: SpeakerParts) {
    const { store, turn } = parts.scripts.parts;
    store.subscribe(({ open }, before) => {
      if (open?.id !== before.open?.id) this.stop();
    });
    // The conversation goes first: it has the speaker to itself.
    turn.subscribe((now, before) => {
      if (now.turn.phase !== before.turn.phase && now.turn.phase !== 'idle') this.stop();
    });
  }

  async play(lineId: string | null): Promise<void> {
    const { scripts } = this.parts;
    const { store } = scripts.parts;
    const request = this.#ask();
    scripts.plan.settle();
    const first = lineId ?? scripts.queue.lines.plan[0]?.lineId ?? scriptLines(store.getState().open?.script ?? { title: '', speakers: [], chapters: [] })[0]?.id;
    if (first === undefined) return scripts.fail('nothing-to-say', '');
    this.parts.hushOthers();
    store.setState({ fault: null, playing: { phase: 'starting', lineId: first } });
    const awake = await this.parts.wake();
    // Stopped or asked for anew while the models were loading.
    if (request !== this.#request) return;
    const start = this.#firstFrom(first);
    if (awake === null || start === null) {
      store.setState({ playing: { phase: 'silent' } });
      return awake === null ? undefined : scripts.fail(scripts.hasVoices ? 'nothing-to-say' : 'no-voice', '');
    }
    this.#uncoverEar();
    this.#uncoverEar = this.parts.coverEar();
    await this.#say(this.#player ?? this.#open(awake.sound), start, request);
  }

  stop(): void {
    this.#ask();
    this.#fallSilent();
    void this.#player?.stop();
  }

  /** Whatever was asked before is read no further. */
  #ask(): number {
    this.#reading.abort();
    this.#reading = new AbortController();
    return (this.#request += 1);
  }

  place(): ScriptPlace | null {
    const place = this.#player?.place() ?? null;
    if (place === null) return null;
    const heard = this.#heard.get(place.lineId);
    return { ...place, word: heard === undefined ? null : wordAt(heard, place.atMs) };
  }

  #open(sound: Pick<Sound, 'playback' | 'contextToPageMs' | 'outputLatencyMs'>): ScriptPlayer {
    const clock = { contextToPageMs: (timeS: number) => sound.contextToPageMs(timeS), outputLatencyMs: () => sound.outputLatencyMs() };
    this.#player = new ScriptPlayer(sound.playback, clock, (lineId) => {
      if (lineId === null) this.#fallSilent();
      else this.parts.scripts.parts.store.setState({ playing: { phase: 'playing', lineId } });
    });
    return this.#player;
  }

  async #say(player: ScriptPlayer, first: Line, request: number): Promise<void> {
    const { scripts } = this.parts;
    const { signal } = this.#reading;
    try {
      let line: Line | null = first;
      let sound = await openLine(scripts.queue, line.id, true, signal);
      // What failed is told by the line itself; the others are heard.
      while (sound === null && !signal.aborted && (line = this.#after(line.id)) !== null) sound = await openLine(scripts.queue, line.id, false, signal);
      if (request !== this.#request) return;
      if (line === null || sound === null) return this.#fallSilent();
      const music = this.#openMusic(line.id, sound.sampleRateHz);
      await player.play(sound.sampleRateHz, this.#partsFrom(line, signal), (mixed, sampleRateHz) => mixParts(mixed, sampleRateHz, music));
    } catch (error) {
      if (request !== this.#request) return;
      this.#fallSilent();
      scripts.fail(faultCode(error), faultMessage(error));
    }
  }

  async *#partsFrom(first: Line, signal: AbortSignal): AsyncGenerator<LinePartOfMix> {
    const { scripts: { queue, parts: { store } } } = this.parts;
    const scriptId = store.getState().open?.id ?? '';
    for (let line: Line | null = first; line !== null; ) {
      const planned = this.#after(line.id);
      const sound = await openLine(queue, line.id, false, signal);
      if (signal.aborted) return;
      if (sound !== null) {
        await this.#note(line, scriptId, sound);
        let lineSample = 0;
        for await (const pcm of followLine(queue, sound, (key, index) => soundStorage.readPiece(scriptId, key, index), signal)) {
          yield { kind: 'speech', pcm, lineId: line.id, lineSample };
          lineSample += pcm.length;
        }
        if (signal.aborted) return;
        yield { kind: 'pause', sampleCount: Math.round((line.pauseAfterMs * sound.sampleRateHz) / 1000), isLast: this.#after(line.id) === null, lineId: line.id, lineSample };
      }
      // The script may have been edited meanwhile; one that was taken out of it is followed by what came after it.
      line = this.#lineOf(line.id) === null ? planned : this.#after(line.id);
    }
  }

  /** The line itself, or the first after it that has something to say. */
  #firstFrom(lineId: string): Line | null {
    const { queue } = this.parts.scripts;
    return queue.lines.keyOf(lineId) === null ? this.#after(lineId) : this.#lineOf(lineId);
  }

  /** The next line that has something to say, as the script is now. */
  #after(lineId: string): Line | null {
    const { open } = this.parts.scripts.parts.store.getState();
    const lines = open === null ? [] : scriptLines(open.script);
    const at = lines.findIndex(({ id }) => id === lineId);
    return at < 0 ? null : (lines.slice(at + 1).find(({ id }) => this.parts.scripts.queue.lines.keyOf(id) !== null) ?? null);
  }

  #lineOf(lineId: string): Line | null {
    const { open } = this.parts.scripts.parts.store.getState();
    return open === null ? null : (scriptLines(open.script).find(({ id }) => id === lineId) ?? null);
  }

  /** The music from where it is when all before the line has been heard. */
  #openMusic(lineId: string, sampleRateHz: number) {
    const { scripts, sound } = this.parts;
    const { open } = scripts.parts.store.getState();
    this.#music?.dispose();
    this.#music = null;
    if (open === null || open.music === null || sound.music === null) return null;
    const before = placeSounds(open.script, scripts.queue.lines);
    const at = before.findIndex(({ line }) => line.id === lineId);
    this.#music = new LoopedMusic(scripts.parts.decoder, sound.music, sampleRateHz, countSamples(before.slice(0, Math.max(0, at))));
    return { reader: this.#music, options: open.music };
  }

  async #note(line: Line, scriptId: string, { key, tape }: LineSound): Promise<void> {
    const kept = tape === null ? ((await soundStorage.readWords(scriptId, key)) ?? []) : tape.words;
    this.#heard.delete(line.id);
    this.#heard.set(line.id, { line, read: readLine(speakLine(line, PLAIN_WAY), []), words: kept });
    for (const oldest of this.#heard.keys()) if (this.#heard.size > KEPT_LINES) this.#heard.delete(oldest);
  }

  #fallSilent(): void {
    this.#music?.dispose();
    this.#music = null;
    this.#uncoverEar();
    this.#uncoverEar = () => undefined;
    const { store } = this.parts.scripts.parts;
    if (store.getState().playing.phase !== 'silent') store.setState({ playing: { phase: 'silent' } });
  }
}

function wordAt({ read, words }: HeardLine, atMs: number): ScriptPlace['word'] {
  for (let index = words.length - 4; index >= 0; index -= 4) {
    const [textStart = 0, textEnd = 0, startMs = 0, endMs = 0] = [words[index], words[index + 1], words[index + 2], words[index + 3]];
    if (startMs <= atMs) return atMs < endMs + LINGER_MS ? read.map.toSource(textStart, textEnd) : null;
  }
  return null;
}
