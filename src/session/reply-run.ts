import { createId } from '../lib/create-id';
import type { TurnId } from '../protocol/job';
import type { Sampling, ToolCall } from '../protocol/llm';
import { ClauseSplitter } from './clause-splitter';
import type { AssistantEntry, Conversation, Source, SpokenLanguage } from './conversation';
import { addEntry, appendText, entriesOfTurn, patchEntry, unspokenEntries } from './conversation-edit';
import { faultCode, faultMessage, isEngineFault, type EngineFault } from './faults';
import type { ClockPort, LlmPort } from './ports';
import { toMessages } from './prompt';
import type { SpeechLine } from './speech-line';
import type { Timings } from './timings';
import type { ToolRunner } from './tools/run-tool';

/**
 * How a reply is drawn, as training/llm/README.md advises; every reply the model was trained on fits in 96 tokens.
 * The seed is a new one each time, so that a question asked again gets another answer.
 */
export function drawSampling(): Sampling {
  return { temperature: 0.4, topP: 0.9, repetitionPenalty: 1, maxTokens: 96, seed: Math.floor(Math.random() * 2 ** 31) };
}

export type ReplyContext = {
  turnId: TurnId;
  language: SpokenLanguage;
  line: SpeechLine;
  signal: AbortSignal;
  llm: LlmPort;
  tools: ToolRunner;
  timings: Timings;
  clock: ClockPort;
  read(): Conversation;
  edit(change: (conversation: Conversation) => Conversation): void;
  /** The model has said all it will; what is left is to make it heard. */
  onWritten(): void;
  /** Nothing more will be written or made; settles the turn. */
  onEnded(hasAudio: boolean): void;
  onEngineFault(fault: EngineFault): void;
};

/** Writes the reply to a turn and has it spoken: at most one tool call, then words, then what was quoted. */
export async function runReply(context: ReplyContext): Promise<void> {
  await guarded(context, async () => {
    const hasResult = entriesOfTurn(context.read(), context.turnId).some((entry) => entry.kind === 'tool' && entry.resultJson !== '');
    const call = await write(context);
    if (call === null) return;
    // What comes back from a tool is data: it may not make the model act again without a new human turn.
    if (hasResult) return context.timings.log('warning', 'tool-refused', call.name);
    const quote = await useTool(context, call);
    const again = await write(context);
    if (again !== null) context.timings.log('warning', 'tool-refused', again.name);
    if (quote !== null) sayQuote(context, quote);
  });
}

/** Says the rest of a reply that was cut for nothing; writes it anew when nothing had been heard of it. */
export async function resumeReply(context: ReplyContext, isWritten: boolean): Promise<void> {
  const { turnId } = context;
  const unspoken = unspokenEntries(context.read(), turnId);
  const isHeard = entriesOfTurn(context.read(), turnId).some((entry) => entry.kind === 'assistant' && entry.heardLength > 0);
  if (unspoken.length === 0 || !(isWritten || isHeard)) {
    context.edit((conversation) => withoutUnheard(conversation, turnId));
    return runReply(context);
  }
  await guarded(context, async () => {
    for (const entry of unspoken) context.line.say(entry.id, entry.text.slice(entry.heardLength), entry.heardLength, context.language);
  });
}

/** Runs one attempt at a reply to its end, whatever that is. */
async function guarded(context: ReplyContext, attempt: () => Promise<void>): Promise<void> {
  const { signal, turnId } = context;
  try {
    await attempt();
  } catch (error) {
    if (signal.aborted) return;
    const code = faultCode(error);
    if (isEngineFault(code)) return context.onEngineFault({ code, message: faultMessage(error) });
    context.timings.log('error', 'reply-failed', faultMessage(error));
    context.edit((conversation) => addEntry(conversation, { kind: 'fault', id: createId('entry'), turnId, atMs: context.clock.dateMs(), code }));
  }
  if (!signal.aborted) context.onWritten();
  const hasAudio = await context.line.end();
  if (!signal.aborted) context.onEnded(hasAudio);
}

