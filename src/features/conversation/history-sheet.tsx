import { useCommands, useTurn } from '../../stores/app-context';
import { selectConversationId, selectHistory } from '../../stores/turn-store';
import { IconButton } from '../../ui/button';
import { TrashIcon } from '../../ui/icons';
import { Sheet } from '../../ui/sheet';
import { guessLanguageTag } from './text-language';
import { WORDS } from './words';

export function HistorySheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const history = useTurn(selectHistory);
  const openId = useTurn(selectConversationId);
  const commands = useCommands();
  const open = (id: string) => {
    void commands.openConversation(id);
    onClose();
  };
  return (
    <Sheet title={WORDS.earlier} isOpen={isOpen} onClose={onClose}>
      {history.length === 0 && <p className="soft">{WORDS.noEarlier}</p>}
      <ul className="rows">
        {history.map((item) => (
          <li key={item.id} className="row">
            <button type="button" className="row__main row__main--button" aria-current={item.id === openId || undefined} onClick={() => open(item.id)}>
              <span lang={guessLanguageTag(item.title)}>{item.title || WORDS.untitled}</span>
              <span className="row__sub">{new Date(item.startedAtMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })} · {WORDS.turns(item.turnCount)}</span>
            </button>
            <IconButton label={WORDS.deleteConversation(item.title || WORDS.untitled)} size="small" onClick={() => void commands.deleteConversation(item.id)}><TrashIcon size={18} /></IconButton>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
