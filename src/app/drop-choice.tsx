import { BookIcon, FileAudioIcon, MicIcon } from '../ui/icons';
import type { Route } from './route';
import type { DropHalf } from './use-file-drop';

type DropChoiceProps = { over: DropHalf; /** On Talk a recording can also speak for the person; in Script a text becomes a script. */ place: Route['place'] };

/** Over the page while a file hangs there: what will be done with it when it is let go. */
export function DropChoice({ over, place }: DropChoiceProps) {
  const canSpeak = place === 'talk';
  return (
    <div className="drop-choice" data-halves={canSpeak ? 2 : 1} aria-hidden="true">
      {canSpeak && <div className="drop-choice__half" data-chosen={over === 0}><MicIcon size={44} /><p>Say this to Sotto</p></div>}
      <div className="drop-choice__half" data-chosen={!canSpeak || over === 1}>
        {place === 'script' ? <><BookIcon size={44} /><p>Make a script of it</p></> : <><FileAudioIcon size={44} /><p>Transcribe</p></>}
      </div>
    </div>
  );
}
