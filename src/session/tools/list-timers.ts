import * as v from 'valibot';
import { durationText } from './duration-text';
import { defineTool } from './tool';

export const listTimers = defineTool('list_timers', v.object({}), (_args, { services, language }) => {
  const nowMs = services.now().getTime();
  const lines = services.timers.list().map(({ label, endsAtMs }) => {
    const left = durationText((endsAtMs - nowMs) / 1000, language);
    return language === 'zh' ? `${label || '计时器'}：还剩${left}` : `${label || 'timer'}: ${left} left`;
  });
  return { result: { timers: lines.join(language === 'zh' ? '；' : '; ') } };
});
