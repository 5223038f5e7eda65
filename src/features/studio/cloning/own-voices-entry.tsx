import { useState } from 'react';
import { useVoices } from '../../../stores/app-context';
import { selectOwnVoices } from '../../../stores/voices-store';
import { Button } from '../../../ui/button';
import { OwnVoicesSheet } from './own-voices-sheet';
import { WORDS } from './words';

/** The way from the choice of a voice to the making of one. */
export function OwnVoicesEntry({ voiceId, onChoose }: { voiceId: string; onChoose: (voiceId: string) => void }) {
  const count = useVoices(selectOwnVoices).length;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>{WORDS.openCount(count)}</Button>
      <OwnVoicesSheet isOpen={isOpen} chosenId={voiceId} onChoose={onChoose} onClose={() => setIsOpen(false)} />
    </>
  );
}
