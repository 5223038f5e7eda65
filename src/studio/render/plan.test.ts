import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEUTRAL_SPEECH, PLAIN_SHAPE } from '../../protocol/speech';
import { DEFAULT_SUBTITLE_RULES } from '../../transcripts/subtitles/rules';
import { layoutSubtitles } from '../../transcripts/subtitles/layout';
import { toSrt } from '../../transcripts/exports/srt';
import { mergeControls } from '../controls';
import { applyScriptEdit } from '../script/edit';
import { createLine, PLAIN_WAY, scriptLines, speakLine, type Script } from '../script/script';
import { arbitraryScript } from '../test-helpers/arbitrary-script';
import { chapterComments, chapterJson, chapterList, scriptToTranscript } from './captions';
import { orderLine, ScriptPlanner, type RenderSettings } from './plan';
import { placeScript } from './timeline';

const VOICES = [{ id: 'eva', name: 'Eva' }, { id: 'li', name: '丽' }];
const SETTINGS: RenderSettings = { voice: { voiceId: 'eva', shape: PLAIN_SHAPE }, packRevision: '1', hasMetronome: false, voices: VOICES, voiceFor: (text) => (/\p{scx=Han}/u.test(text) ? 'li' : 'eva') };
const SCRIPT: Script = {
  title: 'Tale', speakers: [{ name: 'Ann', voice: null }],
  chapters: [
    { id: 'c1', title: 'One', lines: [createLine('l1', '(happy)Hello there.', { speaker: 'Ann', pauseAfterMs: 500 }), createLine('l2', '---'), createLine('l3', 'Bye.', { pauseAfterMs: 1000 })] },
    { id: 'c2', title: '', lines: [createLine('l4', 'Hello there.', { controls: mergeControls(NEUTRAL_SPEECH, { emotions: { happy: 1 } }) })] },
  ],
};
const plan = (script: Script, settings = SETTINGS) => new ScriptPlanner().plan(script, settings);
const keys = (script: Script, settings = SETTINGS) => plan(script, settings).map(({ key }) => key);

