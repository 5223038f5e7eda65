import { useState, type ReactNode } from 'react';
import { useModel, useStudio, useStudioCommands } from '../../stores/app-context';
import { selectPack } from '../../stores/model-store';
import { selectPhase } from '../../stores/studio-store';
import { Button, IconButton } from '../../ui/button';
import { CloseIcon, ExportIcon, PlayIcon, StopIcon, TuneIcon } from '../../ui/icons';
import { canRetry, faultSentence } from './fault-words';
import { MadeSound } from './made-sound';
import { SoundExportSheet } from './sound-export-sheet';
import { WORDS } from './words';

type PlaybarProps = { loadLine: ReactNode; packLine: ReactNode; onOpenControls: () => void };

/** Under the text: what was made of it, and the button that makes it heard. */
export function Playbar({ loadLine, packLine, onOpenControls }: PlaybarProps) {
  const commands = useStudioCommands();
  const phase = useStudio(selectPhase);
  const isEmpty = useStudio(({ draft }) => draft.line.source.trim() === '');
  const [isExporting, setExporting] = useState(false);
  const isActive = phase !== 'silent';
  return (
    <section className="playbar" aria-label={WORDS.made}>
      <FaultLine />
      <MadeSound />
      <div className="playbar__controls">
        <Button size="small" className="playbar__tune" onClick={onOpenControls}><TuneIcon size={18} />{WORDS.sound}</Button>
        <button
          type="button" className="transport__play" aria-label={isActive ? WORDS.stop : WORDS.play} title={isActive ? WORDS.stopTitle : WORDS.playTitle}
          data-phase={phase} onClick={() => { if (isActive) commands.stop(); else void commands.play(); }}
        >
          {isActive ? <StopIcon size={26} /> : <PlayIcon size={26} />}
        </button>
        <Button size="small" disabled={isEmpty} onClick={() => setExporting(true)}><ExportIcon size={18} />{WORDS.export}</Button>
      </div>
      <p className="playbar__hint">{phase === 'starting' ? <Waiting loadLine={loadLine} /> : <Hint packLine={packLine} />}</p>
      <SoundExportSheet isOpen={isExporting} onClose={() => setExporting(false)} />
    </section>
  );
}

/** Until the first word: the models, when they are not there yet, or the word itself. */
function Waiting({ loadLine }: { loadLine: ReactNode }) {
  const isReady = useModel((state) => selectPack(state).phase === 'ready');
  return isReady ? WORDS.starting : loadLine;
}

/** How to begin, and before the models are there what that will bring. */
function Hint({ packLine }: { packLine: ReactNode }) {
  const isReady = useModel((state) => selectPack(state).phase === 'ready');
  return <><span className="keys">{WORDS.keysHint}</span> {WORDS.tagsHint} {!isReady && packLine}</>;
}

function FaultLine() {
  const commands = useStudioCommands();
  const fault = useStudio((state) => state.fault);
  if (fault === null) return null;
  return (
    <div className="notice notice--error" role="alert">
      <p className="notice__text">{faultSentence(fault)} {fault.message !== '' && <span className="notice__detail">{fault.message}</span>}</p>
      {canRetry(fault) && <Button size="small" onClick={() => void commands.play()}>{WORDS.tryAgain}</Button>}
      <IconButton label={WORDS.dismiss} size="small" onClick={() => commands.dismissFault()}><CloseIcon size={18} /></IconButton>
    </div>
  );
}
