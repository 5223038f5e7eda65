import type { FormEvent, KeyboardEvent } from 'react';
import { useCommands, useDrafts } from '../../stores/app-context';
import { selectMessage } from '../../stores/draft-store';
import { IconButton } from '../../ui/button';
import { SendIcon, StopIcon } from '../../ui/icons';
import type { ViewPhase } from './view-phase';
import { WORDS } from './words';

const BUSY: readonly ViewPhase[] = ['listening', 'thinking', 'speaking'];
const CANNOT_SEND: readonly ViewPhase[] = ['asleep', 'loading', 'offline', 'elsewhere'];

/** Where a message is typed. Text can be written while the models load, and is there after a reload; it is sent when they are there. */
export function Composer({ phase }: { phase: ViewPhase }) {
  const commands = useCommands();
  const text = useDrafts(selectMessage);
  const canSend = text.trim() !== '' && !CANNOT_SEND.includes(phase);
  const send = () => {
    if (!canSend) return;
    commands.sendText(text.trim());
    commands.changeDrafts({ message: '' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that picks a character of an input method is not the Enter that sends.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <form className="composer" onSubmit={onSubmit}>
      <textarea
        className="composer__text" rows={1} value={text} aria-label={WORDS.composerLabel} placeholder={WORDS.composerPlaceholder}
        enterKeyHint="send" maxLength={2000} onChange={(event) => commands.changeDrafts({ message: event.target.value })} onKeyDown={onKeyDown}
      />
      <IconButton type="submit" label={WORDS.send} disabled={!canSend} className="composer__send"><SendIcon /></IconButton>
      {BUSY.includes(phase) && <IconButton label={WORDS.stop} className="composer__stop" onClick={() => commands.stop()}><StopIcon size={26} /></IconButton>}
    </form>
  );
}
