import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/protocol/llm';
import { CallGrammar } from './call-grammar';
import golden from './golden/said.json';
import { LLM_TOKENIZER, TextCodec } from './text-codec';
import { TOOL_SCHEMAS } from './tool-schema';

const readJson = (path: string): unknown => JSON.parse(readFileSync(`public/models/mini/${path}`, 'utf8'));
const codec = new TextCodec(v.parse(LLM_TOKENIZER, readJson('llm-tokenizer.json')));
const tools = v.parse(TOOL_SCHEMAS, readJson('tools.json')).map((tool) => tool.function);
const heard = (...texts: string[]): ChatMessage[] => texts.map((content) => ({ role: 'human', content }));

/** What a model writes that would like to write `wanted`, and goes over to the first of `others` that begins with what it has written. */
function write(messages: ChatMessage[], wanted: string, ...others: string[]): string {
  const grammar = new CallGrammar(tools, messages, codec);
  const { closeCall } = codec.special;
  const written: number[] = [];
  while (written.length < 80) {
    const text = codec.decode(written);
    const logits = new Float32Array(codec.vocabularySize);
    [wanted, ...others].forEach((wish, rank) => {
      const ids = [...codec.encode(wish), closeCall];
      const isAsWished = written.every((id, i) => id === ids[i]);
      const id = isAsWished ? ids[written.length] : wish.startsWith(text) ? (codec.encode(wish.slice(text.length))[0] ?? closeCall) : undefined;
      if (id !== undefined) logits[id] = Math.max(logits[id] ?? 0, 30 - rank);
    });
    const id = grammar.choose(logits);
    if (id === closeCall) break;
    written.push(id);
  }
  return codec.decode(written);
}

describe('the grammar of a call', () => {
  it.each(golden.calls.map((row) => [row.call.replaceAll('\n', ' '), row.isAllowed, row] as const))('%s is let through as Python does: %s', (_, isAllowed, { said, call }) => {
    expect(write(heard(...said), call) === call).toBe(isAllowed);
  });

  it('corrects a number to one that was said', () => {
    const call = (seconds: number): string => `function\nset_timer\n{"seconds":${seconds},"label":""}`;
    expect(write(heard('one hour and five minutes please'), call(6300))).toBe(call(3900));
    const sum = (expression: string): string => `function\ncalculate\n{"expression":"${expression}"}`;
    expect(write(heard('what would twenty percent of nine hundred and two come to'), sum('92*20/100'), sum('902*20/100'))).toBe(sum('902*20/100'));
  });

  it('leaves no sum half written', () => {
    const sum = (expression: string): string => `function\ncalculate\n{"expression":"${expression}"}`;
    const spoken = heard('seventy three and twelve and five');
    for (const half of ['73*5*', '73**5', '(73+5', '73+5)', '*73']) expect(write(spoken, sum(half), sum('(73+5)*12'))).not.toBe(sum(half));
    expect(write(spoken, sum('(73+5)*12'))).toBe(sum('(73+5)*12'));
  });

  it('copies names out of the words as they are written, and not across half a character', () => {
    const note = (text: string): string => `function\nadd_note\n{"text":"${text}"}`;
    expect(write(heard('Anna likes chocolate.'), note(' Ana likes'), note(' Anna likes chocolate'))).toBe(note(' Anna likes chocolate'));
    expect(write(heard('敦煌外面冷不冷'), 'function\nget_weather\n{"place":"敦于","day":"today"}', 'function\nget_weather\n{"place":"敦煌","day":"today"}')).toBe('function\nget_weather\n{"place":"敦煌","day":"today"}');
  });

  it('knows no tool and no key that the pack does not list', () => {
    const text = write(heard('what time is it'), 'function\nget_age\n{"who":"me"}', 'function\nget_time\n{"place":""}');
    expect(text).toBe('function\nget_time\n{"place":""}');
  });

  it('takes words of an earlier turn and numbers of a result', () => {
    const messages: ChatMessage[] = [{ role: 'human', content: 'Quito today' }, { role: 'input', content: '{"result":"9.9"}' }, { role: 'human', content: 'divide it by 12' }];
    const sum = 'function\ncalculate\n{"expression":"9.9/12"}';
    expect(write(messages, sum)).toBe(sum);
    const weather = 'function\nget_weather\n{"place":" quito","day":"tomorrow"}';
    expect(write(messages, weather)).toBe(weather);
  });

  it('writes a number freely when none was said', () => {
    const call = 'function\nset_timer\n{"seconds":60,"label":""}';
    expect(write(heard('set a timer'), call)).toBe(call);
  });
});
