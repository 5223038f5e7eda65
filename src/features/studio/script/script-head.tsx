import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useScript, useScriptCommands } from '../../../stores/app-context';
import type { Project } from '../../../studio/project';
import { Button, IconButton } from '../../../ui/button';
import { BackIcon, ExportIcon, MoreIcon, RedoIcon, SearchIcon, UndoIcon } from '../../../ui/icons';
import { Menu } from '../../../ui/menu';
import { TagHelp } from '../tag-help';
import type { ChapterHandlers } from './use-chapter-handlers';
import type { LineHandlers } from './line-handlers';
import { RemoveScript } from './remove-script';
import { WORDS } from './words';

type ScriptHeadProps = { project: Project; tabs: ReactNode; handlers: LineHandlers; chapterHandlers: ChapterHandlers; onFind: () => void; onExport: () => void };

/** What the script is called, and everything that is done with the whole of it. */
export function ScriptHead({ project: { id, script }, tabs, handlers, chapterHandlers, onFind, onExport }: ScriptHeadProps) {
  const commands = useScriptCommands();
  const canUndo = useScript((state) => state.canUndo);
  const canRedo = useScript((state) => state.canRedo);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What led here is gone, and the focus with it.
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className="script-head">
      {tabs}
      <IconButton label={WORDS.back} className="script-head__back" onClick={() => void commands.closeProject()}><BackIcon /></IconButton>
      <h1 className="script-head__title" ref={title} tabIndex={-1} aria-label={script.title || WORDS.untitled}>
        <input type="text" value={script.title} maxLength={200} aria-label={WORDS.scriptTitle} placeholder={WORDS.untitled} onChange={(event) => commands.edit({ type: 'title.set', title: event.target.value })} />
      </h1>
      <div className="script-head__tools" role="toolbar" aria-label={script.title || WORDS.untitled}>
        <IconButton label={WORDS.undo} className="script-head__undo" disabled={!canUndo} onClick={handlers.undo}><UndoIcon /></IconButton>
        <IconButton label={WORDS.redo} disabled={!canRedo} onClick={handlers.redo}><RedoIcon /></IconButton>
        <IconButton label={WORDS.find} className="script-head__find" onClick={onFind}><SearchIcon /></IconButton>
        <Button size="small" className="script-head__export" onClick={onExport}><ExportIcon size={18} />{WORDS.export}</Button>
        <Menu
          label={WORDS.more} icon={<MoreIcon />}
          items={[
            { label: WORDS.allTags, onSelect: () => setHelpOpen(true) },
            { label: WORDS.foldAll, isDisabled: script.chapters.length < 2, onSelect: chapterHandlers.foldAll },
            { label: WORDS.unfoldAll, isDisabled: script.chapters.length < 2, onSelect: chapterHandlers.unfoldAll },
            { label: WORDS.remove, onSelect: () => setRemoving(true) },
          ]}
        />
      </div>
      <TagHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
      {isRemoving && <RemoveScript id={id} title={script.title || WORDS.untitled} onClose={() => setRemoving(false)} />}
    </header>
  );
}
