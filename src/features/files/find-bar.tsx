import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import { useFileCommands } from '../../stores/app-context';
import { Button, IconButton } from '../../ui/button';
import { FindField } from '../../ui/find-field';
import { CloseIcon } from '../../ui/icons';
import type { Segment, TranscriptDocument } from '../../transcripts/document';
import { findMatches, type Match } from './find-matches';
import type { RowWindow } from '../../ui/row-window';
import { light, textRange } from '../../ui/text-ranges';
import { segmentElementId, segmentTextElement } from './use-playing-place';
import { WORDS } from './words';

/** More are counted, but not lit: each costs the browser some work at every change. */
const LIT_MATCHES = 1000;

type FindBarProps = { open: TranscriptDocument; rows: RowWindow; onClose: () => void };

/** Find and replace in the words as they were said. */
export function FindBar({ open, rows, onClose }: FindBarProps) {
  const commands = useFileCommands();
  const [find, setFind] = useState('');
  const [replaceWith, setReplaceWith] = useState('');
  const [isCaseSensitive, setIsCaseSensitive] = useState(false);
  const [chosen, setChosen] = useState(0);
  const matches = useMemo(() => findMatches(open.segments, find, isCaseSensitive), [open.segments, find, isCaseSensitive]);
  const index = matches.length === 0 ? 0 : ((chosen % matches.length) + matches.length) % matches.length;
  useShownMatch(matches[index], open.segments, rows);
  useLitMatches(matches, index, rows);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <search className="find" onKeyDown={onKeyDown}>
      <FindField
        label={WORDS.findLabel} previousLabel={WORDS.previousMatch} nextLabel={WORDS.nextMatch} query={find} onQuery={(query) => { setFind(query); setChosen(0); }}
        count={find === '' ? '' : WORDS.matches(index, matches.length)} hasMatches={matches.length > 0} onStep={(step) => setChosen(index + step)}
      >
        <label className="find__case"><input type="checkbox" checked={isCaseSensitive} onChange={(event) => setIsCaseSensitive(event.target.checked)} />{WORDS.matchCase}</label>
      </FindField>
      <form className="find__part" onSubmit={(event) => { event.preventDefault(); commands.edit({ type: 'text.replace', find, replaceWith, isCaseSensitive }); }}>
        <input type="text" aria-label={WORDS.replaceLabel} placeholder={WORDS.replaceLabel} value={replaceWith} onChange={(event) => setReplaceWith(event.target.value)} />
        <Button type="submit" size="small" disabled={matches.length === 0}>{WORDS.replaceAll}</Button>
      </form>
      <IconButton size="small" label={WORDS.close} onClick={onClose}><CloseIcon size={18} /></IconButton>
    </search>
  );
}

/** Brings the chosen place into sight, once for each choice. */
function useShownMatch(current: Match | undefined, segments: readonly Segment[], rows: RowWindow): void {
  const segmentId = current?.segmentId;
  const start = current?.start;
  const latest = useRef(segments);
  useEffect(() => {
    latest.current = segments;
  });
  useEffect(() => {
    if (segmentId === undefined) return;
    rows.drawRow(latest.current.findIndex(({ id }) => id === segmentId));
    const handle = requestAnimationFrame(() => document.getElementById(segmentElementId(segmentId))?.scrollIntoView({ block: 'center' }));
    return () => cancelAnimationFrame(handle);
  }, [segmentId, start, rows]);
}

function useLitMatches(matches: readonly Match[], index: number, rows: RowWindow): void {
  const drawn = useSyncExternalStore(rows.subscribe, rows.getDrawn);
  useEffect(() => {
    const rangeOf = ({ segmentId, start, end }: Match) => {
      const element = segmentTextElement(segmentId);
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
