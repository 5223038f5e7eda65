import { expect, it } from 'vitest';
import type { Conversation } from './conversation';
import { exportName, toJson, toMarkdown } from './export-conversation';

const base = { turnId: 't', atMs: 0 };
const conversation: Conversation = {
  id: 'c',
  startedAtMs: Date.UTC(2026, 10, 22, 8, 5),
  entries: [
    { ...base, kind: 'human', id: '1', via: 'voice', text: 'what *is* it', language: 'en', voiceHint: '' },
    { ...base, kind: 'tool', id: '2', name: 'look_up', argumentsJson: '{"query":"it"}', status: 'done', resultJson: '{"title":"It"}', source: { title: 'Wikipedia', url: 'https://en.wikipedia.org/wiki/It' } },
    { ...base, kind: 'assistant', id: '3', text: 'It is a word.', heardLength: 5, isOpen: false, isInterrupted: true, quote: null },
    { ...base, kind: 'assistant', id: '4', text: 'It.', heardLength: 3, isOpen: false, isInterrupted: false, quote: { title: 'Wikipedia', url: 'https://en.wikipedia.org/wiki/It' } },
    { ...base, kind: 'fault', id: '5', code: 'internal' },
  ],
};

it('writes Markdown with what was not heard struck through, sources linked and markup escaped', () => {
  expect(toMarkdown(conversation)).toBe(`# Conversation of 2026-11-22 08:05 UTC

**You:** what \\*is\\* it

\`look_up {"query":"it"}\` → \`{"title":"It"}\` ([Wikipedia](https://en.wikipedia.org/wiki/It))

**Sotto:** It is ~~a word.~~

> It.
>
> [Wikipedia](https://en.wikipedia.org/wiki/It)

*No reply (internal).*
`);
});

it('writes JSON that holds every entry with its time', () => {
  const parsed = JSON.parse(toJson(conversation));
  expect(parsed).toMatchObject({ format: 'sotto-conversation', version: 1, startedAt: '2026-11-22T08:05:00.000Z' });
  expect(parsed.entries).toHaveLength(5);
  expect(parsed.entries[2]).toMatchObject({ at: '1970-01-01T00:00:00.000Z', text: 'It is a word.', heardLength: 5 });
  expect(exportName(conversation.startedAtMs, 'md')).toBe('sotto-2026-11-22-08-05.md');
});
