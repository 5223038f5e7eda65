import { hashText } from '../../lib/hash-text';
import type { SpeechText, VoiceChoice } from '../../protocol/speech';
import type { MarkupOptions } from '../markup/parse-markup';
import { isSayable, readLine, type KnownVoice } from '../read-line';
import { speakLine, voiceOfLine, wayOfSpeaker, type Line, type Script, type SpeakerWay, type SpokenLine } from '../script/script';
import { sliceSpeech } from '../slice-speech';

/** What one voice says of a line. */
export type LinePart = { speech: SpeechText; voice: VoiceChoice };
/** A line as it is asked of the vocoder. Its parts are heard one after the other; clicks are mixed in where a number of beats is told. */
export type LineOrder = { parts: readonly LinePart[]; clicksPerMinute: number | null };
/** A line that has something to say, and the name under which its sound is kept. */
export type PlannedLine = { lineId: string; chapterId: string; key: string; /** UTF-16 units of its source: about how long it takes. */ units: number };

export type RenderSettings = {
  voice: VoiceChoice;
  hasMetronome: boolean;
  /** Changes whenever the pack would make another sound. */
  packRevision: string;
  /** Those that `<voice name>` may name. */
  voices: readonly KnownVoice[];
  /** The voice that says a text when none was chosen (voice id ''); a pack has always the same. */
  voiceFor(text: string): string;
  readingsOf?: MarkupOptions['readingsOf'];
};

/** Said on a grid of beats. */
const GRID_STYLES: ReadonlySet<string> = new Set(['rap', 'sing', 'hum']);

/** What is asked for a line that `voice` says; null when it has nothing to say. */
export function orderLine(line: SpokenLine, voice: VoiceChoice, { hasMetronome, voices, voiceFor, readingsOf }: Omit<RenderSettings, 'voice' | 'packRevision'>): LineOrder | null {
  const voiceOf = (text: string) => (voice.voiceId === '' ? voiceFor(text) : voice.voiceId);
  const { speech, stretches } = readLine(line, voices, { readingsOf, voiceOf });
  if (!isSayable(speech) && speech.events.length === 0) return null;
  const own = { ...voice, voiceId: voiceOf(speech.text) };
  const cuts = new Set([0, ...stretches.flatMap(({ textStart, textEnd }) => [textStart, textEnd]).filter((at) => at > 0 && at < speech.text.length)]);
  const starts = [...cuts].sort((left, right) => left - right);
  const parts = starts.map((start, index): LinePart => {
    const named = stretches.find(({ textStart, textEnd }) => textStart <= start && start < textEnd);
    return { speech: starts.length === 1 ? speech : sliceSpeech(speech, start, starts[index + 1] ?? speech.text.length), voice: named === undefined ? own : { ...own, voiceId: named.voiceId } };
  });
  return { parts, clicksPerMinute: hasMetronome && isOnGrid(speech) ? speech.beatsPerMinute : null };
}

/** Two orders have one key exactly when the same sound answers both. */
export function renderKey({ parts, clicksPerMinute }: LineOrder, packRevision: string): string {
  const asked = parts.map(({ speech, voice }) => {
    const { beatsPerMinute, ...rest } = speech;
    const usesBeats = speech.melody.length > 0 || isOnGrid(speech);
    return sorted({ ...rest, beatsPerMinute: usesBeats ? beatsPerMinute : null, voice });
  });
  return hashText(JSON.stringify([asked, clicksPerMinute, packRevision]));
}

/**
 * Plans scripts as they are edited: lines that are the same object as before, said by the same voice in the same way, are not read again.
 *
 * Holds keys and no speech, so that a book costs little.
 */
export class ScriptPlanner {
  #known = new WeakMap<Line, { saidBy: string; /** Null where the line names none of them. */ voices: RenderSettings['voices'] | null; key: string | null }>();
  readonly #names = new WeakMap<VoiceChoice | SpeakerWay, string>();
  #settings: RenderSettings | null = null;

  /** All lines that have something to say, in order. The same line twice has one key. */
  plan(script: Script, settings: RenderSettings): PlannedLine[] {
    if (!this.#settings || !areAlike(this.#settings, settings)) this.#known = new WeakMap();
    this.#settings = settings;
    return script.chapters.flatMap((chapter) => chapter.lines.flatMap((line): PlannedLine[] => {
      const key = this.#keyOf(line, voiceOfLine(script, line, settings.voice), wayOfSpeaker(script, line.speaker), settings);
      return key === null ? [] : [{ lineId: line.id, chapterId: chapter.id, key, units: line.source.length }];
    }));
  }

  #keyOf(line: Line, voice: VoiceChoice, way: SpeakerWay, settings: RenderSettings): string | null {
    const saidBy = `${this.#nameOf(voice)} ${this.#nameOf(way)}`;
    const known = this.#known.get(line);
    if (known?.saidBy === saidBy && (known.voices === null || known.voices === settings.voices)) return known.key;
    const order = orderLine(speakLine(line, way), voice, settings);
    const key = order === null ? null : renderKey(order, settings.packRevision);
    this.#known.set(line, { saidBy, voices: /<voice|contour/i.test(line.source) ? settings.voices : null, key });
    return key;
  }

  #nameOf(part: VoiceChoice | SpeakerWay): string {
    const name = this.#names.get(part) ?? JSON.stringify(sorted(part));
    this.#names.set(part, name);
    return name;
  }
}

function areAlike(left: RenderSettings, right: RenderSettings): boolean {
  return left.hasMetronome === right.hasMetronome && left.packRevision === right.packRevision && left.readingsOf === right.readingsOf;
}

function isOnGrid({ spans }: SpeechText): boolean {
  return spans.some(({ controls }) => GRID_STYLES.has(controls.style));
}

/** A value with its fields in one order, so that two that are equal are written alike. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)).map(([name, field]) => [name, sorted(field)]);
}
