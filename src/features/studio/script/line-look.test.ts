import { expect, it } from 'vitest';
import { NEUTRAL_SPEECH } from '../../../protocol/speech';
import { mergeControls } from '../../../studio/controls';
import { createLine, PLAIN_WAY, type SpeakerWay } from '../../../studio/script/script';
import { looksAlike, type LineLook } from './line-look';

const LOOK: LineLook = { inks: new Map([['Ann', 0]]), voiceNames: new Map(), ways: new Map([[null, PLAIN_WAY], ['Ann', PLAIN_WAY]]) };
const FAST: SpeakerWay = { ...PLAIN_WAY, controls: mergeControls(NEUTRAL_SPEECH, { speakingRate: 1.5 }) };
const plain = createLine('l1', 'Hello.', { speaker: 'Ann' });
const own = createLine('l2', 'Bye.', { speaker: 'Ann', controls: { pitchSemitones: 2 } });

it('another way of a speaker is seen in the lines that are said otherwise than it, and in no other', () => {
  const fastAnn = { ...LOOK, ways: new Map([[null, PLAIN_WAY], ['Ann', FAST]]) };
  const fastNarrator = { ...LOOK, ways: new Map([[null, FAST], ['Ann', PLAIN_WAY]]) };
  expect(looksAlike([plain], LOOK, fastAnn)).toBe(true);
  expect(looksAlike([plain, own], LOOK, fastAnn)).toBe(false);
  expect(looksAlike([plain, own], LOOK, fastNarrator)).toBe(true);
});

it('other colours or names of voices are seen everywhere', () => {
  expect(looksAlike([plain], LOOK, { ...LOOK, inks: new Map([['Ann', 1]]) })).toBe(false);
  expect(looksAlike([plain], LOOK, { ...LOOK, voiceNames: new Map([['eva', 'Eva']]) })).toBe(false);
});
