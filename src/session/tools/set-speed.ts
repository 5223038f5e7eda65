import * as v from 'valibot';
import { defineTool } from './tool';

export const setSpeed = defineTool('set_speed', v.object({ rate: v.pipe(v.number(), v.finite()) }), ({ rate }, { services }) => {
  const allowed = Math.min(2, Math.max(0.5, rate));
  services.voice.setRate(allowed);
  return { result: { rate: allowed } };
});
