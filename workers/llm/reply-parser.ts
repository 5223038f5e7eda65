import type { ToolCall } from '../../src/protocol/llm';

/** Tags spelled out as text; they mean nothing there, and must be neither shown nor spoken. */
const TAGS = ['<tool_call>', '</tool_call>', '<|BOT|>', '<|EOT|>'];

/** Removes spelled-out tags from streamed text; what might become a tag is held back until it is decided. */
export class TagScrubber {
  #held = '';

  push(text: string): string {
    let clean = '';
    for (const character of text) {
      this.#held += character;
      const tag = TAGS.find((candidate) => this.#held.endsWith(candidate));
      // Cut where it stands, so that a tag that only appears by the cut of another is seen as well.
      if (tag !== undefined) this.#held = this.#held.slice(0, -tag.length);
      const settled = this.#held.length - possibleTagLength(this.#held);
      clean += this.#held.slice(0, settled);
      this.#held = this.#held.slice(settled);
    }
    return clean;
  }

  /** What was held back turned out to be text. */
  finish(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

/** Length of the longest end of `text` from which some tag could still grow, also across tags nested in it. */
function possibleTagLength(text: string): number {
  for (let start = 0; start < text.length; start += 1) if (couldGrow(text.slice(start))) return text.length - start;
  return 0;
}

/** Whether `text` is a chain of beginnings of tags: "<tool_" and also "<tool_<|BO", since the inner tag may vanish. */
function couldGrow(text: string): boolean {
  if (text === '') return true;
  return TAGS.some((tag) => {
    for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1) {
      if (text.startsWith(tag.slice(0, length)) && couldGrow(text.slice(length))) return true;
    }
    return false;
  });
}

/** What the reply has turned out to be. `malformed` is a call without a name or without its JSON. */
export type ReplyOutcome = { kind: 'text' } | { kind: 'call'; call: ToolCall } | { kind: 'malformed' };

/**
 * Reads a reply as it is written: text first, then at most one call.
 *
 * Only the special token opens a call, so text that spells the tag (typed by a person or sent by a server,
 * and repeated by the model) never becomes one.
 */
export class ReplyParser {
  readonly #scrubber = new TagScrubber();
  #callText: string | null = null;
  #isClosed = false;

  get isInCall(): boolean {
    return this.#callText !== null;
  }

  /** Returns the text to show and speak, which may be empty. */
  pushText(text: string): string {
    if (this.#callText === null) return this.#scrubber.push(text);
    if (!this.#isClosed) this.#callText += text;
    return '';
  }

  /** The special token `<tool_call>`; returns text that was held back. */
  openCall(): string {
    if (this.#callText !== null) return '';
    this.#callText = '';
    return this.#scrubber.finish();
  }

  /** The special token `</tool_call>`. */
  closeCall(): void {
    this.#isClosed = true;
  }

  /**
   * Returns text that was held back, and what the reply is. A call cut off after whole JSON counts as a call; one that
   * `wasCut` before counts as one with the arguments as far as they came, which the page shows and refuses.
   */
  finish(wasCut = false): { text: string; outcome: ReplyOutcome } {
    if (this.#callText === null) return { text: this.#scrubber.finish(), outcome: { kind: 'text' } };
    const call = parseCall(this.#callText) ?? (wasCut && !this.#isClosed ? splitCall(this.#callText) : undefined);
    return { text: '', outcome: call === undefined ? { kind: 'malformed' } : { kind: 'call', call } };
  }
}

/** 'function\nget_time\n{"place":""}' → name and JSON text; `undefined` when it is not that. */
export function parseCall(text: string): ToolCall | undefined {
  const call = splitCall(text);
  if (call === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(call.arguments);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? call : undefined;
  } catch {
    // Not JSON, so not a call: the engine asks the model again without calls.
    return undefined;
  }
}

function splitCall(text: string): ToolCall | undefined {
  const [, name, json] = /^\s*function\n([\w.-]+)\n([\s\S]*)$/.exec(text) ?? [];
  return name === undefined || json === undefined ? undefined : { name, arguments: json.trim() };
}
