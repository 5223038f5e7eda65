import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, type KeyboardEvent, type Ref } from 'react';
import { useModel } from '../../stores/app-context';
import { selectVoices } from '../../stores/model-store';
import { parseMarkup, type ParsedMarkup } from '../../studio/markup/parse-markup';
import { light, textRange } from '../../ui/text-ranges';
import { TagList, useTagList } from './tag-list';

type Stretch = { start: number; end: number };

/** Browsers look through all lit ranges for every line they draw: tens of thousands hold the page up for minutes. */
const MOST_LIT = 2000;

type MarkupFieldProps = {
  ref: Ref<HTMLTextAreaElement>;
  source: string;
  /** What was read of the source; it may be a moment behind the typing. */
  parsed: ParsedMarkup;
  label: string;
  placeholder?: string;
  /** The element that says what is wrong, when something is. */
  problemsId: string;
  onChange: (source: string) => void;
  /** Keys that the list of tags has no use for. */
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onBlur?: () => void;
  /** The stretch of the source that is heard now, read in every frame; without it somebody else lights what is heard. */
  readHeard?: () => Stretch | null;
};

/**
 * Text with markup, as it is typed. The letters are drawn by an element behind the field, character for character in the same
 * place, where tags, mistakes and the word being heard can be lit without touching the text. One of these at a time has the lights.
 */
export function MarkupField({ ref, source, parsed, label, placeholder, problemsId, onChange, onKeyDown, onBlur, readHeard }: MarkupFieldProps) {
  const field = useRef<HTMLTextAreaElement | null>(null);
  const paint = useRef<HTMLDivElement>(null);
  useImperativeHandle<HTMLTextAreaElement | null, HTMLTextAreaElement | null>(ref, () => field.current);
  const tags = useTagList(field, paint);
  const hasProblems = parsed.problems.length > 0;
  useLitMarkup(paint, source, parsed);
  useLitWord(paint, readHeard);
  return (
    <>
      <div className="writing__sheet">
        <div ref={paint} className="writing__paint" aria-hidden="true">{`${source}\n`}</div>
        <textarea
          ref={field} className="writing__field" value={source} aria-label={label} placeholder={placeholder} spellCheck={false} autoCapitalize="sentences" rows={1}
          aria-invalid={hasProblems} aria-describedby={hasProblems ? problemsId : undefined}
          aria-autocomplete="list" aria-controls={tags.listId} aria-activedescendant={tags.activeId}
          onChange={(event) => { onChange(event.target.value); tags.look(); }} onClick={tags.close} onBlur={() => { tags.close(); onBlur?.(); }}
          onKeyDown={(event) => {
            if (tags.onKeyDown(event)) event.preventDefault();
            else onKeyDown?.(event);
          }}
        />
      </div>
      <TagList {...tags} />
    </>
  );
}

/** The markup of a text, with the voices of these models for the tags that name one. */
export function useParsedMarkup(source: string): ParsedMarkup {
  const voices = useModel(selectVoices);
  return useMemo(() => parseMarkup(source, { voiceIds: voices.flatMap(({ id, name }) => [name, id]) }), [source, voices]);
}

/** Lights tags and what is wrong, once the reading has caught up with the typing. */
function useLitMarkup(paint: { current: HTMLElement | null }, source: string, parsed: ParsedMarkup): void {
  useLayoutEffect(() => {
    const element = paint.current;
    if (element === null) return;
    const rangesOf = (places: readonly Stretch[]) => places.slice(0, MOST_LIT).map(({ start, end }) => textRange(element, start, end)).filter((range) => range !== null);
    light('studio-tag', rangesOf(parsed.ranges));
    light('studio-problem', rangesOf(parsed.problems));
    return () => {
      light('studio-tag', []);
      light('studio-problem', []);
    };
  }, [paint, source, parsed]);
}

/** Lights the word being heard, without React. */
function useLitWord(paint: { current: HTMLElement | null }, readHeard: (() => Stretch | null) | undefined): void {
  useEffect(() => {
    if (readHeard === undefined) return;
    let handle = 0;
    let lit = '';
    const draw = () => {
      handle = requestAnimationFrame(draw);
      const word = readHeard();
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
  }, [paint, readHeard]);
}
