import * as v from 'valibot';
import { RecordStore } from './records';

const common = { id: v.string(), turnId: v.string(), atMs: v.number() };
const source = v.nullable(v.object({ title: v.string(), url: v.string() }));

const HUMAN = v.object({
  ...common,
  kind: v.literal('human'),
  via: v.picklist(['voice', 'text']),
  text: v.string(),
  language: v.picklist(['en', 'zh', 'yue', 'ja', 'other']),
  voiceHint: v.string(),
});

const ASSISTANT = v.object({
  ...common,
  kind: v.literal('assistant'),
  text: v.string(),
  heardLength: v.number(),
  isOpen: v.boolean(),
  isInterrupted: v.boolean(),
  quote: source,
});

const TOOL = v.object({
  ...common,
  kind: v.literal('tool'),
  name: v.string(),
  argumentsJson: v.string(),
  status: v.picklist(['running', 'done', 'failed', 'cancelled']),
  resultJson: v.string(),
  source,
});

const FAULT = v.object({
  ...common,
  kind: v.literal('fault'),
  code: v.picklist(['model-missing', 'device-lost', 'out-of-memory', 'bad-input', 'wrong-result', 'internal']),
});

/** One conversation as it is kept; the same shape as `Conversation` of `src/session/conversation.ts`. */
const CONVERSATION = v.object({
  id: v.string(),
  startedAtMs: v.number(),
  entries: v.array(v.variant('kind', [HUMAN, ASSISTANT, TOOL, FAULT])),
});

export type StoredConversation = v.InferOutput<typeof CONVERSATION>;

const store = new RecordStore('conversations', CONVERSATION);

export const readConversation = (id: string): Promise<StoredConversation | null> => store.read(id);
export const writeConversation = (conversation: StoredConversation): Promise<void> => store.write(conversation);
export const deleteConversation = (id: string): Promise<void> => store.delete(id);

/** Newest first. */
export async function listConversations(): Promise<StoredConversation[]> {
  return (await store.list()).sort((a, b) => b.startedAtMs - a.startedAtMs);
}