describe('what has to be rendered', () => {
  it('is every line with something to say, and the same way of saying the same words once', () => {
    const lines = plan(SCRIPT);
    expect(lines.map(({ lineId, chapterId }) => `${chapterId} ${lineId}`)).toEqual(['c1 l1', 'c1 l3', 'c2 l4']);
    expect(lines[0]?.key).toBe(lines[2]?.key);
    expect(lines[1]?.key).not.toBe(lines[0]?.key);
  });
  it('is only the line that changed, and not one whose pause, tempo without a beat, or place changed', () => {
    const [first, , third] = keys(SCRIPT);
    expect(keys(applyScriptEdit(SCRIPT, { type: 'source.set', lineId: 'l3', source: 'Bye!' }))).toEqual([first, expect.not.stringMatching(keys(SCRIPT)[1] ?? ''), third]);
    expect(keys(applyScriptEdit(SCRIPT, { type: 'line.set', lineIds: ['l1'], changes: { pauseAfterMs: 1, beatsPerMinute: 120 } }))).toEqual(keys(SCRIPT));
    expect(keys(applyScriptEdit(SCRIPT, { type: 'line.move', lineId: 'l4', chapterId: 'c1', index: 0 }))).toEqual([third, ...keys(SCRIPT).slice(0, 2)]);
  });
  it('is everything when the voice or the pack changed, and a rap when its tempo did', () => {
    for (const changed of [{ ...SETTINGS, packRevision: '2' }, { ...SETTINGS, voice: { voiceId: 'li', shape: PLAIN_SHAPE } }, { ...SETTINGS, voice: { voiceId: 'eva', shape: { ...PLAIN_SHAPE, age: 1 } } }]) {
      expect(keys(SCRIPT, changed).filter((key) => keys(SCRIPT).includes(key))).toEqual([]);
    }
    const rap = applyScriptEdit(SCRIPT, { type: 'source.set', lineId: 'l3', source: '(rap)Bye.' });
    expect(keys(applyScriptEdit(rap, { type: 'line.set', lineIds: ['l3'], changes: { beatsPerMinute: 120 } }))[1]).not.toBe(keys(rap)[1]);
  });
  it('is every line of somebody who speaks otherwise, but for those that say so themselves, and of nobody else', () => {
    const before = keys(SCRIPT);
    const old = applyScriptEdit(SCRIPT, { type: 'speaker.way', name: 'Ann', way: { controls: mergeControls(NEUTRAL_SPEECH, { speakingRate: 0.8, pitchSemitones: -2 }) } });
    expect(keys(old).map((key, index) => key === before[index])).toEqual([false, true, true]);
    const own = applyScriptEdit(old, { type: 'line.set', lineIds: ['l1'], changes: { controls: { speakingRate: 1, pitchSemitones: 0 } } });
    expect(keys(own)).toEqual(before);
    const partly = applyScriptEdit(old, { type: 'line.set', lineIds: ['l1'], changes: { controls: { speakingRate: 1 } } });
    const { controls } = orderLine(speakLine(scriptLines(partly)[0]!, partly.speakers[0]!.way!), SETTINGS.voice, SETTINGS)!.parts[0]!.speech.spans[0]!;
    expect([controls.speakingRate, controls.pitchSemitones, controls.emotions.happy]).toEqual([1, -2, 1]);
    expect(keys(applyScriptEdit(SCRIPT, { type: 'speaker.way', name: null, way: { dialect: 'british' } })).map((key, index) => key === before[index])).toEqual([true, false, false]);
  });
  it('is a rap when the metronome is set, and nothing else', () => {
    const rap = applyScriptEdit(SCRIPT, { type: 'source.set', lineId: 'l3', source: '(rap)Bye.' });
    const clicking = keys(rap, { ...SETTINGS, hasMetronome: true });
    expect(clicking.map((key, index) => key === keys(rap)[index])).toEqual([true, false, true]);
  });
  it('names the voice that was chosen for the language where none was chosen, and cuts a line where another voice speaks', () => {
    const open = { voiceId: '', shape: PLAIN_SHAPE };
    const voicesOf = (source: string) => orderLine(speakLine(createLine('l', source), PLAIN_WAY), open, SETTINGS)?.parts.map(({ speech, voice }) => [voice.voiceId, speech.text]);
    expect(voicesOf('你好')).toEqual([['li', '你好']]);
    expect(voicesOf('Well <voice name="丽">never</voice> mind.')).toEqual([['eva', 'Well '], ['li', 'never'], ['eva', ' mind.']]);
    expect(voicesOf('[pause 1s]')).toHaveLength(1);
    expect(voicesOf('---')).toBeUndefined();
  });
  it('planned edit by edit is the same as planned afresh', () => {
    fc.assert(fc.property(arbitraryScript, fc.array(fc.tuple(fc.nat(20), fc.constantFrom('Hello.', '(sad)Hello.', '你好', '---', ''))), (script, edits) => {
      const planner = new ScriptPlanner();
      let edited = script;
      for (const [at, source] of edits) {
        const lines = scriptLines(edited);
        const line = lines[at % Math.max(1, lines.length)];
        if (line !== undefined) edited = applyScriptEdit(edited, { type: 'source.set', lineId: line.id, source });
        edited = applyScriptEdit(edited, { type: 'speaker.voice', name: 'Ann', voice: at % 3 === 0 ? null : { voiceId: at % 2 === 0 ? 'li' : 'eva', shape: PLAIN_SHAPE } });
        expect(planner.plan(edited, SETTINGS)).toEqual(plan(edited));
      }
    }), { numRuns: 40 });
  });
  it('reads again only the lines of whom a slider changes, and none where nothing changed', () => {
    let readCount = 0;
    const counting: RenderSettings = { ...SETTINGS, voice: { voiceId: '', shape: PLAIN_SHAPE }, voiceFor: (text) => { readCount += 1; return SETTINGS.voiceFor(text); } };
    const readIn = (script: Script): number => {
      readCount = 0;
      planner.plan(script, counting);
      return readCount;
    };
    const planner = new ScriptPlanner();
    const book: Script = { title: '', speakers: [{ name: 'Ann', voice: null }], chapters: [{ id: 'c', title: '', lines: Array.from({ length: 400 }, (_, n) => createLine(`l${n}`, `Line number ${n}.`, { speaker: n % 4 === 0 ? 'Ann' : null })) }] };
    expect(readIn(book)).toBe(400);
    expect(readIn({ ...book, title: 'Tale' })).toBe(0);
    const slow = applyScriptEdit(book, { type: 'speaker.way', name: 'Ann', way: { controls: mergeControls(NEUTRAL_SPEECH, { speakingRate: 0.8 }) } });
    expect(readIn(slow)).toBe(100);
    expect(readIn(applyScriptEdit(slow, { type: 'source.set', lineId: 'l7', source: 'Another line.' }))).toBe(1);
  });
  it('has the same keys for an equal script, however it was made', () => {
    fc.assert(fc.property(arbitraryScript, (script) => { expect(keys(structuredClone(script))).toEqual(keys(script)); }));
  });
});

