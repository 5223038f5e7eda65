import { useCommands, useModel, useTurn } from '../../stores/app-context';
import { selectPack } from '../../stores/model-store';
import { selectTurn } from '../../stores/turn-store';
import type { JobErrorCode } from '../../protocol/job';
import { Button } from '../../ui/button';

const FAULT_SENTENCES: Record<JobErrorCode, string> = {
  'device-lost': 'The graphics device was lost. The conversation is kept; Sotto can go on once the models are loaded again.',
  'out-of-memory': 'Sotto ran out of memory. Close other tabs or programs, then load it again. The conversation is kept.',
  'model-missing': 'A model is missing from this device. It can be fetched again; the conversation is kept.',
  'wrong-result': 'A model computed something else than it should. Loading again may help; the conversation is kept.',
  'bad-input': 'Sotto could not work with that. The conversation is kept.',
  internal: 'A part of Sotto stopped working. The conversation is kept.',
};

/** The engines are down: why, and the button that brings them back. */
export function TurnFaultNotice() {
  const turn = useTurn(selectTurn);
  const commands = useCommands();
  const isPackFailed = useModel((state) => selectPack(state).phase === 'failed');
  // The notice about the pack tells more, and has the better button.
  if (turn.phase !== 'failed' || isPackFailed) return null;
  return (
    <div className="notice notice--error" role="alert">
      <p className="notice__text">{FAULT_SENTENCES[turn.code]} <span className="notice__detail">{turn.message}</span></p>
      <Button size="small" onClick={() => void commands.retry()}>Load it again</Button>
    </div>
  );
}
