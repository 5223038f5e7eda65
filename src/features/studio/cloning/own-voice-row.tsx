import { useState } from 'react';
import { useCommands, useVoicesCommands } from '../../../stores/app-context';
import type { OwnVoice } from '../../../stores/voices-store';
import { Button, IconButton } from '../../../ui/button';
import { Confirm } from '../../../ui/confirm';
import { TrashIcon } from '../../../ui/icons';
import { SimilarityScale } from './similarity-scale';
import { LANGUAGE_OPTIONS, WORDS } from './words';

type RowProps = { voice: OwnVoice; isChosen: boolean; onChoose: () => void };

/** A voice of one's own: its name, what it sounds like, how near it comes, and its end. */
export function OwnVoiceRow({ voice: { id, name, language, similarity, isUsable }, isChosen, onChoose }: RowProps) {
  const commands = useVoicesCommands();
  const { previewVoice } = useCommands();
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <li className="own-voice">
      <div className="own-voice__head">
        <input
          className="own-voice__name" defaultValue={name} key={name} maxLength={60} aria-label={WORDS.renameNamed(name)}
          onBlur={(event) => { if (event.target.value.trim() === '') event.target.value = name; else if (event.target.value !== name) void commands.renameVoice(id, event.target.value); }}
          onKeyDown={(event) => { if (event.key === 'Enter') event.currentTarget.blur(); }}
        />
        <span className="soft">{LANGUAGE_OPTIONS.find(({ value }) => value === language)?.label}</span>
        <IconButton label={WORDS.deleteNamed(name)} onClick={() => setIsDeleting(true)}><TrashIcon size={18} /></IconButton>
      </div>
      {isUsable ? (
        <div className="own-voice__ways">
          <Button size="small" aria-label={WORDS.hearNamed(name)} onClick={() => void previewVoice(id)}>{WORDS.hear}</Button>
          <Button size="small" aria-label={WORDS.takeNamed(name)} aria-pressed={isChosen} onClick={onChoose}>{isChosen ? WORDS.used : WORDS.take}</Button>
        </div>
      ) : <p className="field__hint">{WORDS.unusable}</p>}
      <SimilarityScale similarity={similarity} />
      {isDeleting && (
        <Confirm
          title={WORDS.deleteTitle} sentence={WORDS.deleteSentence} confirmLabel={WORDS.deleteConfirm} cancelLabel={WORDS.keep}
          onConfirm={() => void commands.deleteVoice(id)} onClose={() => setIsDeleting(false)}
        />
      )}
    </li>
  );
}
