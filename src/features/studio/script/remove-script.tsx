import { useScriptCommands } from '../../../stores/app-context';
import { Confirm } from '../../../ui/confirm';
import { WORDS } from './words';

/** Asks before a script and its sound are deleted. */
export function RemoveScript({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const commands = useScriptCommands();
  return (
    <Confirm
      title={WORDS.removeTitle} sentence={WORDS.removeSentence(title)} confirmLabel={WORDS.removeConfirm} cancelLabel={WORDS.keep}
      onConfirm={() => void commands.deleteProject(id)} onClose={onClose}
    />
  );
}
