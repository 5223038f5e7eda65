import { useState, type ReactNode } from 'react';
import { useStudio, useStudioCommands } from '../../stores/app-context';
import { IconButton } from '../../ui/button';
import { Confirm } from '../../ui/confirm';
import { HistoryIcon, MoreIcon, NewIcon } from '../../ui/icons';
import { Menu } from '../../ui/menu';
import { pickFile } from '../../ui/pick-file';
import { saveFile } from '../../ui/save-file';
import { ShelfSheet } from './shelf-sheet';
import { TagHelp } from './tag-help';
import { WORDS } from './words';

/** The name of the text, and what can be done with it as a whole. */
export function TextHead({ tabs }: { tabs: ReactNode }) {
  const commands = useStudioCommands();
  const title = useStudio(({ draft }) => draft.title);
  const id = useStudio(({ draft }) => draft.id);
  const [sheet, setSheet] = useState<'shelf' | 'tags' | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const [refusal, setRefusal] = useState('');
  const importText = async (file: File) => setRefusal((await commands.importText(file)) ? '' : WORDS.notOurs(file.name));
  const exportText = () => {
    const { fileName, blob } = commands.exportText();
    saveFile(fileName, blob);
  };
  const close = () => setSheet(null);
  return (
    <header className="text-head">
      {tabs}
      <input className="text-head__title" type="text" value={title} maxLength={200} aria-label={WORDS.textTitle} placeholder={WORDS.untitled} onChange={(event) => commands.renameText(event.target.value)} />
      <IconButton label={WORDS.newText} onClick={() => commands.newText()}><NewIcon /></IconButton>
      <IconButton label={WORDS.shelf} onClick={() => setSheet('shelf')}><HistoryIcon /></IconButton>
      <Menu
        label={WORDS.more} icon={<MoreIcon />}
        items={[
          { label: WORDS.allTags, onSelect: () => setSheet('tags') },
          { label: WORDS.duplicate, onSelect: () => commands.duplicateText() },
          { label: WORDS.exportText, onSelect: exportText },
          { label: WORDS.importText, onSelect: () => pickFile('.json,application/json', (file) => void importText(file)) },
          { label: WORDS.deleteText, onSelect: () => setDeleting(true) },
        ]}
      />
      <p className="text-head__refusal" role="status">{refusal}</p>
      <ShelfSheet isOpen={sheet === 'shelf'} onClose={close} />
      <TagHelp isOpen={sheet === 'tags'} onClose={close} />
      {isDeleting && (
        <Confirm
          title={WORDS.deleteTitle} sentence={WORDS.deleteSentence} confirmLabel={WORDS.deleteConfirm} cancelLabel={WORDS.keep}
          onConfirm={() => void commands.deleteText(id)} onClose={() => setDeleting(false)}
        />
      )}
    </header>
  );
}
