export type MarkedStretch = { start: number; end: number; kind: 'words' | 'tag' | 'problem'; /** What is wrong there. */ message?: string };

type Stretch = { start: number; end: number };

/** A source cut into words, tags and mistakes, in order and without gaps; a mistake wins over the tag it is in. Offsets are UTF-16 units. */
export function markStretches(length: number, tags: readonly Stretch[], problems: readonly (Stretch & { message: string })[]): MarkedStretch[] {
  const marks: MarkedStretch[] = [
    ...problems.map(({ start, end, message }) => ({ start, end, kind: 'problem' as const, message })),
    ...tags.map(({ start, end }) => ({ start, end, kind: 'tag' as const })),
  ];
  const edges = [...new Set([0, length, ...marks.flatMap(({ start, end }) => [start, end])])].filter((edge) => edge >= 0 && edge <= length).sort((a, b) => a - b);
  const pieces: MarkedStretch[] = [];
  for (const [index, start] of edges.entries()) {
    const end = edges[index + 1];
    if (end === undefined) break;
    const mark = marks.find((candidate) => candidate.start <= start && candidate.end >= end);
    const piece: MarkedStretch = mark === undefined ? { start, end, kind: 'words' } : { ...mark, start, end };
    const last = pieces.at(-1);
    if (last !== undefined && last.kind === piece.kind && last.message === piece.message) last.end = end;
    else pieces.push(piece);
  }
  return pieces;
}
