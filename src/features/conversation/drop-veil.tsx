import { FileAudioIcon } from '../../ui/icons';
import { WORDS } from './words';

export function DropVeil() {
  return <div className="drop-veil" aria-hidden="true"><FileAudioIcon size={44} /><p>{WORDS.drop}</p></div>;
}
