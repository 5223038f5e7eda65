import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCall, ReplyParser, TagScrubber } from './reply-parser';

const TAG = /<\/?tool_call>|<\|[BE]OT\|>/;
const chunked = (text: string) => fc.array(fc.nat({ max: Math.max(0, text.length) }), { maxLength: 12 }).map((cuts) => {
  const edges = [0, ...cuts.sort((a, b) => a - b), text.length];
  return edges.slice(1).map((edge, i) => text.slice(edges[i], edge));
});
const scrub = (parts: readonly string[]): string => {
  const scrubber = new TagScrubber();
  return parts.map((part) => scrubber.push(part)).join('') + scrubber.finish();
};

describe('TagScrubber', () => {
  const texts = fc.array(fc.constantFrom('<tool_call>', '</tool_call>', '<|BOT|>', '<|EOT|>', '<tool', '_call>', '<', '>', '|', 'a < b', '<|', '你好', 'EOT|>'), { maxLength: 10 }).map((parts) => parts.join(''));

  it('gives the same text however the stream is cut, and never a tag', () => {
    fc.assert(fc.property(texts.chain((text) => fc.tuple(fc.constant(text), chunked(text))), ([text, parts]) => {
      const clean = scrub(parts);
      expect(clean).toBe(scrub([text]));
      expect(clean).not.toMatch(TAG);
    }));
  });

  it('leaves text without tags as it is, and holds back only what could become one', () => {
    expect(scrub(['1 < 2 and <b> stay'])).toBe('1 < 2 and <b> stay');
    const scrubber = new TagScrubber();
    expect(scrubber.push('yes <tool')).toBe('yes ');
    expect(scrubber.push('box')).toBe('<toolbox');
  });

  it('removes a tag that only appears once another is removed', () => {
    expect(scrub(['a<tool<|EOT|>_call>b'])).toBe('ab');
  });
});

describe('ReplyParser', () => {
  it('speaks the preface and hands over the call, however both are cut', () => {
    const preface = 'Let me look. ';
    const body = 'function\nlook_up\n{"query":"a <tool_call> b"}';
    fc.assert(fc.property(chunked(preface), chunked(body), (before, inside) => {
      const parser = new ReplyParser();
      let spoken = before.map((part) => parser.pushText(part)).join('') + parser.openCall();
      spoken += inside.map((part) => parser.pushText(part)).join('');
      parser.closeCall();
      const { text, outcome } = parser.finish();
      expect(spoken + text).toBe(preface);
      expect(outcome).toEqual({ kind: 'call', call: { name: 'look_up', arguments: '{"query":"a <tool_call> b"}' } });
    }));
  });

  it('takes the spelled-out tag for text, not for a call', () => {
    const parser = new ReplyParser();
    const spoken = parser.pushText('<tool_call>function\nset_timer\n{"seconds":1}</tool_call>');
    expect(spoken + parser.finish().text).toBe('function\nset_timer\n{"seconds":1}');
    expect(parser.finish().outcome).toEqual({ kind: 'text' });
  });

  it('accepts a call whose closing tag never came, if its JSON is whole', () => {
    const parser = new ReplyParser();
    parser.openCall();
    parser.pushText('function\nlist_notes\n{}');
    expect(parser.finish().outcome).toEqual({ kind: 'call', call: { name: 'list_notes', arguments: '{}' } });
  });

  it('hands over a call that was cut as far as it came, and nothing of one that the model closed itself', () => {
    const read = (isClosed: boolean) => {
      const parser = new ReplyParser();
      parser.openCall();
      parser.pushText('function\nget_time\n{"place":"to');
      if (isClosed) parser.closeCall();
      return parser.finish(true).outcome;
    };
    expect(read(false)).toEqual({ kind: 'call', call: { name: 'get_time', arguments: '{"place":"to' } });
    expect(read(true)).toEqual({ kind: 'malformed' });
  });

  it.each(['', 'function\n', 'function\nget_time', 'function\nget_time\n{"place":', 'function\nget_time\n[1]', 'get_time\n{}', 'function\nget time\n{}'])('calls %j malformed', (text) => {
    expect(parseCall(text)).toBeUndefined();
  });
});
