import { expect, it } from 'vitest';
import { PLAIN_SHAPE, type SpeechLanguage } from '../protocol/speech';
import { findMissingVoices, spokenLanguage, standInNames } from './missing-voices';
import { createProject, type Project } from './project';
import { createLine, type Line, type ScriptSpeaker } from './script/script';

const VOICES: { id: string; name: string; language: SpeechLanguage; pitchHz: number; isOwn?: true }[] = [
  { id: 'low', name: 'Low', language: 'en', pitchHz: 100 }, { id: 'high', name: 'High', language: 'en', pitchHz: 200 },
  { id: 'zh-high', name: '高', language: 'zh', pitchHz: 240 }, { id: 'zh-low', name: '低', language: 'zh', pitchHz: 120 },
  { id: 'clone-1', name: 'Windy', language: 'en', pitchHz: 150, isOwn: true },
];
const voice = (voiceId: string) => ({ voiceId, shape: PLAIN_SHAPE });
const line = (id: string, speaker: string | null, source: string, changes: Partial<Line> = {}): Line => createLine(id, source, { speaker, ...changes });
const project = (speakers: ScriptSpeaker[], lines: Line[], narratorId = ''): Project => createProject('p', { title: '', speakers, chapters: [{ id: 'c', title: '', lines }] }, voice(narratorId), 0);

it('a made voice that is not here is left to the first voice of the pack, and to the nearest to it in another language', () => {
  expect(standInNames('clone-x', () => ['en'], VOICES)).toEqual(['Low']);
  expect(standInNames('clone-x', () => ['zh'], VOICES)).toEqual(['低']);
  expect(standInNames('clone-x', () => ['en', 'zh'], VOICES)).toEqual(['Low', '低']);
  expect(standInNames('clone-x', () => [], VOICES)).toEqual(['Low']);
  expect(standInNames('clone-x', () => ['ja'], VOICES)).toEqual(['Low']);
});

it('nobody stands in for a voice that is here, for none, before the voices are known, or for one of other models', () => {
  expect(standInNames('clone-1', () => ['en'], VOICES)).toBeNull();
  expect(standInNames('', () => ['en'], VOICES)).toBeNull();
  expect(standInNames('clone-x', () => ['en'], [])).toBeNull();
  expect(standInNames('other-pack', () => ['en'], VOICES)).toEqual([]);
});

it('the language of a text is that of its script, which a dialect only tells apart', () => {
  expect(spokenLanguage('你好', null)).toBe('zh');
  expect(spokenLanguage('你好', 'cantonese')).toBe('yue');
  expect(spokenLanguage('你好', 'british')).toBe('zh');
  expect(spokenLanguage('Hello', 'mandarin')).toBe('en');
  expect(spokenLanguage('こんにちは', null)).toBe('ja');
  expect(spokenLanguage('Привет', null)).toBe('en');
});

it('a project tells whose voices are missing: speakers, the narrator for those who have none, and lines of their own', () => {
  const cast: ScriptSpeaker[] = [{ name: 'Ann', voice: voice('clone-x') }, { name: 'Bob', voice: null }, { name: 'Eve', voice: voice('high') }, { name: 'Mute', voice: voice('clone-z') }];
  const lines = [line('1', 'Ann', 'Hello.'), line('2', 'Bob', 'Hello.'), line('3', 'Eve', 'Hello.'), line('4', 'Eve', '你好。', { voice: voice('clone-y') }), line('5', 'Ann', 'Bye.')];
  expect(findMissingVoices(project(cast, lines), VOICES)).toEqual({ speakers: ['Ann'], lineCount: 1, standIns: ['Low', '低'] });
  expect(findMissingVoices(project(cast, lines, 'clone-n'), VOICES)).toEqual({ speakers: ['Ann', null], lineCount: 1, standIns: ['Low', '低'] });
  expect(findMissingVoices(project(cast, [lines[1]!, lines[2]!]), VOICES)).toBeNull();
  expect(findMissingVoices(project(cast, lines), [])).toBeNull();
});
