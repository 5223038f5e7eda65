import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEUTRAL_SPEECH, PLAIN_SHAPE } from '../../protocol/speech';
import { DEFAULT_SUBTITLE_RULES } from '../../transcripts/subtitles/rules';
import { layoutSubtitles } from '../../transcripts/subtitles/layout';
import { toSrt } from '../../transcripts/exports/srt';
import { mergeControls } from '../controls';
import { applyScriptEdit } from '../script/edit';
import { createLine, scriptLines, type Script } from '../script/script';
import { arbitraryScript } from '../test-helpers/arbitrary-script';
import { chapterList, chapterMetadata, scriptToTranscript } from './captions';
import { linesToRender, planRender } from './plan';
import { placeScript } from './timeline';

const SETTINGS = { voice: { voiceId: 'eva', shape: PLAIN_SHAPE }, packRevision: '1' };
const SCRIPT: Script = {
  title: 'Tale', speakers: [{ name: 'Ann', voice: null }],
  chapters: [
    { id: 'c1', title: 'One', lines: [createLine('l1', '(happy)Hello there.', { speaker: 'Ann', pauseAfterMs: 500 }), createLine('l2', '---'), createLine('l3', 'Bye.', { pauseAfterMs: 1000 })] },
    { id: 'c2', title: '', lines: [createLine('l4', 'Hello there.', { controls: mergeControls(NEUTRAL_SPEECH, { emotions: { happy: 1 } }) })] },
  ],
};
const keys = (script: Script, settings = SETTINGS) => planRender(script, settings).map(({ key }) => key);

describe('what has to be rendered', () => {
  it('is every line with something to say, and the same way of saying the same words once', () => {
    const plan = planRender(SCRIPT, SETTINGS);
    expect(plan.map(({ lineId }) => lineId)).toEqual(['l1', 'l3', 'l4']);
    expect(plan[0]?.key).toBe(plan[2]?.key);
    expect(linesToRender(plan, new Set()).map(({ lineId }) => lineId)).toEqual(['l1', 'l3']);
    expect(linesToRender(plan, new Set([plan[0]?.key ?? '']))).toMatchObject([{ lineId: 'l3' }]);
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
    expect(chapterMetadata('A=B', chapters)).toContain('title=A\\=B\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=4500\ntitle=One');
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
