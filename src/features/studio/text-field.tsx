import { useCallback, useId, useRef } from 'react';
import { useStudio, useStudioCommands } from '../../stores/app-context';
import { MarkupField, useParsedMarkup } from './markup-field';
import { ProblemList } from './problem-list';
import { TagBar } from './tag-bar';
import { useRestingText } from './use-resting-text';
import { WORDS } from './words';

/** The text as it is typed, the tags that can be put into it, and what is wrong with those it has. */
export function TextField() {
  const commands = useStudioCommands();
  const source = useStudio(({ draft }) => draft.line.source);
  const parsed = useParsedMarkup(useRestingText(source));
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const readHeard = useCallback(() => commands.readPlace()?.word ?? null, [commands]);
  return (
    <div className="writing">
      <MarkupField
        ref={field} source={source} parsed={parsed} label={WORDS.textLabel} placeholder={WORDS.placeholder} problemsId={`${id}-problems`}
        onChange={(typed) => commands.changeText(typed)} readHeard={readHeard}
      />
      <TagBar field={field} />
      <ProblemList id={`${id}-problems`} source={source} problems={parsed.problems} onShow={(start, end) => { field.current?.focus(); field.current?.setSelectionRange(start, end); }} />
    </div>
  );
}
