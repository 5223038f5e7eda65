import { useCommands } from '../../stores/app-context';
import { SUGGESTIONS, WORDS } from './words';

/** What an empty conversation offers: things to say, which a click says too, once somebody can answer. */
export function Suggestions({ isDisabled }: { isDisabled: boolean }) {
  const commands = useCommands();
  return (
    <div className="suggestions">
      <h2 className="suggestions__label">{WORDS.tryLabel}</h2>
      <ul>
        {SUGGESTIONS.map(({ text, lang }) => (
          <li key={text}><button type="button" className="suggestion" lang={lang} disabled={isDisabled} onClick={() => commands.sendText(text)}>{text}</button></li>
        ))}
      </ul>
    </div>
  );
}
