import type { Problem } from '../../studio/markup/problem';
import { WORDS } from './words';

/** More would push the text off the screen; the rest comes up as these are mended. */
const SHOWN = 4;

type ProblemListProps = { id: string; source: string; problems: readonly Problem[]; onShow: (start: number, end: number) => void };

/** What is wrong with the tags, each with a way to its place. */
export function ProblemList({ id, source, problems, onShow }: ProblemListProps) {
  if (problems.length === 0) return null;
  return (
    <ul className="problems" id={id} aria-label={WORDS.problems}>
      {problems.slice(0, SHOWN).map(({ start, end, message }) => (
        <li key={`${start} ${end} ${message}`}>
          <button type="button" className="problem" onClick={() => onShow(start, end)}><code>{source.slice(start, Math.min(end, start + 40))}</code> {message}</button>
        </li>
      ))}
      {problems.length > SHOWN && <li className="soft">{WORDS.moreProblems(problems.length - SHOWN)}</li>}
    </ul>
  );
}
