import { useScript, useScriptCommands } from '../../../stores/app-context';
import { IconButton } from '../../../ui/button';
import { CloseIcon } from '../../../ui/icons';
import { scriptFaultSentence } from './fault-words';
import { WORDS } from './words';

/** What went wrong with the script as a whole, and what to do about it. */
export function ScriptFaultLine() {
  const commands = useScriptCommands();
  const fault = useScript((state) => state.fault);
  if (fault === null) return null;
  return (
    <div className="notice notice--error" role="alert">
      <p className="notice__text">{scriptFaultSentence(fault)} {fault.message !== '' && <span className="notice__detail">{fault.message}</span>}</p>
      <IconButton label={WORDS.dismiss} size="small" onClick={() => commands.dismissFault()}><CloseIcon size={18} /></IconButton>
    </div>
  );
}
