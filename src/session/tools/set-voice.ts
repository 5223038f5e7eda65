import * as v from 'valibot';
import { defineTool } from './tool';

export const setVoice = defineTool('set_voice', v.object({ voice: v.picklist(['female', 'male', 'next']) }), ({ voice }, { services, language }) => ({
  result: { voice: services.voice.choose(voice, language) },
}));
