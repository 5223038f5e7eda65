import type { GraphLoaded, LoadRequest } from './graphs';
import type { JobCancel, JobEnd, JobId } from './job';

/** A tool call as the llm wrote it; `arguments` is JSON text, not yet checked. */
export type ToolCall = { name: string; arguments: string };

/** One message of a conversation, in the roles of Step-Audio 2. */
export type ChatMessage =
  | { role: 'system' | 'human' | 'input'; content: string }
  | { role: 'assistant'; content: string; toolCall?: ToolCall };

/** `temperature` 0 means greedy. */
export type Sampling = { temperature: number; topP: number; repetitionPenalty: number; maxTokens: number; seed: number };

/**
 * Main thread → workers/llm.
 *
 * The worker keeps the KV cache of the last prompt and computes only what a new prompt adds to the longest
 * common prefix; so `prefill` on a tentative transcript makes the `reply` to it start at once, and a history
 * that was cut at a barge-in is simply a shorter prefix.
 */
export type LlmRequest =
  | LoadRequest
  | { type: 'prefill'; jobId: JobId; messages: ChatMessage[] }
  | { type: 'reply'; jobId: JobId; messages: ChatMessage[]; sampling: Sampling }
  | { type: 'translate'; jobId: JobId; text: string; to: 'en' | 'zh' }
  | JobCancel;

/** workers/llm → main thread. A reply is any number of deltas and at most one `tool.call`, which ends it. */
export type LlmEvent =
  | GraphLoaded
  | { type: 'reply.delta'; jobId: JobId; text: string }
  | { type: 'tool.call'; jobId: JobId; call: ToolCall }
  | { type: 'reply.stats'; jobId: JobId; promptTokens: number; reusedTokens: number; newTokens: number; ttftMs: number; totalMs: number }
  | JobEnd;
