import { useEffect, useState } from 'react';
import { useCommands, useTools } from '../../stores/app-context';
import { selectTimers } from '../../stores/tool-store';
import { Button, IconButton } from '../../ui/button';
import { BellIcon, CloseIcon } from '../../ui/icons';
import type { Timer } from '../../session/notices';
import { formatCountdown } from './format-countdown';
import { WORDS } from './words';

/** Now, in milliseconds since the epoch, renewed four times a second while `isRunning`. */
function useNow(isRunning: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    const handle = setInterval(() => setNowMs(Date.now()), 250);
    return () => clearInterval(handle);
  }, [isRunning]);
  return nowMs;
}

function RingingTimer({ timer }: { timer: Timer }) {
  const commands = useCommands();
  return (
    <div className="timer timer--ringing" role="alert">
      <BellIcon /><span>{WORDS.timerRinging(timer.label)}</span>
      <Button size="small" variant="primary" onClick={() => commands.cancelTimer(timer.id)}>{WORDS.stopTimer}</Button>
    </div>
  );
}

export function Timers() {
  const timers = useTools(selectTimers);
  const commands = useCommands();
  const nowMs = useNow(timers.length > 0);
  if (timers.length === 0) return null;
  return (
    <div className="timers" role="group" aria-label={WORDS.timers}>
      {timers.map((timer) => timer.isRinging ? <RingingTimer key={timer.id} timer={timer} /> : (
        <div key={timer.id} className="timer">
          <span>{WORDS.timerName(timer.label)}</span>
          <span role="timer" className="timer__left">{formatCountdown(timer.endsAtMs - nowMs)}</span>
          <IconButton label={WORDS.cancelTimer(timer.label)} size="small" onClick={() => commands.cancelTimer(timer.id)}><CloseIcon size={16} /></IconButton>
        </div>
      ))}
    </div>
  );
}
