import { useEffect, type DragEvent } from 'react';
import { useVoices, useVoicesCommands } from '../../../stores/app-context';
import { selectCloning, selectOwnVoices, type OwnVoice } from '../../../stores/voices-store';
import { Button } from '../../../ui/button';
import { Sheet } from '../../../ui/sheet';
import { GiveRecording } from './give-recording';
import { MakeVoice } from './make-voice';
import { OwnVoiceRow } from './own-voice-row';
import { WORDS } from './words';

type SheetProps = { isOpen: boolean; chosenId: string; onChoose: (voiceId: string) => void; onClose: () => void };

/** Voices made on this device: one more, and all there are. */
export function OwnVoicesSheet({ isOpen, chosenId, onChoose, onClose }: SheetProps) {
  const commands = useVoicesCommands();
  const own = useVoices(selectOwnVoices);
  const isMaking = useVoices((state) => selectCloning(state).phase === 'making');
  const drop = (event: DragEvent) => {
    // Taken here, also where it missed the place for it: the page around would have it written down.
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    if (file !== undefined && !isMaking) void commands.useRecording(file);
  };
  return (
    <Sheet title={WORDS.title} isOpen={isOpen} closeLabel={WORDS.close} onClose={onClose} onDrop={drop}>
      <div className="own-voices">
        <p>{WORDS.intro}</p>
        <p className="field__hint">{WORDS.honesty}</p>
        <Maker own={own} />
        <section aria-label={WORDS.list}>
          <h3 className="panel__title">{WORDS.list}</h3>
          {own.length === 0 && <p className="soft">{WORDS.none}</p>}
          <ul className="own-voices__list">
            {own.map((voice) => <OwnVoiceRow key={voice.id} voice={voice} isChosen={voice.id === chosenId} onChoose={() => onChoose(voice.id)} />)}
          </ul>
        </section>
      </div>
    </Sheet>
  );
}

function Maker({ own }: { own: readonly OwnVoice[] }) {
  const commands = useVoicesCommands();
  const cloning = useVoices(selectCloning);
  // However this went off the screen, nobody sees the recording any more: the microphone is closed, and nothing stays behind.
  useEffect(() => () => commands.discardRecording(), [commands]);
  switch (cloning.phase) {
    case 'empty':
    case 'recording':
    case 'checking':
      return <GiveRecording cloning={cloning} />;
    case 'checked':
      return <MakeVoice recording={cloning.recording} fault={cloning.fault} share={null} />;
    case 'making':
      return <MakeVoice recording={cloning.recording} fault={null} share={cloning.share} />;
    case 'made':
      return (
        <div className="give-recording__ways">
          <p role="status">{WORDS.made(own.find(({ id }) => id === cloning.voiceId)?.name ?? '')}</p>
          <Button size="small" onClick={() => commands.discardRecording()}>{WORDS.again}</Button>
        </div>
      );
  }
}
