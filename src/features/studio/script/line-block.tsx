import { memo } from 'react';
import { describeControls } from '../../../studio/describe-controls';
import { DIALECT_WORDS } from '../../../studio/markup/describe-tag';
import { isPlainLine, speakLine, PLAIN_WAY, type Line } from '../../../studio/script/script';
import type { EditPlace, LineHandlers } from './line-handlers';
import { looksAlike, type LineLook } from './line-look';
import { LineRow } from './line-row';
import { WORDS } from './words';

type LineBlockProps = {
  lines: readonly Line[];
  /** The line above in the chapter; the same name is not written twice. */
  before: Line | undefined;
  /** How many lines of the script stand above. */
  firstRow: number;
  look: LineLook;
  /** The row that the tab key reaches, if it is in here. */
  tabStop: string | null;
  /** What is being written, if it is in here. */
  editing: EditPlace | null;
  handlers: LineHandlers;
};

/** Rows that are drawn together; drawn again only when one of them changes. */
export const LineBlock = memo(function LineBlock({ lines, before, firstRow, look, tabStop, editing, handlers }: LineBlockProps) {
  return lines.map((line, index) => {
    const above = index === 0 ? before : lines[index - 1];
    return (
      <LineRow
        key={line.id} line={line} number={firstRow + index + 1} ink={look.inks.get(line.speaker ?? '') ?? 0} isSameSpeaker={above !== undefined && above.speaker === line.speaker}
        how={howOf(line, look)} isActive={line.id === tabStop} editing={editing?.lineId === line.id ? editing : null} handlers={handlers}
      />
    );
  });
}, isSameBlock);

/** What is set for this line alone: how it is said then as a whole, in which dialect and in whose voice. */
function howOf(line: Line, { voiceNames, ways }: LineLook): string {
  const { dialect, voice } = line;
  const way = isPlainLine(line) ? '' : describeControls(speakLine(line, ways.get(line.speaker) ?? PLAIN_WAY).controls);
  return [way, dialect === null ? '' : DIALECT_WORDS[dialect], voice === null ? '' : whoseVoice(voice.voiceId, voiceNames)].filter((part) => part !== '').join(', ');
}

function whoseVoice(voiceId: string, voiceNames: LineLook['voiceNames']): string {
  const name = voiceNames.get(voiceId);
  // Before the models are there nobody knows which voices are.
  if (name === undefined) return voiceId === '' || voiceNames.size === 0 ? '' : WORDS.missingVoice;
  return WORDS.ownVoice(name);
}

/** Slices are new arrays at every change of a script; what is in them mostly is not. */
function isSameBlock(a: LineBlockProps, b: LineBlockProps): boolean {
  return a.before === b.before && a.firstRow === b.firstRow && looksAlike(b.lines, a.look, b.look) && a.tabStop === b.tabStop && a.editing === b.editing && a.handlers === b.handlers
    && a.lines.length === b.lines.length && a.lines.every((line, index) => line === b.lines[index]);
}
