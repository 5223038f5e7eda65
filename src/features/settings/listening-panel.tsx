import { useCommands, useSettings } from '../../stores/app-context';
import { selectLanguageLock, selectListenMode } from '../../stores/settings-store';
import { Choice } from '../../ui/fields';
import { INTERRUPTION, LANGUAGES, LISTEN_MODES, PATIENCE, WORDS } from './words';

export function ListeningPanel() {
  const commands = useCommands();
  const listenMode = useSettings(selectListenMode);
  const languageLock = useSettings(selectLanguageLock);
  const patience = useSettings((state) => state.endOfTurnSensitivity);
  const interruption = useSettings((state) => state.interruptionSensitivity);
  return (
    <section className="panel">
      <h3 className="panel__title">{WORDS.listening}</h3>
      <Choice label={WORDS.listenMode} value={listenMode} options={LISTEN_MODES} onChange={(value) => commands.changeSettings({ listenMode: value })} />
      <Choice label={WORDS.language} hint={WORDS.languageHint} value={languageLock} options={LANGUAGES} onChange={(value) => commands.changeSettings({ languageLock: value })} />
      <Choice label={WORDS.patience} hint={WORDS.patienceHint} value={patience} options={PATIENCE} onChange={(value) => commands.changeSettings({ endOfTurnSensitivity: value })} />
      <Choice label={WORDS.interruption} hint={WORDS.interruptionHint} value={interruption} options={INTERRUPTION} onChange={(value) => commands.changeSettings({ interruptionSensitivity: value })} />
    </section>
  );
}
