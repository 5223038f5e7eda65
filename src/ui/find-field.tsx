import type { ReactNode } from 'react';
import { IconButton } from './button';
import { NextIcon, PreviousIcon } from './icons';

type FindFieldProps = {
  label: string; previousLabel: string; nextLabel: string;
  query: string; onQuery: (query: string) => void;
  /** Where among the places found the person is, in words; read out when it changes. */
  count: string; hasMatches: boolean;
  onStep: (step: 1 | -1) => void;
  children?: ReactNode;
};

/** What is looked for, how often it is there, and a way from one place to the next. */
export function FindField({ label, previousLabel, nextLabel, query, onQuery, count, hasMatches, onStep, children }: FindFieldProps) {
  return (
    <form className="find__part" onSubmit={(event) => { event.preventDefault(); onStep(1); }}>
      <input type="search" autoFocus aria-label={label} placeholder={label} value={query} onChange={(event) => onQuery(event.target.value)} />
      <span className="find__count" role="status">{count}</span>
      <IconButton size="small" label={previousLabel} disabled={!hasMatches} onClick={() => onStep(-1)}><PreviousIcon size={18} /></IconButton>
      <IconButton type="submit" size="small" label={nextLabel} disabled={!hasMatches}><NextIcon size={18} /></IconButton>
      {children}
    </form>
  );
}
