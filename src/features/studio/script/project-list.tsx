import { useState, type FormEvent } from 'react';
import { formatLength } from '../../../lib/format-duration';
import { useScript, useScriptCommands } from '../../../stores/app-context';
import { selectProjects, type ProjectEntry } from '../../../stores/script-store';
import { Button } from '../../../ui/button';
import { MoreIcon } from '../../../ui/icons';
import { Menu } from '../../../ui/menu';
import { RemoveScript } from './remove-script';
import { WORDS } from './words';

/** Every script on this device. */
export function ProjectList() {
  const projects = useScript(selectProjects);
  const [doomed, setDoomed] = useState<ProjectEntry | null>(null);
  return (
    <section className="files-part" aria-labelledby="script-projects">
      <h2 className="files-part__title" id="script-projects">{WORDS.yours}</h2>
      {projects.length === 0 && <p className="soft">{WORDS.noScripts}</p>}
      <ul className="rows">{projects.map((entry) => <ProjectRow key={entry.id} entry={entry} onRemove={() => setDoomed(entry)} />)}</ul>
      {doomed !== null && <RemoveScript id={doomed.id} title={doomed.title || WORDS.untitled} onClose={() => setDoomed(null)} />}
    </section>
  );
}

function ProjectRow({ entry: { id, title, updatedAtMs, lineCount, readyCount, seconds }, onRemove }: { entry: ProjectEntry; onRemove: () => void }) {
  const commands = useScriptCommands();
  const [isRenaming, setRenaming] = useState(false);
  const name = title || WORDS.untitled;
  const facts = [
    new Date(updatedAtMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }), WORDS.lines(lineCount), WORDS.entryReady(readyCount, lineCount),
    ...(seconds > 0 ? [formatLength(seconds * 1000)] : []),
  ];
  if (isRenaming) return <li className="row"><RenameForm title={title} onRename={(typed) => void commands.renameProject(id, typed)} onClose={() => setRenaming(false)} /></li>;
  return (
    <li className="row">
      <button type="button" className="row__main row__main--button" onClick={() => void commands.openProject(id)}>
        <span className="library__title">{name}</span>
        <span className="row__sub">{facts.join(' · ')}</span>
      </button>
      <Menu
        label={WORDS.actionsOf(name)} icon={<MoreIcon />}
        items={[
          { label: WORDS.rename, onSelect: () => setRenaming(true) },
          { label: WORDS.duplicate, onSelect: () => void commands.duplicateProject(id) },
          { label: WORDS.remove, onSelect: onRemove },
        ]}
      />
    </li>
  );
}

function RenameForm({ title, onRename, onClose }: { title: string; onRename: (title: string) => void; onClose: () => void }) {
  const [typed, setTyped] = useState(title);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') onRename(typed.trim());
    onClose();
  };
  return (
    <form className="field inline-form row__main" onSubmit={submit}>
      <input
        // It was asked for, so the next thing is to type.
        autoFocus type="text" value={typed} maxLength={200} aria-label={WORDS.newName} onFocus={(event) => event.currentTarget.select()} onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
      />
      <Button type="submit" size="small">{WORDS.keepName}</Button>
    </form>
  );
}
