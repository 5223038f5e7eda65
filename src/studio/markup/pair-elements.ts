import type { ProblemList } from './problem';
import type { ElementToken, Token } from './tokens';

export type ElementPairs = {
  /** Elements whose end is missing; they reach to the end of what they stand in. */
  unclosed: ReadonlySet<Token>;
  /** For each end: how many elements are open after it. Ends that close nothing are not in it. */
  depthAfter: ReadonlyMap<Token, number>;
};

/** Finds what each end of an element closes. Elements inside it that are still open end there too. */
export function pairElements(tokens: readonly Token[], problems: ProblemList): ElementPairs {
  const unclosed = new Set<Token>();
  const depthAfter = new Map<Token, number>();
  const open: ElementToken[] = [];
  // Counted, so that a megabyte of stray ends does not search a megabyte of open elements each.
  const counts = new Map<string, number>();
  const count = (name: string, change: number) => counts.set(name, (counts.get(name) ?? 0) + change);
  const popUnclosed = (reason: (token: ElementToken) => string) => {
    const token = open.pop();
    if (token === undefined) return;
    count(token.name, -1);
    unclosed.add(token);
    problems.add(token.start, token.end, reason(token));
  };
  for (const token of tokens) {
    if (token.kind !== 'element' || token.form === 'empty') continue;
    if (token.form === 'open') {
      open.push(token);
      count(token.name, 1);
    } else if ((counts.get(token.name) ?? 0) === 0) {
      problems.add(token.start, token.end, `</${token.name}> closes nothing: no <${token.name}> is open here. Take it away.`);
    } else {
      while (open.at(-1)?.name !== token.name) popUnclosed((inner) => `<${inner.name}> is still open where </${token.name}> comes. Write </${inner.name}> before that.`);
      open.pop();
      count(token.name, -1);
      depthAfter.set(token, open.length);
    }
  }
  while (open.length > 0) popUnclosed(({ name }) => `<${name}> is never closed. Write </${name}> where it should end.`);
  return { unclosed, depthAfter };
}
