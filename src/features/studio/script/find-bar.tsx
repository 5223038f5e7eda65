import { useMemo, useState } from 'react';
import type { Script } from '../../../studio/script/script';
import { FindPlaces } from '../../../ui/find-places';
import type { RowWindow } from '../../../ui/row-window';
import { findInScript } from './find-lines';
import { LINE_ELEMENTS } from './line-elements';
import { WORDS } from './words';

type FindBarProps = { script: Script; rows: RowWindow; onUnfold: () => void; /** With the line that was found last. */ onClose: (lineId: string | null) => void };

/** Finds words in the lines of a script, whichever chapter they are in. */
export function FindBar({ script, rows, onUnfold, onClose }: FindBarProps) {
  const [query, setQuery] = useState('');
  const matches = useMemo(() => findInScript(script, query), [script, query]);
  return <FindPlaces words={WORDS} query={query} onQuery={(typed) => { setQuery(typed); onUnfold(); }} places={matches} rows={rows} elements={LINE_ELEMENTS} onClose={onClose} />;
}
