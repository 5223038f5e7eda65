import { useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react';
import { IconButton } from './button';
import { FindField } from './find-field';
import { CloseIcon } from './icons';
import type { RowWindow } from './row-window';
import { light, textRange } from './text-ranges';

/** A place that was found: characters of the text of a row, in UTF-16 units. */
export type FoundPlace = { rowId: string; /** In the whole list. */ rowIndex: number; start: number; end: number };

/** The elements of a list by the ids of its rows; null while a row is not drawn. */
export type RowElements = { row(id: string): HTMLElement | null; /** What holds the words. */ text(id: string): HTMLElement | null };

type FindPlacesProps = {
  words: { findLabel: string; previousMatch: string; nextMatch: string; close: string; matches(index: number, count: number): string };
  query: string; onQuery: (query: string) => void;
  places: readonly FoundPlace[];
  rows: RowWindow; elements: RowElements;
  /** With the row that was found last. */
  onClose: (rowId: string | null) => void;
  /** How else the text is looked for, beside the field. */
  wishes?: ReactNode;
  /** What can be done with what was found. */
  children?: ReactNode;
};

/** More are counted, but not lit: each costs the browser some work at every change. */
const MOST_LIT = 1000;

/** Finds words in the rows of a long list, lights them and steps from one to the next. */
export function FindPlaces({ words, query, onQuery, places, rows, elements, onClose, wishes, children }: FindPlacesProps) {
  const [chosen, setChosen] = useState(0);
  const index = places.length === 0 ? 0 : ((chosen % places.length) + places.length) % places.length;
  const current = places[index];
  useShownPlace(current, rows, elements);
  useLitPlaces(places, current, rows, elements);
  const close = () => onClose(current?.rowId ?? null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    <search className="find" onKeyDown={onKeyDown}>
      <FindField
        label={words.findLabel} previousLabel={words.previousMatch} nextLabel={words.nextMatch} query={query} onQuery={(typed) => { setChosen(0); onQuery(typed); }}
        count={query === '' ? '' : words.matches(index, places.length)} hasMatches={places.length > 0} onStep={(step) => setChosen(index + step)}
      >
        {wishes}
      </FindField>
      {children}
      <IconButton size="small" label={words.close} onClick={close}><CloseIcon size={18} /></IconButton>
    </search>
  );
}

/** Brings the chosen place into sight, once for each choice: not again when rows come or go above it. */
function useShownPlace(current: FoundPlace | undefined, rows: RowWindow, elements: RowElements): void {
  const { rowId, start } = current ?? {};
  const latest = useRef(current);
  useEffect(() => {
    latest.current = current;
  });
  useEffect(() => {
    if (rowId === undefined) return;
    rows.drawRow(latest.current?.rowIndex ?? -1);
    const handle = requestAnimationFrame(() => elements.row(rowId)?.scrollIntoView({ block: 'center' }));
    return () => cancelAnimationFrame(handle);
  }, [rowId, start, rows, elements]);
}

function useLitPlaces(places: readonly FoundPlace[], current: FoundPlace | undefined, rows: RowWindow, elements: RowElements): void {
  const drawn = useSyncExternalStore(rows.subscribe, rows.getDrawn);
  useEffect(() => {
    const rangeOf = ({ rowId, start, end }: FoundPlace) => {
      const element = elements.text(rowId);
      return element === null ? null : textRange(element, start, end);
    };
    light('found', places.slice(0, MOST_LIT).map(rangeOf).filter((range) => range !== null));
    const range = current === undefined ? null : rangeOf(current);
    light('found-now', range === null ? [] : [range]);
    return () => {
      light('found', []);
      light('found-now', []);
    };
  }, [places, current, drawn, elements]);
}
