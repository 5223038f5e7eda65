import { useEffect, useId, useRef, type FormEvent, type ReactNode } from 'react';
import { useCommands, useDrafts, useScript, useScriptCommands } from '../../../stores/app-context';
import { selectScriptText } from '../../../stores/draft-store';
import { Button } from '../../../ui/button';
import { BookIcon } from '../../../ui/icons';
import { pickFile } from '../../../ui/pick-file';
import { EXAMPLE_SCRIPT } from './example';
import { ProjectList } from './project-list';
import { ScriptFaultLine } from './script-fault-line';
import { SCRIPT_TYPES, WORDS } from './words';

/** Where scripts come in, and those that are there. */
export function ScriptHome({ tabs, notices }: { tabs: ReactNode; notices: ReactNode }) {
  const isResuming = useScript((state) => state.isResuming);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What led here is gone, and the focus with it.
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="files-home">
      <div className="files-home__content script-home">
        {tabs}
        <header>
          <h1 className="files-home__title" ref={title} tabIndex={-1}>{WORDS.headline}</h1>
          <p className="files-home__promise">{WORDS.promise}</p>
        </header>
        {notices}
        <ScriptFaultLine />
        {isResuming ? <p className="soft" role="status">{WORDS.resuming}</p> : <><ScriptIntake /><ProjectList /></>}
      </div>
    </div>
  );
}

/** A text that is typed or pasted, a file, or nothing yet. */
function ScriptIntake() {
  const commands = useScriptCommands();
  const { changeDrafts } = useCommands();
  const text = useDrafts(selectScriptText);
  const id = useId();
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void commands.createFromText(text);
  };
  return (
    <form className="script-paste" onSubmit={make}>
      <label className="visually-hidden" htmlFor={id}>{WORDS.paste}</label>
      <textarea id={id} className="script-paste__field" value={text} placeholder={WORDS.pastePlaceholder} spellCheck={false} onChange={(event) => changeDrafts({ scriptText: event.target.value })} />
      <div className="intake__ways">
        <Button type="submit" variant="primary" disabled={text.trim() === ''}>{WORDS.make}</Button>
        <Button onClick={() => pickFile(SCRIPT_TYPES, (file) => void commands.createFromFile(file))}><BookIcon />{WORDS.choose}</Button>
        <Button variant="link" onClick={() => void commands.createFromText(EXAMPLE_SCRIPT)}>{WORDS.tryExample}</Button>
        <Button variant="link" onClick={() => void commands.createEmpty()}>{WORDS.writeNew}</Button>
      </div>
      <p className="field__hint">{WORDS.chooseHint}</p>
    </form>
  );
}
