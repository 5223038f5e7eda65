import * as v from 'valibot';
import { isNamed } from './is-named';
import { defineTool, textArgument } from './tool';

export const cancelTimer = defineTool('cancel_timer', v.object({ label: textArgument }), ({ label }, { services }) => {
  const timers = services.timers.list().filter((timer) => isNamed(timer.label, label));
  for (const timer of timers) services.timers.cancel(timer.id);
  return { result: { cancelled: timers.length } };
});
