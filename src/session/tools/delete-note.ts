import * as v from 'valibot';
import { isNamed } from './is-named';
import { defineTool, textArgument } from './tool';

export const deleteNote = defineTool('delete_note', v.object({ text: textArgument }), async ({ text }, { services }) => {
  const ids = services.notes.list().filter((note) => isNamed(note.text, text)).map(({ id }) => id);
  await services.notes.remove(ids);
  return { result: { deleted: ids.length } };
});
