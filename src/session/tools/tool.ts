import * as v from 'valibot';
import type { ToolCall } from '../../protocol/llm';
import type { Source, SpokenLanguage } from '../conversation';
import type { Note, Timer } from '../notices';
import type { Mood } from '../settings';

/** What a tool may reach; everything that is not pure comes through here. */
export interface ToolServices {
  now(): Date;
  /** IANA name of the zone the person is in. */
  timeZone(): string;
  isOnline(): boolean;
  /** GET of a JSON document; rejects with a `ServiceError` when the host was reached and gave none, and with anything else when it was not. */
  fetchJson(url: string, signal: AbortSignal): Promise<unknown>;
  translate(text: string, to: SpokenLanguage, signal: AbortSignal): Promise<string>;
  timers: {
    start(seconds: number, label: string): Timer;
    list(): readonly Timer[];
    cancel(id: string): void;
  };
  notes: {
    add(text: string): Promise<Note>;
    list(): readonly Note[];
    remove(ids: string[]): Promise<void>;
  };
  voice: {
    /** Changes the voice of a language; answers which kind speaks from now on. */
    choose(kind: 'female' | 'male' | 'next', language: SpokenLanguage): 'female' | 'male';
    setEmotion(emotion: Mood): void;
    setRate(rate: number): void;
  };
}

export type ToolRequest = { language: SpokenLanguage; signal: AbortSignal; services: ToolServices };

export type ToolResult = Record<string, string | number>;

/** `quotation` is read aloud in the words of `source`, after the model's own. */
export type ToolOutcome = { result: ToolResult; source?: Source; quotation?: string };

/** Why a host that was reached gave no document, as a person reads it in the result of the call. */
export const SERVICE_FAULTS = ['the service is broken', 'the service was asked too often', 'the service did not answer in time', 'the answer could not be read'] as const;
export type ServiceFault = (typeof SERVICE_FAULTS)[number];

export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  constructor(
    readonly fault: ServiceFault,
    options?: ErrorOptions,
  ) {
    super(fault, options);
  }
}

/** The tool could not do it; the model reads `{"error": …}` and says so. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  constructor(
    message: string,
    readonly details: ToolResult = {},
  ) {
    super(message);
  }
}

export type Tool = {
  name: string;
  /** Names of the arguments; a test holds them against tools.json. */
  argumentNames: string[];
  run(args: unknown, request: ToolRequest): Promise<ToolOutcome>;
};

/** A tool whose arguments are checked before it sees them. */
export function defineTool<Entries extends v.ObjectEntries>(
  name: string,
  schema: v.ObjectSchema<Entries, undefined>,
  run: (args: v.InferOutput<v.ObjectSchema<Entries, undefined>>, request: ToolRequest) => ToolOutcome | Promise<ToolOutcome>,
): Tool {
  return {
    name,
    argumentNames: Object.keys(schema.entries),
    async run(args, request) {
      const parsed = v.safeParse(schema, args);
      if (!parsed.success) throw new ToolError('these arguments do not fit the tool');
      return run(parsed.output, request);
    },
  };
}

export type { ToolCall };

/** A text argument; a model that leaves an optional one out means the empty one. */
export const textArgument = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(400)), '');
export const neededText = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(400));
