import type { HumanEntry } from '../../session/conversation';
import { CopyButton } from './copy-button';
import { Line } from './line';
import { languageName, languageTag } from './text-language';
import { WORDS } from './words';

/** What the person said; how the voice sounded stands over it in italics, as an expression mark does in a score. */
export function HumanLine({ entry }: { entry: HumanEntry }) {
  const language = entry.via === 'voice' ? languageName(entry.language) : WORDS.typed;
  const marks = (
    <>
      {language && <span className="line__mark" lang={entry.via === 'voice' ? languageTag(entry.language) : undefined}>{language}</span>}
      {entry.voiceHint && <span className="line__expression">{entry.voiceHint}</span>}
    </>
  );
  return (
    <Line speaker={WORDS.you} voice="you" marks={marks} actions={<CopyButton text={entry.text} />}>
      <p className="line__text" lang={languageTag(entry.language)}>{entry.text}</p>
    </Line>
  );
}
