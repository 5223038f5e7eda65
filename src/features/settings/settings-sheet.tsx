import type { ReactNode } from 'react';
import { ErrorBoundary } from '../../ui/error-boundary';
import { Sheet } from '../../ui/sheet';
import { AboutPanel } from './about-panel';
import { ListeningPanel } from './listening-panel';
import { LookPanel } from './look-panel';
import { SoundPanel } from './sound-panel';
import { VoicePanel } from './voice-panel';
import { WORDS } from './words';

type SettingsSheetProps = { isOpen: boolean; onClose: () => void; /** The models feature's part. */ storage: ReactNode };

export function SettingsSheet({ isOpen, onClose, storage }: SettingsSheetProps) {
  return (
    <Sheet title={WORDS.title} isOpen={isOpen} onClose={onClose}>
      <ErrorBoundary sentence="The settings could not be drawn. They still apply.">
        <VoicePanel />
        <ListeningPanel />
        <SoundPanel />
        <LookPanel />
        {storage}
        <AboutPanel />
      </ErrorBoundary>
    </Sheet>
  );
}
