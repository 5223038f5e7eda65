import { Tokenizer } from '@huggingface/tokenizers';
import * as v from 'valibot';
import { JobFailure } from '../runtime/serve-jobs';

/** The part of `llm-tokenizer.json` that is read here; the library reads the rest. */
export const LLM_TOKENIZER = v.looseObject({
  added_tokens: v.array(v.looseObject({ id: v.number(), content: v.string() })),
  model: v.looseObject({ vocab: v.record(v.string(), v.number()) }),
});

/** Byte-level BPE writes bytes as characters; those without a printable one were moved up from 256 on (Radford et al. 2019). */
const MOVED_BYTES = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte < 33 || (byte > 126 && byte < 161) || byte === 173);

export type SpecialIds = { beginTurn: number; endTurn: number; openCall: number; closeCall: number; /** Special tokens that no reply may contain. */ unused: number[] };

/**
 * Text ↔ token ids of the llm.
 *
 * The tokenizer is built without its special tokens, so that `<|EOT|>` typed by a person or sent by a server
 * is spelled out as text; the special ids are put into a prompt by `buildPrompt` alone.
 */
export class TextCodec {
  readonly special: SpecialIds;
  readonly vocabularySize: number;
  readonly #tokenizer: Tokenizer;
  readonly #tokens: (string | undefined)[] = [];

  constructor(json: v.InferOutput<typeof LLM_TOKENIZER>) {
    const idOf = (content: string): number => {
      const id = json.added_tokens.find((token) => token.content === content)?.id ?? json.model.vocab[content];
      if (id === undefined) throw new JobFailure('bad-input', `The tokenizer has no ${content}.`);
      return id;
    };
    const inReplies = { endTurn: idOf('<|EOT|>'), openCall: idOf('<tool_call>'), closeCall: idOf('</tool_call>') };
    const unused = json.added_tokens.map(({ id }) => id).filter((id) => !Object.values(inReplies).includes(id));
    this.special = { ...inReplies, beginTurn: idOf('<|BOT|>'), unused };
    const specials = new Set(json.added_tokens.map(({ content }) => content));
    const vocab = Object.fromEntries(Object.entries(json.model.vocab).filter(([token]) => !specials.has(token)));
    for (const [token, id] of Object.entries(vocab)) this.#tokens[id] = token;
    this.vocabularySize = 1 + Math.max(...Object.values(vocab), ...json.added_tokens.map(({ id }) => id));
    this.#tokenizer = new Tokenizer({ ...json, added_tokens: [], post_processor: null, model: { ...json.model, vocab } }, {});
  }

  encode(text: string): number[] {
    return text === '' ? [] : this.#tokenizer.encode(text, { add_special_tokens: false }).ids;
  }

  /** Text of ids without special ones. A character whose bytes have not all come yet is U+FFFD at the end. */
  decode(ids: readonly number[]): string {
    return ids.length === 0 ? '' : this.#tokenizer.decode([...ids], { skip_special_tokens: false, clean_up_tokenization_spaces: false });
  }

  /** The bytes of a token, one character (0 to 255) for each; empty for a special token. */
  bytesOf(id: number): string {
    return (this.#tokens[id] ?? '').replace(/[\u0100-\u0143]/g, (moved) => String.fromCharCode(MOVED_BYTES[moved.charCodeAt(0) - 256] ?? 0));
  }
}
