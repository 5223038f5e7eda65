import { useEffect, useMemo, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import type { Script } from '../../../studio/script/script';
import { IconButton } from '../../../ui/button';
import { FindField } from '../../../ui/find-field';
import { CloseIcon } from '../../../ui/icons';
import type { RowWindow } from '../../../ui/row-window';
import { light, textRange } from '../../../ui/text-ranges';
import { findInScript, type LineMatch } from './find-lines';
import { lineElement, lineTextElement } from './line-elements';
import { WORDS } from './words';

/** More are counted, but not lit: each costs the browser some work at every change. */
const LIT_MATCHES = 1000;

type FindBarProps = { script: Script; rows: RowWindow; onUnfold: () => void; /** With the line that was found last. */ onClose: (lineId: string | null) => void };

/** Finds words in the lines of a script, whichever chapter they are in. */
export function FindBar({ script, rows, onUnfold, onClose }: FindBarProps) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const matches = useMemo(() => findInScript(script, query), [script, query]);
  const index = matches.length === 0 ? 0 : ((chosen % matches.length) + matches.length) % matches.length;
  useShownMatch(matches[index], rows);
  useLitMatches(matches, index, rows);
  const close = () => onClose(matches[index]?.lineId ?? null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    <search className="find" onKeyDown={onKeyDown}>
      <FindField
        label={WORDS.findLabel} previousLabel={WORDS.previousMatch} nextLabel={WORDS.nextMatch} query={query} onQuery={(typed) => { setQuery(typed); setChosen(0); onUnfold(); }}
        count={query === '' ? '' : WORDS.matches(index, matches.length)} hasMatches={matches.length > 0} onStep={(step) => setChosen(index + step)}
      />
      <IconButton size="small" label={WORDS.close} onClick={close}><CloseIcon size={18} /></IconButton>
    </search>
  );
}

/** Brings the chosen place into sight, once for each choice. */
function useShownMatch(current: LineMatch | undefined, rows: RowWindow): void {
  const { lineId, row, start } = current ?? {};
  useEffect(() => {
    if (lineId === undefined || row === undefined) return;
    rows.drawRow(row);
    const handle = requestAnimationFrame(() => lineElement(lineId)?.scrollIntoView({ block: 'center' }));
    return () => cancelAnimationFrame(handle);
  }, [lineId, row, start, rows]);
}

function useLitMatches(matches: readonly LineMatch[], index: number, rows: RowWindow): void {
  const drawn = useSyncExternalStore(rows.subscribe, rows.getDrawn);
  useEffect(() => {
    const rangeOf = ({ lineId, start, end }: LineMatch) => {
      const element = lineTextElement(lineId);
      return element === null ? null : textRange(element, start, end);
    };
    const current = matches[index];
    light('found', matches.slice(0, LIT_MATCHES).map(rangeOf).filter((range) => range !== null));
    const range = current === undefined ? null : rangeOf(current);
    light('found-now', range === null ? [] : [range]);
    return () => {
      light('found', []);
      light('found-now', []);
    };
  }, [matches, index, drawn]);
}
