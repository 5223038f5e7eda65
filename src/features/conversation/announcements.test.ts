import { describe, expect, it } from 'vitest';
import type { Entry } from '../../session/conversation';
import { newAnnouncements, type AnnouncementMemory } from './announcements';

const human = (id: string, text: string): Entry => ({ kind: 'human', id, turnId: 't', atMs: 0, via: 'voice', text, language: 'en', voiceHint: '' });
const reply = (id: string, text: string, isOpen: boolean): Entry => ({ kind: 'assistant', id, turnId: 't', atMs: 0, text, heardLength: 0, isOpen, isInterrupted: false, quote: null });
const opened = (): AnnouncementMemory => {
  const memory: AnnouncementMemory = { conversationId: null, announcedIds: new Set() };
  newAnnouncements(memory, 'c', []);
  return memory;
};

describe('announcements', () => {
  it('a reply is announced once, when it is complete', () => {
    const memory = opened();
    expect(newAnnouncements(memory, 'c', [human('1', 'hello'), reply('2', 'Hi', true)])).toEqual(['You said: hello']);
    expect(newAnnouncements(memory, 'c', [human('1', 'hello'), reply('2', 'Hi there.', true)])).toEqual([]);
    expect(newAnnouncements(memory, 'c', [human('1', 'hello'), reply('2', 'Hi there.', false)])).toEqual(['Sotto: Hi there.']);
    expect(newAnnouncements(memory, 'c', [human('1', 'hello'), reply('2', 'Hi there.', false)])).toEqual([]);
  });
  it('a conversation that is opened again is not read out', () => {
    const memory = opened();
    expect(newAnnouncements(memory, 'old', [human('a', 'one'), reply('b', 'Two.', false)])).toEqual([]);
    expect(newAnnouncements(memory, 'old', [human('a', 'one'), reply('b', 'Two.', false), human('c', 'three')])).toEqual(['You said: three']);
  });
});
