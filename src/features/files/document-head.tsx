import { useEffect, useRef, useState, type FormEvent } from 'react';
import { formatLength } from '../../lib/format-duration';
import { useFileCommands, useFiles } from '../../stores/app-context';
import { Button, IconButton } from '../../ui/button';
import { BackIcon, ExportIcon, RedoIcon, SearchIcon, UndoIcon } from '../../ui/icons';
import type { TranscriptDocument } from '../../transcripts/document';
import { DocumentMenu, type DocumentView } from './document-menu';
import { WORDS } from './words';

type DocumentHeadProps = { open: TranscriptDocument; view: DocumentView; onBack: () => void; onFind: () => void; onExport: () => void };

/** What the transcript is called, and everything that is done with the whole of it. */
export function DocumentHead({ open, view, onBack, onFind, onExport }: DocumentHeadProps) {
  const commands = useFileCommands();
  const canUndo = useFiles((state) => state.canUndo);
  const canRedo = useFiles((state) => state.canRedo);
  const facts = [new Date(open.createdAtMs).toLocaleDateString(undefined, { dateStyle: 'medium' }), formatLength(open.durationMs)];
  return (
    <header className="document__head">
      <IconButton label={WORDS.back} onClick={onBack}><BackIcon /></IconButton>
      <div className="document__name">
        <TitleField key={open.title} documentId={open.id} title={open.title} />
        <p className="document__facts">{facts.join(' · ')}</p>
      </div>
      <div className="document__tools" role="toolbar" aria-label={open.title}>
        <IconButton label={WORDS.undo} disabled={!canUndo} onClick={() => commands.undo()}><UndoIcon /></IconButton>
        <IconButton label={WORDS.redo} disabled={!canRedo} onClick={() => commands.redo()}><RedoIcon /></IconButton>
        <IconButton label={WORDS.find} onClick={onFind}><SearchIcon /></IconButton>
        <Button size="small" onClick={onExport}><ExportIcon size={18} />{WORDS.export}</Button>
        <DocumentMenu open={open} view={view} onDeleted={onBack} />
      </div>
    </header>
  );
}

function TitleField({ documentId, title }: { documentId: string; title: string }) {
  const commands = useFileCommands();
  const [text, setText] = useState(title);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The row that led here is gone, and the focus with it.
    if (document.activeElement === document.body) field.current?.closest('h1')?.focus({ preventScroll: true });
  }, []);
  const keep = () => {
    if (text.trim() === '') setText(title);
    else if (text !== title) void commands.renameDocument(documentId, text.trim());
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    field.current?.blur();
  };
  return (
    <form onSubmit={onSubmit}>
      <h1 className="document__title" tabIndex={-1} aria-label={title}>
        <input ref={field} aria-label={WORDS.rename} value={text} onChange={(event) => setText(event.target.value)} onBlur={keep} />
      </h1>
    </form>
  );
}
