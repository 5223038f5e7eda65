import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { useFileCommands } from '../../stores/app-context';
import { Button, IconButton } from '../../ui/button';
import { CloseIcon, NextIcon, PreviousIcon } from '../../ui/icons';
import type { TranscriptDocument } from '../../transcripts/document';
import { findMatches, type Match } from './find-matches';
import { light, textRange } from '../../ui/text-ranges';
import { segmentElementId, segmentTextElement } from './use-playing-place';
import { WORDS } from './words';

/** More are counted, but not lit: each costs the browser some work at every change. */
const LIT_MATCHES = 1000;

type FindBarProps = { open: TranscriptDocument; onClose: () => void };

/** Find and replace in the words as they were said. */
export function FindBar({ open, onClose }: FindBarProps) {
  const commands = useFileCommands();
  const [find, setFind] = useState('');
  const [replaceWith, setReplaceWith] = useState('');
  const [isCaseSensitive, setIsCaseSensitive] = useState(false);
  const [chosen, setChosen] = useState(0);
  const matches = useMemo(() => findMatches(open.segments, find, isCaseSensitive), [open.segments, find, isCaseSensitive]);
  const index = matches.length === 0 ? 0 : ((chosen % matches.length) + matches.length) % matches.length;
  useLitMatches(matches, index);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <search className="find" onKeyDown={onKeyDown}>
      <form className="find__part" onSubmit={(event) => { event.preventDefault(); setChosen(index + 1); }}>
        <input type="search" autoFocus aria-label={WORDS.findLabel} placeholder={WORDS.findLabel} value={find} onChange={(event) => { setFind(event.target.value); setChosen(0); }} />
        <span className="find__count" role="status">{find !== '' && WORDS.matches(index, matches.length)}</span>
        <IconButton size="small" label={WORDS.previousMatch} disabled={matches.length === 0} onClick={() => setChosen(index - 1)}><PreviousIcon size={18} /></IconButton>
        <IconButton type="submit" size="small" label={WORDS.nextMatch} disabled={matches.length === 0}><NextIcon size={18} /></IconButton>
        <label className="find__case"><input type="checkbox" checked={isCaseSensitive} onChange={(event) => setIsCaseSensitive(event.target.checked)} />{WORDS.matchCase}</label>
      </form>
      <form className="find__part" onSubmit={(event) => { event.preventDefault(); commands.edit({ type: 'text.replace', find, replaceWith, isCaseSensitive }); }}>
        <input type="text" aria-label={WORDS.replaceLabel} placeholder={WORDS.replaceLabel} value={replaceWith} onChange={(event) => setReplaceWith(event.target.value)} />
        <Button type="submit" size="small" disabled={matches.length === 0}>{WORDS.replaceAll}</Button>
      </form>
      <IconButton size="small" label={WORDS.close} onClick={onClose}><CloseIcon size={18} /></IconButton>
    </search>
  );
}

function useLitMatches(matches: readonly Match[], index: number): void {
  useEffect(() => {
    const rangeOf = ({ segmentId, start, end }: Match) => {
      const element = segmentTextElement(segmentId);
      return element === null ? null : textRange(element, start, end);
    };
    const current = matches[index];
    light('found', matches.slice(0, LIT_MATCHES).map(rangeOf).filter((range) => range !== null));
    const range = current === undefined ? null : rangeOf(current);
    light('found-now', range === null ? [] : [range]);
    if (current !== undefined) document.getElementById(segmentElementId(current.segmentId))?.scrollIntoView({ block: 'center' });
    return () => {
      light('found', []);
      light('found-now', []);
    };
  }, [matches, index]);
}
