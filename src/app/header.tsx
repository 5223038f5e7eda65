import { ConversationMenu } from '../features/conversation/conversation-menu';
import { useDevice, useFiles, useStudio } from '../stores/app-context';
import { selectIsMuted } from '../stores/device-store';
import { IconButton } from '../ui/button';
import { GaugeIcon, NoteIcon, TuneIcon } from '../ui/icons';
import type { Route, SheetName } from './route';

type HeaderProps = { place: Route['place']; onShow: (place: Route['place']) => void; onOpen: (name: SheetName) => void; onClip: (file: File) => void };

export function Header({ place, onShow, onOpen, onClip }: HeaderProps) {
  const isHeard = useDevice((state) => state.microphone.phase === 'live' && !selectIsMuted(state));
  const isHearingFiles = useFiles(({ jobs }) => jobs.some(({ phase }) => phase === 'running'));
  const isSpeaking = useStudio(({ phase }) => phase === 'playing');
  const link = (target: Route['place'], label: string, href: string) => (
    <a
      className="places__link" href={href} aria-current={place === target ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onShow(target);
      }}
    >
      {label}{target === 'talk' && place !== 'talk' && isHeard && <span className="places__live" role="img" aria-label="the microphone is open" />}
      {target === 'studio' && place !== 'studio' && isSpeaking && <span className="places__live places__live--files" role="img" aria-label="a text is being spoken" />}
      {target === 'files' && place !== 'files' && isHearingFiles && <span className="places__live places__live--files" role="img" aria-label="a recording is being heard" />}
    </a>
  );
  return (
    <header className="header">
      <p className="header__name">Sotto</p>
      <nav className="places" aria-label="Places">{link('talk', 'Talk', '#')}{link('files', 'Files', '#files')}{link('studio', 'Studio', '#studio')}</nav>
      <nav className="header__tools" aria-label="Tools">
        {place === 'talk' && <IconButton label="Notes" onClick={() => onOpen('notes')}><NoteIcon /></IconButton>}
        <IconButton label="Diagnostics" onClick={() => onOpen('diagnostics')}><GaugeIcon /></IconButton>
        <IconButton label="Settings" onClick={() => onOpen('settings')}><TuneIcon /></IconButton>
        {place === 'talk' && <ConversationMenu onOpenHistory={() => onOpen('history')} onClip={onClip} />}
      </nav>
    </header>
  );
}
