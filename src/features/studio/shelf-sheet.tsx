import { useState } from 'react';
import { useStudio, useStudioCommands } from '../../stores/app-context';
import { IconButton } from '../../ui/button';
import { Confirm } from '../../ui/confirm';
import { TrashIcon } from '../../ui/icons';
import { Sheet } from '../../ui/sheet';
import { WORDS } from './words';

const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** All texts of Studio that are kept on this device. */
export function ShelfSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const commands = useStudioCommands();
  const shelf = useStudio((state) => state.shelf);
  const openId = useStudio(({ draft }) => draft.id);
  const [deletingId, setDeletingId] = useState<string | null>(null);
  const open = (id: string) => {
    void commands.openText(id);
    onClose();
  };
  return (
    <Sheet title={WORDS.shelf} isOpen={isOpen} onClose={onClose}>
      {shelf.length === 0 && <p className="soft">{WORDS.emptyShelf}</p>}
      <ul className="rows">
        {shelf.map(({ id, title, excerpt, updatedAtMs }) => {
          const name = title || excerpt || WORDS.untitled;
          return (
            <li key={id} className="row">
              <button type="button" className="row__main row__main--button" aria-current={id === openId ? 'true' : undefined} onClick={() => open(id)}>
                {name}<span className="row__sub">{DATE.format(updatedAtMs)}</span>
              </button>
              <IconButton label={WORDS.deleteNamed(name)} onClick={() => setDeletingId(id)}><TrashIcon size={18} /></IconButton>
            </li>
          );
        })}
      </ul>
      {deletingId !== null && (
        <Confirm
          title={WORDS.deleteTitle} sentence={WORDS.deleteSentence} confirmLabel={WORDS.deleteConfirm} cancelLabel={WORDS.keep}
          onConfirm={() => void commands.deleteText(deletingId)} onClose={() => setDeletingId(null)}
        />
      )}
    </Sheet>
  );
}
