import type { FaultEntry } from '../../session/conversation';
import { AlertIcon } from '../../ui/icons';
import { WORDS } from './words';

export function FaultLine({ entry }: { entry: FaultEntry }) {
  return <p className="fault"><AlertIcon size={18} />{WORDS.faultSentence} <code>{entry.code}</code></p>;
}
