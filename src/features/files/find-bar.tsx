import { useMemo, useState } from 'react';
import { useFileCommands } from '../../stores/app-context';
import type { TranscriptDocument } from '../../transcripts/document';
import { Button } from '../../ui/button';
import { FindPlaces } from '../../ui/find-places';
import type { RowWindow } from '../../ui/row-window';
import { findMatches } from './find-matches';
import { SEGMENT_ELEMENTS } from './segment-elements';
import { WORDS } from './words';

type FindBarProps = { open: TranscriptDocument; rows: RowWindow; /** With the segment that was found last. */ onClose: (segmentId: string | null) => void };

/** Find and replace in the words as they were said. */
export function FindBar({ open, rows, onClose }: FindBarProps) {
  const commands = useFileCommands();
  const [find, setFind] = useState('');
  const [replaceWith, setReplaceWith] = useState('');
  const [isCaseSensitive, setIsCaseSensitive] = useState(false);
  const matches = useMemo(() => findMatches(open.segments, find, isCaseSensitive), [open.segments, find, isCaseSensitive]);
  return (
    <FindPlaces
      words={WORDS} query={find} onQuery={setFind} places={matches} rows={rows} elements={SEGMENT_ELEMENTS} onClose={onClose}
      wishes={<label className="find__case"><input type="checkbox" checked={isCaseSensitive} onChange={(event) => setIsCaseSensitive(event.target.checked)} />{WORDS.matchCase}</label>}
    >
      <form className="find__part" onSubmit={(event) => { event.preventDefault(); commands.edit({ type: 'text.replace', find, replaceWith, isCaseSensitive }); }}>
        <input type="text" aria-label={WORDS.replaceLabel} placeholder={WORDS.replaceLabel} value={replaceWith} onChange={(event) => setReplaceWith(event.target.value)} />
        <Button type="submit" size="small" disabled={matches.length === 0}>{WORDS.replaceAll}</Button>
      </form>
    </FindPlaces>
  );
}
