import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEUTRAL_SPEECH, PLAIN_SHAPE } from '../protocol/speech';
import { mergeControls } from './controls';
import { BUILTIN_PRESETS, type SpeechPreset } from './presets';
import { createProject, DEFAULT_MUSIC, type Project } from './project';
import { MAX_MUSIC_BYTES, readPresets, readProject, readProjectFile, writePresets, writeProject, writeProjectFile } from './project-file';
import { createLine, EMPTY_SCRIPT, NO_CHANGES, scriptLines, speakLine, wayOfSpeaker } from './script/script';
import { arbitraryControls } from './test-helpers/arbitrary-controls';
import { arbitraryScript, arbitraryVoice, findScriptFaults } from './test-helpers/arbitrary-script';

const VOICE = { voiceId: 'eva', shape: PLAIN_SHAPE };
const EMPTY = createProject('p', EMPTY_SCRIPT, VOICE, 5);
const preset: fc.Arbitrary<SpeechPreset> = fc.record({ id: fc.uuid(), name: fc.string(), controls: arbitraryControls });
const arbitraryProject: fc.Arbitrary<Project> = fc.record({
  id: fc.uuid(), createdAtMs: fc.nat(), updatedAtMs: fc.nat(), script: arbitraryScript, voice: arbitraryVoice,
  music: fc.constantFrom(null, { fileName: 'a.mp3', ...DEFAULT_MUSIC }), loudnessLufs: fc.constantFrom(null, -16, -23), hasMetronome: fc.boolean(),
});
const change = (changes: object) => JSON.stringify({ ...JSON.parse(writeProject(EMPTY)), ...changes });

describe('a project as a file', () => {
  it('comes back as it was', () => {
    fc.assert(fc.property(arbitraryProject, (project) => { expect(readProject(writeProject(project), 'a.json')).toEqual(project); }));
  });
  it('with its music comes back as it was, byte by byte, and is a project without it too', () => {
    const music = fc.option(fc.record({ type: fc.constantFrom('', 'audio/mpeg', 'audio/wav; x="y"'), bytes: fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.slice()) }), { nil: null });
    fc.assert(fc.property(arbitraryProject, music, (project, recording) => {
      const file = writeProjectFile(project, recording);
      expect(readProjectFile(file, 'a.json')).toEqual({ project, music: recording });
      expect(readProject(file, 'a.json')).toEqual(project);
    }));
    // More than what is turned into letters in one go.
    const long = { type: 'audio/ogg', bytes: Uint8Array.from({ length: 100_003 }, (_, n) => (n * 31) % 251) };
    expect(readProjectFile(writeProjectFile(EMPTY, long), 'a.json').music).toEqual(long);
  });
  it('leaves music out that is too large, and says so of music that is not as it was written, and reads the rest', () => {
    expect(readProjectFile(writeProjectFile(EMPTY, { type: '', bytes: new Uint8Array(MAX_MUSIC_BYTES + 1) }), 'a.json')).toEqual({ project: EMPTY, music: null });
    const file = writeProjectFile(EMPTY, { type: 'audio/ogg', bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) });
    const { recording } = JSON.parse(file);
    fc.assert(fc.property(fc.nat(recording.base64.length - 1), fc.constantFrom('', 'A', '=', '%', 'ß', '\n'), (at, letter) => {
      const base64 = recording.base64.slice(0, at) + letter + recording.base64.slice(at + 1);
      fc.pre(base64 !== recording.base64);
      expect(readProjectFile(JSON.stringify({ ...JSON.parse(file), recording: { ...recording, base64 } }), 'a.json')).toEqual({ project: EMPTY, music: 'damaged' });
    }));
    for (const broken of [7, null, {}, { ...recording, type: 3 }, { base64: '%' }]) expect(readProjectFile(JSON.stringify({ ...JSON.parse(file), recording: broken }), 'a.json')).toEqual({ project: EMPTY, music: 'damaged' });
  });
  it('costs little more than its text where nothing was changed', () => {
    const lines = Array.from({ length: 1000 }, (_, index) => createLine(`l${index}`, 'A line of some thirty letters.'));
    const file = writeProject({ ...EMPTY, script: { ...EMPTY_SCRIPT, chapters: [{ id: 'c', title: '', lines }] } });
    expect(file.length / 1000).toBeLessThan(80);
    expect(scriptLines(readProject(file, 'a.json').script).every(({ controls }) => controls === NO_CHANGES)).toBe(true);
  });
  it.each([
    ['{"format":', 'not-a-project', 'is not whole JSON'],
    ['[]', 'not-a-project', 'something else'],
    [writePresets(BUILTIN_PRESETS), 'not-a-project', 'a list of Studio presets, not a Studio project'],
    [change({ version: 3 }), 'newer-version', 'Reload the page'],
    [change({ updatedAtMs: 'now' }), 'not-a-project', 'is damaged'],
    [change({ script: { title: '', speakers: [], chapters: [] } }), 'not-a-project', 'is damaged'],
  ])('%s is refused with the reason', (text, code, words) => {
    expect(() => readProject(text, 'a.json')).toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) }));
  });
  it('of the version before says every line as it did', () => {
    const { script } = readProject(change({ version: 1, script: { title: '', speakers: [{ name: 'Ann', voice: null }], chapters: [{ id: 'c', title: '', lines: [{ id: 'l', source: 'x', speaker: 'Ann', controls: { energyDb: 2, emotions: { sad: 1 } } }] }] } }), 'a.json');
    const [line] = scriptLines(script);
    expect(speakLine(line!, wayOfSpeaker(script, 'Ann')).controls).toEqual(mergeControls(NEUTRAL_SPEECH, { energyDb: 2, emotions: { sad: 1 } }));
  });
  it('that a hand has spoiled is made whole: ids twice, a speaker nobody knows', () => {
    const line = { id: 'l', source: 'x', speaker: 'Zoe' };
    const { script } = readProject(change({ script: { title: '', speakers: [], chapters: [{ id: 'c', title: '', lines: [line, line] }, { id: 'c', title: '', lines: [] }] } }), 'a.json');
    expect(findScriptFaults(script)).toEqual([]);
    expect(scriptLines(script).map(({ id }) => id)).toEqual(['l', 'l.2']);
  });
  it('the presets alone come back too', () => {
    fc.assert(fc.property(fc.array(preset), (presets) => { expect(readPresets(writePresets(presets), 'p.json')).toEqual(presets); }));
    expect(readPresets(writePresets(BUILTIN_PRESETS), 'p.json')).toEqual(BUILTIN_PRESETS);
  });
});
