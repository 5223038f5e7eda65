import type { Cue } from '../subtitles/layout';
import { toTimestamp } from './timestamps';

/**
 * Cues as SubRip.
 *
 * SRT has no way to escape, and players read <i>, {\an8} and --> as markup; an invisible word joiner (U+2060) after the
 * first sign makes text of them. `imports/cue-text.ts` takes it out again.
 */
export function toSrt(cues: readonly Cue[]): string {
  return cues.map(({ startMs, endMs, lines }, index) =>
    `${index + 1}\n${toTimestamp(startMs, ',')} --> ${toTimestamp(endMs, ',')}\n${lines.map(disarm).join('\n')}\n`).join('\n');
}

function disarm(line: string): string {
  return line.replace(/<(?=\/?[a-z])/giu, '<\u2060').replace(/\{(?=\\)/gu, '{\u2060').replace(/--(?=>)/gu, '--\u2060');
}
