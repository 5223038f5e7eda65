import { heardText, unheardText, type Conversation, type Entry } from './conversation';

/** The conversation as Markdown: what was heard, with what was not struck through, and tools with their sources. */
export function toMarkdown(conversation: Conversation): string {
  const title = `# Conversation of ${new Date(conversation.startedAtMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return [title, ...conversation.entries.map(entryToMarkdown)].join('\n\n') + '\n';
}

function entryToMarkdown(entry: Entry): string {
  switch (entry.kind) {
    case 'human':
      return `**You:** ${escapeMarkdown(entry.text)}`;
    case 'assistant': {
      const struck = unheardText(entry).trim();
      const words = [escapeMarkdown(heardText(entry).trim()), struck === '' ? '' : `~~${escapeMarkdown(struck)}~~`].filter((part) => part !== '').join(' ');
      return entry.quote === null ? `**Sotto:** ${words}` : `> ${words}\n>\n> [${escapeMarkdown(entry.quote.title)}](${entry.quote.url})`;
    }
    case 'tool': {
      const source = entry.source === null ? '' : ` ([${escapeMarkdown(entry.source.title)}](${entry.source.url}))`;
      return `\`${entry.name} ${entry.argumentsJson.replaceAll('`', "'")}\` → \`${(entry.resultJson || entry.status).replaceAll('`', "'")}\`${source}`;
    }
    case 'fault':
      return `*No reply (${entry.code}).*`;
  }
}

/** What people said is text, never markup. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_~[\]<>#]/g, '\\$&').replace(/\n/g, ' ');
}

/** The conversation as JSON, with times as ISO 8601. */
export function toJson(conversation: Conversation): string {
  const entries = conversation.entries.map(({ atMs, ...entry }) => ({ at: new Date(atMs).toISOString(), ...entry }));
  return JSON.stringify({ format: 'sotto-conversation', version: 1, id: conversation.id, startedAt: new Date(conversation.startedAtMs).toISOString(), entries }, null, 2);
}

/** A file name that sorts by time. */
export function exportName(startedAtMs: number, extension: string): string {
  return `sotto-${new Date(startedAtMs).toISOString().slice(0, 16).replace(/[T:]/g, '-')}.${extension}`;
}
