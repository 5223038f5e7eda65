import { FileAudioIcon, MicIcon } from '../ui/icons';
import type { DropHalf } from './use-file-drop';

type DropChoiceProps = { over: DropHalf; /** On Talk a recording can also speak for the person. */ canSpeak: boolean };

/** Over the page while a file hangs there: what will be done with it when it is let go. */
export function DropChoice({ over, canSpeak }: DropChoiceProps) {
  return (
    <div className="drop-choice" data-halves={canSpeak ? 2 : 1} aria-hidden="true">
      {canSpeak && <div className="drop-choice__half" data-chosen={over === 0}><MicIcon size={44} /><p>Say this to Sotto</p></div>}
      <div className="drop-choice__half" data-chosen={!canSpeak || over === 1}><FileAudioIcon size={44} /><p>Transcribe</p></div>
    </div>
  );
}
