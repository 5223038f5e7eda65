import { describe, expect, it } from 'vitest';
import { PLAIN_SHAPE } from '../../protocol/speech';
import { castVoices, freeVoice, type CastVoice } from './cast-voices';
import { createLine, type Script } from './script';

const VOICES: readonly CastVoice[] = [{ id: 'sally', name: 'Sally', language: 'en' }, { id: 'robert', name: 'Robert', language: 'en' }, { id: 'yu', name: '雨', language: 'zh' }, { id: 'mine', name: 'Mine', language: 'en', isOwn: true }];

const scriptOf = (lines: readonly [string | null, string][]): Script => ({
  title: '', chapters: [{ id: 'c', title: '', lines: lines.map(([speaker, source], index) => createLine(`l${index}`, source, { speaker })) }],
  speakers: [...new Set(lines.flatMap(([speaker]) => speaker ?? []))].map((name) => ({ name, voice: null })),
});
const cast = (lines: readonly [string | null, string][], voices = VOICES) => castVoices(scriptOf(lines), voices).speakers.map(({ name, voice }) => `${name} ${voice?.voiceId ?? '-'}`);

describe('casting', () => {
  it('two who talk have two voices, of the language each mostly speaks, and never one that a person made', () => {
    expect(cast([['Ann', 'Hello.'], ['Bob', 'Hello.'], ['小雨', '你好。']])).toEqual(['Ann sally', 'Bob robert', '小雨 yu']);
  });
  it('the narrator keeps the first voice', () => {
    expect(cast([[null, 'It rained.'], ['Ann', 'Hello.']])).toEqual(['Ann robert']);
  });
  it('who is called like a voice has it, and nobody else', () => {
    expect(cast([['Ann', 'Hello.'], ['sally', 'Hello.']])).toEqual(['Ann robert', 'sally sally']);
    expect(cast([[null, 'It rained.'], ['Robert', 'Hello.']])).toEqual(['Robert robert']);
  });
  it('those who share a voice are shaped differently', () => {
    const { speakers } = castVoices(scriptOf(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => [name, 'Hello.'])), VOICES);
    const choices = speakers.map(({ voice }) => JSON.stringify(voice));
    expect(new Set(choices).size).toBe(6);
    expect(speakers[0]?.voice?.shape).toEqual(PLAIN_SHAPE);
  });
  it('somebody new gets a voice that nobody has, while there is one', () => {
    const script = castVoices(scriptOf([['Ann', 'Hello.']]), VOICES);
    expect(freeVoice(script, 'Hello.', VOICES)?.voiceId).toBe('robert');
    expect(freeVoice(castVoices(scriptOf([['Ann', 'Hello.'], [null, 'It rained.']]), VOICES), 'Hello.', VOICES)).toBeNull();
  });
  it('who has a voice keeps it, and where no voice fits nothing changes', () => {
    const chosen: Script = { ...scriptOf([['Ann', 'Hello.']]), speakers: [{ name: 'Ann', voice: { voiceId: 'x', shape: PLAIN_SHAPE } }] };
    expect(castVoices(chosen, VOICES)).toBe(chosen);
    const script = scriptOf([['Ann', 'Hello.']]);
    expect(castVoices(script, [])).toBe(script);
  });
});
