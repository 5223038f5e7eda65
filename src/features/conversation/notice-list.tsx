import type { ReactNode } from 'react';
import { useCommands, useTurn } from '../../stores/app-context';
import { selectNotices } from '../../stores/turn-store';
import { Button, IconButton } from '../../ui/button';
import { CloseIcon } from '../../ui/icons';
import type { Notice } from '../../session/notices';
import { faceOf } from './notice-words';
import { WORDS } from './words';

function NoticeBar({ notice }: { notice: Notice }) {
  const commands = useCommands();
  const face = faceOf(notice);
  if (!face) return null;
  const { action } = face;
  const act = () => {
    commands.dismissNotice(notice.id);
    action?.run(commands);
  };
  return (
    <div className={`notice notice--${face.tone}`} role={face.tone === 'error' ? 'alert' : 'status'}>
      <p className="notice__text">{face.sentence(notice.detail)}</p>
      {action && <Button size="small" onClick={act}>{action.label}</Button>}
      <IconButton label={WORDS.dismiss} size="small" onClick={() => commands.dismissNotice(notice.id)}><CloseIcon size={18} /></IconButton>
    </div>
  );
}

/** The newest few; older ones have said what they had to say. */
const SHOWN = 2;

/** `children` are notices that stand as long as what they tell of does; they come first. */
export function NoticeList({ children }: { children: ReactNode }) {
  const notices = useTurn(selectNotices);
  return (
    <div className="notices" role="region" aria-label={WORDS.noticesLabel}>
      {children}
      {notices.filter((notice) => faceOf(notice)).slice(-SHOWN).map((notice) => <NoticeBar key={notice.id} notice={notice} />)}
    </div>
  );
}
