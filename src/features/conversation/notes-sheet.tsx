import { useCommands, useTools } from '../../stores/app-context';
import { selectNotes } from '../../stores/tool-store';
import { IconButton } from '../../ui/button';
import { TrashIcon } from '../../ui/icons';
import { Sheet } from '../../ui/sheet';
import { guessLanguageTag } from './text-language';
import { WORDS } from './words';

export function NotesSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const notes = useTools(selectNotes);
  const commands = useCommands();
  return (
    <Sheet title={WORDS.notes} isOpen={isOpen} onClose={onClose}>
      {notes.length === 0 && <p className="soft">{WORDS.noNotes}</p>}
      <ul className="rows">
        {notes.map((note) => (
          <li key={note.id} className="row">
            <div className="row__main">
              <p lang={guessLanguageTag(note.text)}>{note.text}</p>
              <time className="row__sub" dateTime={new Date(note.createdAtMs).toISOString()}>{new Date(note.createdAtMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}</time>
            </div>
            <IconButton label={WORDS.deleteNote(note.text)} size="small" onClick={() => void commands.deleteNote(note.id)}><TrashIcon size={18} /></IconButton>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
