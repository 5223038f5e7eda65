import { useTurn } from '../../stores/app-context';
import { selectPartialText } from '../../stores/turn-store';
import { Line } from './line';
import { guessLanguageTag } from './text-language';
import { WORDS } from './words';

/** What has been recognised so far, in lighter ink because it may still change. Hidden from screen readers, which get the final text. */
export function PartialLine() {
  const text = useTurn(selectPartialText);
  if (text === '') return null;
  return (
    <div aria-hidden="true">
      <Line speaker={WORDS.you} voice="you">
        <p className="line__text line__text--partial" lang={guessLanguageTag(text)} data-testid="partial">{text}<span className="caret" /></p>
      </Line>
    </div>
  );
}
