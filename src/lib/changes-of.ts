/** The fields of `after` that are not what they were in `before`, compared as they are held. */
export function changesOf<State extends object>(before: State, after: State): Partial<State> {
  const known = new Map<string, unknown>(Object.entries(before));
  const changes: Partial<State> = {};
  return Object.assign(changes, Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== known.get(name))));
}
