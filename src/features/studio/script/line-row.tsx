import { memo } from 'react';
import type { Line } from '../../../studio/script/script';
import { IconButton } from '../../../ui/button';
import { DragIcon, MoreIcon, PlayIcon, TuneIcon } from '../../../ui/icons';
import { LineEditor } from './line-editor';
import { lineElementId } from './line-elements';
import type { EditPlace, LineHandlers } from './line-handlers';
import { LineFault, LineStateMark } from './line-state';
import { LineText } from './line-text';
import { WORDS } from './words';

type LineRowProps = {
  line: Line;
  /** As it is counted on the screen, from 1, over all chapters. */
  number: number;
  /** Which ink; 0 is the narrator's. */
  ink: number;
  /** The same speaker goes on: the name stands there only when it is reached for. */
  isSameSpeaker: boolean;
  /** What is said otherwise than usual, in words; '' when nothing is. */
  how: string;
  /** Reached by the tab key; one row is. */
  isActive: boolean;
  editing: EditPlace | null;
  handlers: LineHandlers;
};

/** One line of a script: who says it, the words, how, and whether its sound is there. */
export const LineRow = memo(function LineRow({ line, number, ink, isSameSpeaker, how, isActive, editing, handlers }: LineRowProps) {
  const { id, speaker } = line;
  const tabIndex = isActive ? 0 : -1;
  const name = speaker ?? WORDS.narrator;
  return (
    <li className="script-line" id={lineElementId(id)} data-line={id} data-voice={ink} data-same={isSameSpeaker} data-active={isActive} data-editing={editing !== null} aria-label={WORDS.lineLabel(number, name)}>
      <span className="script-line__drag" title={WORDS.drag} aria-hidden="true" onPointerDown={(event) => handlers.drag(id, event)}><DragIcon size={18} /></span>
      <button type="button" className="script-line__speaker" tabIndex={tabIndex} aria-label={WORDS.speaker(name)} onClick={(event) => handlers.openPanel('speaker', id, event.currentTarget)}>{name}</button>
      <div className="script-line__body">
        {editing === null
          ? <LineText line={line} number={number} tabIndex={tabIndex} handlers={handlers} />
          : <LineEditor line={line} number={number} place={editing} handlers={handlers} />}
        {how !== '' && <p className="script-line__how">{how}</p>}
        <LineFault lineId={id} number={number} tabIndex={tabIndex} handlers={handlers} />
      </div>
      <div className="script-line__tools">
        <span className="script-line__actions">
          <IconButton size="small" label={WORDS.playFrom(number)} tabIndex={tabIndex} onClick={() => handlers.play(id)}><PlayIcon size={18} /></IconButton>
          <IconButton size="small" className="script-line__tune" label={WORDS.howSaid(number)} tabIndex={tabIndex} onClick={() => handlers.tune(id)}><TuneIcon size={18} /></IconButton>
          <IconButton size="small" label={WORDS.moreFor(number)} tabIndex={tabIndex} aria-haspopup="dialog" onClick={(event) => handlers.openPanel('menu', id, event.currentTarget)}><MoreIcon size={18} /></IconButton>
        </span>
        <LineStateMark lineId={id} />
      </div>
    </li>
  );
});
