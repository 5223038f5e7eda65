import { ConversationMenu } from '../features/conversation/conversation-menu';
import { useDevice, useFiles, useScript, useStudio } from '../stores/app-context';
import { selectIsMuted } from '../stores/device-store';
import { selectPlayingLineId, selectProgress } from '../stores/script-store';
import { IconButton } from '../ui/button';
import { GaugeIcon, NoteIcon, TuneIcon } from '../ui/icons';
import type { Route, SheetName } from './route';

type HeaderProps = { place: Route['place']; onShow: (place: Route['place']) => void; onOpen: (name: SheetName) => void; onClip: (file: File) => void };

export function Header({ place, onShow, onOpen, onClip }: HeaderProps) {
  const isHeard = useDevice((state) => state.microphone.phase === 'live' && !selectIsMuted(state));
  const isHearingFiles = useFiles(({ jobs }) => jobs.some(({ phase }) => phase === 'running'));
  const isTextSpoken = useStudio(({ phase }) => phase === 'playing');
  const isScriptSpoken = useScript((state) => selectPlayingLineId(state) !== null);
  const isScriptMade = useScript((state) => selectProgress(state).phase === 'rendering');
  const isInStudio = place === 'studio' || place === 'script';
  const link = (target: Route['place'], label: string, href: string) => (
    <a
      className="places__link" href={href} aria-current={place === target || (target === 'studio' && isInStudio) ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onShow(target);
      }}
    >
      {label}{target === 'talk' && place !== 'talk' && isHeard && <span className="places__live" role="img" aria-label="the microphone is open" />}
      {target === 'studio' && !isInStudio && (isTextSpoken || isScriptSpoken || isScriptMade) && <span className="places__live places__live--files" role="img" aria-label={isTextSpoken || isScriptSpoken ? 'a text is being spoken' : 'a script is being made'} />}
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
