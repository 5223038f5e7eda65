import { ConversationMenu } from '../features/conversation/conversation-menu';
import { IconButton } from '../ui/button';
import { GaugeIcon, NoteIcon, TuneIcon } from '../ui/icons';
import type { SheetName } from './use-sheet';

type HeaderProps = { onOpen: (name: SheetName) => void; onClip: (file: File) => void };

export function Header({ onOpen, onClip }: HeaderProps) {
  return (
    <header className="header">
      <p className="header__name">Sotto</p>
      <nav className="header__tools" aria-label="Tools">
        <IconButton label="Notes" onClick={() => onOpen('notes')}><NoteIcon /></IconButton>
        <IconButton label="Diagnostics" onClick={() => onOpen('diagnostics')}><GaugeIcon /></IconButton>
        <IconButton label="Settings" onClick={() => onOpen('settings')}><TuneIcon /></IconButton>
        <ConversationMenu onOpenHistory={() => onOpen('history')} onClip={onClip} />
      </nav>
    </header>
  );
}
