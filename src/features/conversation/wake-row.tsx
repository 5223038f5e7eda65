import { useCommands } from '../../stores/app-context';
import { Button } from '../../ui/button';
import { KeyboardIcon, MicIcon } from '../../ui/icons';
import { WORDS } from './words';

/** Under a conversation that is being taken up again: the same two ways to begin as on the welcome page. */
export function WakeRow() {
  const commands = useCommands();
  return (
    <div className="wake">
      <Button variant="primary" size="large" onClick={() => void commands.start()}><MicIcon size={26} />{WORDS.start}</Button>
      <Button variant="link" onClick={() => void commands.start({ withMicrophone: false })}><KeyboardIcon size={20} />{WORDS.typeInstead}</Button>
    </div>
  );
}
