import fc from 'fast-check';
import { DIALECTS, PLAIN_SHAPE, type VoiceChoice } from '../../protocol/speech';
import type { ControlChanges } from '../controls';
import { createLine, NO_CHANGES, scriptLines, type Line, type Script, type SpeakerWay } from '../script/script';
import { arbitraryControls } from './arbitrary-controls';

export const arbitraryVoice: fc.Arbitrary<VoiceChoice> = fc.record({ voiceId: fc.constantFrom('eva', 'li'), shape: fc.constantFrom(PLAIN_SHAPE, { ...PLAIN_SHAPE, age: -0.5 }) });
const SOURCES = ['', 'Hello there.', '(sad)Oh no. (fast)Really?', '你好，世界。', 'One [pause 1s] two *three*.', '<prosody rate="slow">x</prosody>', '{read|r eh1 d}'];

/** What a line does not share with its speaker. */
const arbitraryChanges: fc.Arbitrary<ControlChanges> = fc.oneof(
  fc.constant(NO_CHANGES), arbitraryControls, fc.constantFrom({ speakingRate: 1 }, { energyDb: 0, emotions: { sad: 0 } }, { style: 'plain' as const }, { emotions: { happy: 0.5, calm: 1 } }),
);
const arbitraryWay: fc.Arbitrary<SpeakerWay> = fc.record({ controls: arbitraryControls, dialect: fc.constantFrom(null, ...DIALECTS) });

const arbitraryLine = (speakers: readonly string[]): fc.Arbitrary<Omit<Line, 'id'>> => fc.record({
  speaker: fc.constantFrom(null, ...speakers),
  source: fc.oneof(fc.constantFrom(...SOURCES), fc.string()),
  controls: arbitraryChanges,
  dialect: fc.constantFrom(null, ...DIALECTS),
  voice: fc.option(arbitraryVoice),
  pauseAfterMs: fc.nat(5000),
  pitchPoints: fc.constantFrom([], [{ at: 0, semitones: 2 }, { at: 3, semitones: -1.5 }]),
  melodySource: fc.constantFrom('', 'C4 D4:2'),
  beatsPerMinute: fc.integer({ min: 40, max: 200 }),
});

/** Scripts of up to three chapters with two speakers; ids are `l1`, `l2` … and `c1`, `c2` … */
export const arbitraryScript: fc.Arbitrary<Script> = fc.record({
  title: fc.string(),
  speakers: fc.uniqueArray(fc.constantFrom('Ann', 'Bob'), { minLength: 1 }),
  voices: fc.array(fc.option(arbitraryVoice), { minLength: 2, maxLength: 2 }),
  ways: fc.array(fc.option(arbitraryWay, { nil: undefined }), { minLength: 3, maxLength: 3 }),
}).chain(({ title, speakers, voices, ways: [narratorWay, ...ways] }) => fc.array(fc.record({ title: fc.string(), lines: fc.array(arbitraryLine(speakers), { maxLength: 5 }) }), { minLength: 1, maxLength: 3 }).map((chapters): Script => {
  let count = 0;
  return {
    title,
    speakers: speakers.map((name, index) => ({ name, voice: voices[index] ?? null, way: ways[index] })),
    narratorWay,
    chapters: chapters.map((chapter, index) => ({ id: `c${index + 1}`, title: chapter.title, lines: chapter.lines.map((line) => createLine(`l${++count}`, line.source, line)) })),
  };
}));

/** What a script promises and does not keep; empty when all is well. */
export function findScriptFaults(script: Script): string[] {
  const lines = scriptLines(script);
  const names = script.speakers.map(({ name }) => name);
  return [
    ...(new Set(lines.map(({ id }) => id)).size === lines.length ? [] : ['two lines have one id']),
    ...(new Set(script.chapters.map(({ id }) => id)).size === script.chapters.length ? [] : ['two chapters have one id']),
    ...(new Set(names).size === names.length ? [] : ['two speakers have one name']),
    ...(script.chapters.length > 0 ? [] : ['no chapter']),
    ...lines.filter(({ speaker }) => speaker !== null && !names.includes(speaker)).map(({ id }) => `${id} has a speaker nobody knows`),
  ];
}
