import { useDeferredValue, useEffect, useId, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { useModel, useStudio, useStudioCommands } from '../../stores/app-context';
import { selectVoices } from '../../stores/model-store';
import type { StudioCommands } from '../../stores/studio-commands';
import { parseMarkup, type ParsedMarkup } from '../../studio/markup/parse-markup';
import { light, textRange } from '../../ui/text-ranges';
import { ProblemList } from './problem-list';
import { TagBar } from './tag-bar';
import { TagList, useTagList } from './tag-list';
import { WORDS } from './words';

/**
 * The text as it is typed. The letters are drawn by an element behind the field, character for character in the same place,
 * where tags, mistakes and the word being heard can be lit without touching the text.
 */
export function TextField() {
  const commands = useStudioCommands();
  const source = useStudio(({ draft }) => draft.line.source);
  const parsed = useParsed(useDeferredValue(source));
  const field = useRef<HTMLTextAreaElement>(null);
  const paint = useRef<HTMLDivElement>(null);
  const id = useId();
  const tags = useTagList(field, paint);
  useLitMarkup(paint, source, parsed);
  useLitWord(paint, commands);
  const onKeyDown = (event: KeyboardEvent) => {
    if (tags.onKeyDown(event)) event.preventDefault();
  };
  return (
    <div className="writing">
      <div className="writing__sheet">
        <div ref={paint} className="writing__paint" aria-hidden="true">{`${source}\n`}</div>
        <textarea
          ref={field} className="writing__field" value={source} aria-label={WORDS.textLabel} placeholder={WORDS.placeholder} spellCheck={false} autoCapitalize="sentences"
          aria-invalid={parsed.problems.length > 0} aria-describedby={parsed.problems.length > 0 ? `${id}-problems` : undefined}
          aria-autocomplete="list" aria-controls={tags.listId} aria-activedescendant={tags.activeId}
          onChange={(event) => { commands.changeText(event.target.value); tags.look(); }} onKeyDown={onKeyDown} onBlur={tags.close} onClick={tags.close}
        />
      </div>
      <TagList {...tags} />
      <TagBar field={field} />
      <ProblemList id={`${id}-problems`} source={source} problems={parsed.problems} onShow={(start, end) => { field.current?.focus(); field.current?.setSelectionRange(start, end); }} />
    </div>
  );
}

function useParsed(source: string): ParsedMarkup {
  const voices = useModel(selectVoices);
  return useMemo(() => parseMarkup(source, { voiceIds: voices.flatMap(({ id, name }) => [name, id]) }), [source, voices]);
}

/** Lights tags and what is wrong, once the reading has caught up with the typing. */
function useLitMarkup(paint: { current: HTMLElement | null }, source: string, parsed: ParsedMarkup): void {
  useLayoutEffect(() => {
    const element = paint.current;
    if (element === null) return;
    const rangesOf = (places: readonly { start: number; end: number }[]) => places.map(({ start, end }) => textRange(element, start, end)).filter((range) => range !== null);
    light('studio-tag', rangesOf(parsed.ranges));
    light('studio-problem', rangesOf(parsed.problems));
    return () => {
      light('studio-tag', []);
      light('studio-problem', []);
    };
  }, [paint, source, parsed]);
}

/** Lights the word being heard, without React. */
function useLitWord(paint: { current: HTMLElement | null }, commands: StudioCommands): void {
  useEffect(() => {
    let handle = 0;
    let lit = '';
    const draw = () => {
      handle = requestAnimationFrame(draw);
      const word = commands.readPlace()?.word ?? null;
      const key = word === null ? '' : `${word.start} ${word.end}`;
      if (key === lit || paint.current === null) return;
      lit = key;
      const range = word === null ? null : textRange(paint.current, word.start, word.end);
      light('studio-heard', range === null ? [] : [range]);
    };
    handle = requestAnimationFrame(draw);
    return () => {
      cancelAnimationFrame(handle);
      light('studio-heard', []);
    };
  }, [paint, commands]);
}