describe('the timeline', () => {
  it('has lines one after the other with their pauses, and leaves out what is not made', () => {
    const chapters = placeScript(SCRIPT, (lineId) => ({ l1: 1000, l3: 2000, l4: 500 })[lineId] ?? null);
    expect(chapters).toMatchObject([
      { startMs: 0, endMs: 4500, lines: [{ lineId: 'l1', startMs: 0, endMs: 1000 }, { lineId: 'l3', startMs: 1500, endMs: 3500 }] },
      { startMs: 4500, endMs: 5300, lines: [{ lineId: 'l4', startMs: 4500, endMs: 5000 }] },
    ]);
    expect(chapterList(chapters)).toBe('00:00:00 One\n00:00:04 Chapter 2');
    expect(chapterComments(chapters)).toEqual({ CHAPTER001: '00:00:00.000', CHAPTER001NAME: 'One', CHAPTER002: '00:00:04.500', CHAPTER002NAME: 'Chapter 2' });
    expect(JSON.parse(chapterJson('Tale', chapters))).toMatchObject({ version: '1.2.0', chapters: [{ startTime: 0, title: 'One' }, { startTime: 4.5, title: 'Chapter 2' }] });
  });
  it('never overlaps and is as long as its lines and pauses', () => {
    fc.assert(fc.property(arbitraryScript, fc.nat(3000), (script, lengthMs) => {
      const chapters = placeScript(script, () => lengthMs);
      const places = chapters.flatMap(({ lines }) => lines);
      places.forEach((place, index) => { expect(place.startMs).toBeGreaterThanOrEqual(places[index - 1]?.endMs ?? 0); });
      expect(chapters.at(-1)?.endMs).toBe(scriptLines(script).reduce((sum, { pauseAfterMs }) => sum + lengthMs + pauseAfterMs, 0));
    }));
  });
  it('becomes subtitles without a tag in them', () => {
    const chapters = placeScript(SCRIPT, (lineId) => (lineId === 'l2' ? null : 1000));
    const srt = toSrt(layoutSubtitles(scriptToTranscript(SCRIPT, chapters, (id) => (id === 'l3' ? [{ text: 'Bye.', startMs: 100, endMs: 700 }] : null), 0), DEFAULT_SUBTITLE_RULES, { languages: 'original', isPrefixed: true }));
    expect(srt).toContain('Ann: Hello there.');
    expect(srt).toContain('00:00:01,600 --> ');
    expect(srt).not.toContain('---');
    expect(srt).not.toContain('(happy)');
  });
});
