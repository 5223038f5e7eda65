import { useState, type ReactNode } from 'react';
import { useStudioCommands } from '../../stores/app-context';
import { Button } from '../../ui/button';
import { Sheet } from '../../ui/sheet';
import { ControlsPanel } from './controls-panel';
import { Playbar } from './playbar';
import { TextHead } from './text-head';
import { TextField } from './text-field';
import { TuningProvider } from './tuning';
import { useStudioKeys } from './use-studio-keys';
import { useTextTuning } from './use-text-tuning';
import { WORDS } from './words';

type StudioProps = {
  /** The way to the other place of Studio. */
  tabs: ReactNode;
  notices: ReactNode;
  /** What of the models is being loaded, in words. */
  loadLine: ReactNode;
  /** What the first click will load. */
  packLine: ReactNode;
};

/** Text made into speech: the text, what was made of it, and how it is said. */
export function Studio({ tabs, notices, loadLine, packLine }: StudioProps) {
  const commands = useStudioCommands();
  const tuning = useTextTuning();
  const [isSheetOpen, setSheetOpen] = useState(false);
  useStudioKeys(commands);
  return (
    <TuningProvider value={tuning}>
      <div className="studio">
        <div className="studio__main">
          {notices}
          <div className="studio__page">
            <h1 className="visually-hidden">{WORDS.title}</h1>
            <TextHead tabs={tabs} />
            <TextField />
          </div>
          <Playbar loadLine={loadLine} packLine={packLine} onOpenControls={() => setSheetOpen(true)} />
        </div>
        <aside className="studio__side" aria-label={WORDS.controls}><ControlsPanel /></aside>
        <Sheet title={WORDS.controls} isOpen={isSheetOpen} closeLabel={WORDS.close} onClose={() => setSheetOpen(false)}>
          <ControlsPanel />
          <div className="panel__actions"><Button onClick={() => setSheetOpen(false)}>{WORDS.close}</Button></div>
        </Sheet>
      </div>
    </TuningProvider>
  );
}
