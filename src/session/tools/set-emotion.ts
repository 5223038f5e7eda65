import * as v from 'valibot';
import { defineTool } from './tool';

const schema = v.object({ emotion: v.picklist(['neutral', 'happy', 'sad', 'calm', 'angry', 'excited']) });

export const setEmotion = defineTool('set_emotion', schema, ({ emotion }, { services }) => {
  services.voice.setEmotion(emotion);
  return { result: { emotion } };
});
