import { IconButton } from '../../ui/button';
import { CheckIcon, CopyIcon } from '../../ui/icons';
import { useCopy } from '../../ui/use-copy';
import { WORDS } from './words';

export function CopyButton({ text }: { text: string }) {
  const { isCopied, copy } = useCopy();
  return <IconButton label={isCopied ? WORDS.copied : WORDS.copy} size="small" onClick={() => void copy(text)}>{isCopied ? <CheckIcon size={18} /> : <CopyIcon size={18} />}</IconButton>;
}
