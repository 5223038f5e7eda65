import { useState, type ReactNode } from 'react';
import type { ExportedFile } from '../../session/commands';
import { useStudio, useStudioCommands } from '../../stores/app-context';
import { IconButton } from '../../ui/button';
import { Confirm } from '../../ui/confirm';
import { HistoryIcon, MoreIcon, NewIcon, RedoIcon, UndoIcon } from '../../ui/icons';
import { Menu } from '../../ui/menu';
import { pickFile } from '../../ui/pick-file';
import { saveFile } from '../../ui/save-file';
import { ShelfSheet } from './shelf-sheet';
import { TagHelp } from './tag-help';
import { WORDS } from './words';

const JSON_TYPES = '.json,application/json';

/** The name of the text, and what can be done with it as a whole. */
export function TextHead({ tabs }: { tabs: ReactNode }) {
  const commands = useStudioCommands();
  const title = useStudio(({ draft }) => draft.title);
  const id = useStudio(({ draft }) => draft.id);
  const canUndo = useStudio((state) => state.canUndo);
  const canRedo = useStudio((state) => state.canRedo);
  const [sheet, setSheet] = useState<'shelf' | 'tags' | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const hasPresets = useStudio(({ presets }) => presets.length > 0);
  /** What came of the last file. */
  const [news, setNews] = useState({ text: '', isFault: false });
  const importText = async (file: File) => setNews((await commands.importText(file)) ? { text: '', isFault: false } : { text: WORDS.notOurs(file.name), isFault: true });
  const importPresets = async (file: File) => {
    const read = await commands.importPresets(file);
    setNews('fault' in read ? { text: read.fault, isFault: true } : { text: WORDS.presetsAdded(read.count), isFault: false });
  };
  const save = ({ fileName, blob }: ExportedFile) => saveFile(fileName, blob);
  const close = () => setSheet(null);
  return (
    <header className="text-head">
      {tabs}
      <input className="text-head__title" type="text" value={title} maxLength={200} aria-label={WORDS.textTitle} placeholder={WORDS.untitled} onChange={(event) => commands.renameText(event.target.value)} />
      <IconButton label={WORDS.undo} className="text-head__step" disabled={!canUndo} onClick={() => commands.undo()}><UndoIcon /></IconButton>
      <IconButton label={WORDS.redo} className="text-head__step" disabled={!canRedo} onClick={() => commands.redo()}><RedoIcon /></IconButton>
      <IconButton label={WORDS.newText} onClick={() => commands.newText()}><NewIcon /></IconButton>
      <IconButton label={WORDS.shelf} onClick={() => setSheet('shelf')}><HistoryIcon /></IconButton>
      <Menu
        label={WORDS.more} icon={<MoreIcon />}
        items={[
          { label: WORDS.allTags, onSelect: () => setSheet('tags') },
          { label: WORDS.duplicate, onSelect: () => commands.duplicateText() },
          { label: WORDS.exportText, onSelect: () => save(commands.exportText()) },
          { label: WORDS.importText, onSelect: () => pickFile(JSON_TYPES, (file) => void importText(file)) },
          { label: WORDS.exportPresets, isDisabled: !hasPresets, onSelect: () => save(commands.exportPresets()) },
          { label: WORDS.importPresets, onSelect: () => pickFile(JSON_TYPES, (file) => void importPresets(file)) },
          { label: WORDS.deleteText, onSelect: () => setDeleting(true) },
        ]}
      />
      <p className="text-head__news" role="status" data-fault={news.isFault}>{news.text}</p>
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
