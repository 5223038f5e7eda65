import * as v from 'valibot';
import { defineTool, neededText } from './tool';

export const addNote = defineTool('add_note', v.object({ text: neededText }), async ({ text }, { services }) => {
  const note = await services.notes.add(text);
  return { result: { saved: note.text } };
});
