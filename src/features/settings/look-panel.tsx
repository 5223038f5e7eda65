import { useCommands, useSettings } from '../../stores/app-context';
import { selectTheme } from '../../stores/settings-store';
import { Choice } from '../../ui/fields';
import { KEYS, THEMES, WORDS } from './words';

export function LookPanel() {
  const commands = useCommands();
  const theme = useSettings(selectTheme);
  return (
    <section className="panel">
      <h3 className="panel__title">{WORDS.look}</h3>
      <Choice label={WORDS.theme} value={theme} options={THEMES} onChange={(value) => commands.changeSettings({ theme: value })} />
      <h4 className="panel__subtitle">{WORDS.keys}</h4>
      <dl className="facts">{KEYS.map(({ keys, meaning }) => <div key={keys}><dt><kbd>{keys}</kbd></dt><dd>{meaning}</dd></div>)}</dl>
    </section>
  );
}
