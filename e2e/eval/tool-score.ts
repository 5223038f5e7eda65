/** A call as the page reports it, and as the table expects it; both hold their arguments as JSON. */
type Call = { name: string; arguments: string };

/** Letter case does not count, nor spaces at the ends; numbers are compared by value. */
function fold(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().toLowerCase() : value;
}

/** Whether two JSON objects hold the same arguments. */
export function sameArguments(found: string, expected: string): boolean {
  const read = (json: string): [string, unknown][] => {
    const value: unknown = JSON.parse(json);
    return value === null || typeof value !== 'object' ? [] : Object.entries(value).map(([name, item]) => [name, fold(item)] as [string, unknown]);
  };
  const sorted = (json: string): string => JSON.stringify(read(json).sort(([a], [b]) => (a < b ? -1 : 1)));
  try {
    return sorted(found) === sorted(expected);
  } catch {
    // What a model wrote may be no JSON at all.
    return false;
  }
}

/** Share of requests whose first call is the right tool, and whose arguments are right too; null without requests. */
export function scoreTools(cases: readonly { expected: Call; calls: readonly Call[] }[]) {
  if (cases.length === 0) return null;
  const named = cases.filter(({ expected, calls }) => calls[0]?.name === expected.name);
  const exact = named.filter(({ expected, calls }) => sameArguments(calls[0]?.arguments ?? '', expected.arguments));
  return { n: cases.length, tool: named.length / cases.length, toolAndArguments: exact.length / cases.length };
}
