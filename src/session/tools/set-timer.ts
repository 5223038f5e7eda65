import * as v from 'valibot';
import { durationText } from './duration-text';
import { defineTool, textArgument } from './tool';

const MAX_SECONDS = 7 * 24 * 3600;

const schema = v.object({ seconds: v.pipe(v.number(), v.minValue(1), v.maxValue(MAX_SECONDS)), label: textArgument });

export const setTimer = defineTool('set_timer', schema, ({ seconds, label }, { services, language }) => {
  services.timers.start(seconds, label);
  return { result: { length: durationText(seconds, language), label } };
});
