import { expect, it } from 'vitest';
import { isEchoOf, tokensOf } from './echo-guard';
import { voiceHint } from './voice-hint';

const reply = 'It is five past two in Tokyo. Shall I set an alarm?';

it('tells words and Han characters apart', () => {
  expect(tokensOf("It's 5点 了，OK?")).toEqual(["it's", '5', '点', '了', 'ok']);
});

it('takes the assistant’s own words for an echo, with a misheard one among them', () => {
  expect(isEchoOf('it is five past two and tokyo', reply, false)).toBe(true);
  expect(isEchoOf('现在是下午两点', '东京现在是下午两点五分。', false)).toBe(true);
});

it('does not take an answer, or a short word of the reply, for an echo', () => {
  expect(isEchoOf('no thanks set it to six instead', reply, false)).toBe(false);
  expect(isEchoOf('two', reply, false)).toBe(false);
  expect(isEchoOf('', reply, true)).toBe(false);
});

it('needs fewer common words when the sound is like the reply', () => {
  expect(isEchoOf('two in toe', reply, true)).toBe(true);
  expect(isEchoOf('two in toe', reply, false)).toBe(false);
});

it('names what is striking about a voice and nothing about an ordinary one', () => {
  const ordinary = { pitch: 0.3, pitchRange: 0.9, rate: -0.4, energy: 0.1, arousal: 0 };
  expect(voiceHint(ordinary)).toBe('');
  expect(voiceHint({ ...ordinary, energy: -0.8, rate: -0.9, arousal: -0.75 })).toBe('slow, quiet');
});
