import type { ToolCall } from '../../protocol/llm';
import type { Source, SpokenLanguage } from '../conversation';
import { TOOLS } from './registry';
import { ToolError, type ToolOutcome, type ToolResult, type ToolServices } from './tool';

export type ToolReport = { resultJson: string; hasFailed: boolean; source: Source | null; quotation: string | null };

export interface ToolRunner {
  /** Carries out a call the model wrote. Never rejects: what went wrong is the result the model reads. */
  run(call: ToolCall, language: SpokenLanguage, signal: AbortSignal): Promise<ToolReport>;
}

const MAX_VALUE_UNITS = 160;

export function createToolRunner(services: ToolServices): ToolRunner {
  return {
    async run(call, language, signal) {
      try {
        const outcome = await dispatchCall(call, language, signal, services);
        return { resultJson: JSON.stringify(cleanResult(outcome.result)), hasFailed: false, source: outcome.source ?? null, quotation: outcome.quotation === undefined ? null : cleanText(outcome.quotation) };
      } catch (error) {
        const result = error instanceof ToolError ? { error: error.message, ...error.details } : { error: 'the tool failed' };
        return { resultJson: JSON.stringify(cleanResult(result)), hasFailed: true, source: null, quotation: null };
      }
    },
  };
}

function dispatchCall(call: ToolCall, language: SpokenLanguage, signal: AbortSignal, services: ToolServices): Promise<ToolOutcome> {
  const tool = TOOLS.find(({ name }) => name === call.name);
  if (tool === undefined) throw new ToolError('there is no such tool');
  return tool.run(parseArguments(call.arguments), { language, signal, services });
}

function parseArguments(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ToolError('the arguments are not JSON');
  }
}

/** What a tool brings is data: nothing in it may look like the markup that the model is steered with. */
export function cleanText(text: string): string {
  return text.replace(/<\|[^>]*\|>|<\/?tool_call>/g, ' ').replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

function cleanResult(result: ToolResult): ToolResult {
  return Object.fromEntries(
    Object.entries(result).map(([key, value]) => [key, typeof value === 'string' ? capLength(cleanText(value)) : value]),
  );
}

function capLength(text: string): string {
  return text.length <= MAX_VALUE_UNITS ? text : `${text.slice(0, MAX_VALUE_UNITS - 1).trimEnd()}…`;
}
