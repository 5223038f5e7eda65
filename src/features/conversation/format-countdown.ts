import { formatClock } from '../../lib/format-clock';

/** Time left as `m:ss` or `h:mm:ss`, rounded up so that a timer shows 0:00 only when it is over. */
export function formatCountdown(leftMs: number): string {
  return formatClock(Math.ceil(leftMs / 1000));
}