/** One pass of the model: its words go to the conversation and the speaker as they come. Answers its tool call. */
async function write(context: ReplyContext): Promise<ToolCall | null> {
  const { turnId, line, language, timings } = context;
  const splitter = new ClauseSplitter();
  let entry: AssistantEntry | null = null;
  let call: ToolCall | null = null;
  for await (const update of context.llm.reply(toMessages(context.read()), drawSampling(), context.signal)) {
    if (context.signal.aborted) throw context.signal.reason;
    if (update.type === 'tool.call') call = update.call;
    if (update.type === 'reply.stats') noteStats(context, update);
    if (update.type !== 'reply.delta') continue;
    timings.reach(turnId, 'firstTokenAtMs');
    const { id } = (entry ??= openEntry(context, null));
    context.edit((conversation) => appendText(conversation, id, update.text));
    for (const clause of splitter.push(update.text)) line.say(id, clause.text, clause.start, language);
  }
  if (entry !== null) for (const clause of splitter.flush()) line.say(entry.id, clause.text, clause.start, language);
  return call;
}

function noteStats({ timings, turnId }: ReplyContext, stats: { promptTokens: number; reusedTokens: number; newTokens: number; totalMs: number }): void {
  timings.change(turnId, (timing) => ({
    promptTokens: timing.promptTokens + stats.promptTokens,
    reusedTokens: timing.reusedTokens + stats.reusedTokens,
    newTokens: timing.newTokens + stats.newTokens,
    replyMs: timing.replyMs + stats.totalMs,
  }));
}

function openEntry({ turnId, clock, edit }: ReplyContext, quote: Source | null): AssistantEntry {
  const entry: AssistantEntry = { kind: 'assistant', id: createId('entry'), turnId, atMs: clock.dateMs(), text: '', heardLength: 0, isOpen: true, isInterrupted: false, quote };
  edit((conversation) => addEntry(conversation, entry));
  return entry;
}

type Quote = { text: string; source: Source };

async function useTool(context: ReplyContext, call: ToolCall): Promise<Quote | null> {
  const { turnId, clock, edit, signal } = context;
  const id = createId('entry');
  edit((conversation) =>
    addEntry(conversation, { kind: 'tool', id, turnId, atMs: clock.dateMs(), name: call.name, argumentsJson: call.arguments, status: 'running', resultJson: '', source: null }),
  );
  const report = await context.tools.run(call, context.language, signal);
  if (signal.aborted) throw signal.reason;
  edit((conversation) =>
    patchEntry(conversation, id, (entry) =>
      entry.kind === 'tool' ? { ...entry, status: report.hasFailed ? 'failed' : 'done', resultJson: report.resultJson, source: report.source } : entry,
    ),
  );
  return report.quotation !== null && report.source !== null ? { text: report.quotation, source: report.source } : null;
}

/** Reads a source's own words aloud, shown as a quotation with its link. */
function sayQuote(context: ReplyContext, quote: Quote): void {
  const { id } = openEntry(context, quote.source);
  context.edit((conversation) => appendText(conversation, id, quote.text));
  const splitter = new ClauseSplitter();
  for (const clause of [...splitter.push(quote.text), ...splitter.flush()]) context.line.say(id, clause.text, clause.start, context.language);
}

/** Takes back what was written and not heard, and the call of a tool that did not come to an end. */
function withoutUnheard(conversation: Conversation, turnId: TurnId): Conversation {
  const isStale = (entry: Conversation['entries'][number]) =>
    entry.turnId === turnId && (entry.kind === 'tool' ? entry.resultJson === '' : entry.kind === 'assistant' ? entry.heardLength === 0 : false);
  return { ...conversation, entries: conversation.entries.filter((entry) => !isStale(entry)) };
}
