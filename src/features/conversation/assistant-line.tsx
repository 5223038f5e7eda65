import { heardText, unheardText, type AssistantEntry } from '../../session/conversation';
import { useCommands } from '../../stores/app-context';
import { IconButton } from '../../ui/button';
import { LinkOutIcon, ReplayIcon } from '../../ui/icons';
import { CopyButton } from './copy-button';
import { Line } from './line';
import { guessLanguageTag } from './text-language';
import { WORDS } from './words';

/** What was written and not heard: waiting in lighter ink, or struck when the person spoke over it. */
function Unheard({ entry }: { entry: AssistantEntry }) {
  const text = unheardText(entry);
  if (text.trim() === '') return <>{text}</>;
  if (entry.isOpen) return <span className="line__pending">{text}</span>;
  const isStruck = entry.isInterrupted || entry.heardLength > 0;
  if (!isStruck) return <>{text}</>;
  return <del className="line__struck"><span className="visually-hidden">{WORDS.notHeard} </span>{text}</del>;
}

export function AssistantLine({ entry }: { entry: AssistantEntry }) {
  const commands = useCommands();
  const lang = guessLanguageTag(entry.text);
  const Words = entry.quote ? 'blockquote' : 'p';
  const actions = !entry.isOpen && (
    <>
      <IconButton label={WORDS.replay} size="small" onClick={() => void commands.replay(entry.id)}><ReplayIcon size={18} /></IconButton>
      <CopyButton text={entry.text} />
    </>
  );
  if (entry.text === '' && !entry.isOpen) return entry.isInterrupted ? null : <Line speaker={WORDS.appName} voice="sotto"><p className="soft">{WORDS.noAnswer}</p></Line>;
  return (
    <Line speaker={WORDS.appName} voice="sotto" actions={actions}>
      <Words className="line__text" lang={lang}>
        {heardText(entry)}<Unheard entry={entry} />{entry.isOpen && <span className="caret" />}
      </Words>
      {entry.quote && <a className="source" href={entry.quote.url} target="_blank" rel="noreferrer noopener">{entry.quote.title}<LinkOutIcon size={16} /></a>}
    </Line>
  );
}
