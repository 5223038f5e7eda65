import { memo } from 'react';
import { NEUTRAL_SPEECH } from '../../../protocol/speech';
import { describeControls } from '../../../studio/describe-controls';
import type { Line } from '../../../studio/script/script';
import type { EditPlace, LineHandlers } from './line-handlers';
import { LineRow } from './line-row';
import { WORDS } from './words';

/** What is the same for every row. */
export type LineLook = { inks: ReadonlyMap<string, number>; voiceNames: ReadonlyMap<string, string> };

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

function howOf({ controls, voice }: Line, { voiceNames }: LineLook): string {
  const way = controls === NEUTRAL_SPEECH ? 'neutral' : describeControls(controls);
  const name = voice === null ? undefined : voiceNames.get(voice.voiceId);
  return [way === 'neutral' ? '' : way, name === undefined ? '' : WORDS.ownVoice(name)].filter((part) => part !== '').join(', ');
}

/** Slices are new arrays at every change of a script; what is in them mostly is not. */
function isSameBlock(a: LineBlockProps, b: LineBlockProps): boolean {
  return a.before === b.before && a.firstRow === b.firstRow && a.look === b.look && a.tabStop === b.tabStop && a.editing === b.editing && a.handlers === b.handlers
    && a.lines.length === b.lines.length && a.lines.every((line, index) => line === b.lines[index]);
}
