import type { SpeechText, VoiceChoice } from '../../protocol/speech';
import { hashText } from '../../lib/hash-text';
import { parseMarkup, type MarkupOptions } from '../markup/parse-markup';
import { parseMelody } from '../melody';
import { voiceOfLine, type Line, type Script } from '../script/script';

/** A line as it is asked of the vocoder, and the name under which its sound is kept. */
export type LineRender = { lineId: string; chapterId: string; speech: SpeechText; voice: VoiceChoice; key: string };

export type RenderSettings = {
  voice: VoiceChoice;
  /** Changes whenever the pack, or the code that makes sound of it, would make another. */
  packRevision: string;
  readingsOf?: MarkupOptions['readingsOf'];
};

/** What the vocoder is asked for a line: its markup, its drawn contour, its melody. */
export function lineToSpeech(line: Line, options: Pick<MarkupOptions, 'voiceIds' | 'readingsOf'> = {}): SpeechText {
  const { speech } = parseMarkup(line.source, { ...options, controls: line.controls, dialect: line.dialect });
  return {
    ...speech,
    pitchPoints: line.pitchPoints,
    melody: parseMelody(line.melodySource).melody,
    beatsPerMinute: /\((?:bpm|tempo|节拍)/iu.test(line.source) ? speech.beatsPerMinute : line.beatsPerMinute,
  };
}

/** Two asks have one key exactly when the same sound answers both. */
export function renderKey(speech: SpeechText, voice: VoiceChoice, packRevision: string): string {
  const { text, spans, events, pronunciations, pitchPoints, melody, beatsPerMinute } = speech;
  const usesBeats = melody.length > 0 || spans.some(({ controls }) => controls.style === 'rap' || controls.style === 'sing' || controls.style === 'hum');
  return hashText(JSON.stringify([text, spans.map(sorted), events.map(sorted), pronunciations.map(sorted), pitchPoints.map(sorted), melody.map(sorted), usesBeats ? beatsPerMinute : null, voice.voiceId, sorted(voice.shape), packRevision]));
}

/** All lines that have something to say, in order. The same line twice has one key. */
export function planRender(script: Script, { voice, packRevision, readingsOf }: RenderSettings): LineRender[] {
  return script.chapters.flatMap(({ id, lines }) => lines.flatMap((line): LineRender[] => {
    const speech = lineToSpeech(line, { readingsOf });
    if (speech.events.length === 0 && !/[\p{L}\p{N}]/u.test(speech.text)) return [];
    const chosen = voiceOfLine(script, line, voice);
    return [{ lineId: line.id, chapterId: id, speech, voice: chosen, key: renderKey(speech, chosen, packRevision) }];
  }));
}

/** What of a plan is not made yet; each key once. */
export function linesToRender(plan: readonly LineRender[], made: ReadonlySet<string>): LineRender[] {
  const asked = new Set(made);
  return plan.filter(({ key }) => !asked.has(key) && asked.add(key));
}

/** A value with its fields in one order, so that two that are equal are written alike. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)).map(([name, field]) => [name, sorted(field)]);
}
