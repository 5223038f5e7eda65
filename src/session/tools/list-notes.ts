import * as v from 'valibot';
import { defineTool } from './tool';

export const listNotes = defineTool('list_notes', v.object({}), (_args, { services }) => ({
  result: { notes: services.notes.list().map(({ text }) => text).join('; ') },
}));
