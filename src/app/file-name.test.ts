import { expect, it } from 'vitest';
import { fileNameOf } from './file-name';

it('a file is called by the first words of its text, without tags and without signs that no disk takes', () => {
  expect(fileNameOf('(happy)What a "morning"! [pause 1s] <break/> The river/sings: today')).toBe('What a morning The river');
  expect(fileNameOf('今天天气很好。')).toBe('今天天气很好');
  expect(fileNameOf('[laugh]')).toBe('Studio');
});
