import { useScript } from '../../../stores/app-context';
import { selectLineState, type LineState } from '../../../stores/script-store';
import { Button } from '../../../ui/button';
import { AlertIcon } from '../../../ui/icons';
import { lineFaultSentence } from './fault-words';
import type { LineHandlers } from './line-handlers';
import { WORDS } from './words';

/** Whether the sound of a line is there, in a word or a length. */
export function LineStateMark({ lineId }: { lineId: string }) {
  const state = useScript(selectLineState(lineId));
  return <span className="script-line__state" data-phase={state.phase}>{stateText(state)}</span>;
}

function stateText(state: LineState): string {
  return state.phase === 'ready' ? WORDS.ready(state.seconds) : WORDS[state.phase];
}

type LineFaultProps = { lineId: string; number: number; tabIndex: number; handlers: Pick<LineHandlers, 'render'> };

/** Why a line has no sound, and the way to try again. */
export function LineFault({ lineId, number, tabIndex, handlers }: LineFaultProps) {
  const state = useScript(selectLineState(lineId));
  if (state.phase !== 'failed') return null;
  return (
    <div className="script-line__fault">
      <AlertIcon size={18} />
      <p>{lineFaultSentence(state)} {state.message !== '' && <span className="soft">{state.message}</span>}</p>
      <Button size="small" tabIndex={tabIndex} aria-label={WORDS.retryLine(number)} onClick={() => handlers.render(lineId)}>{WORDS.tryAgain}</Button>
    </div>
  );
}
