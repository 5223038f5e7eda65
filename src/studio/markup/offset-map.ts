/** A stretch [start, end) of text and the stretch of source it came from. Verbatim ones are equally long on both sides. */
export type Run = { start: number; end: number; sourceStart: number; sourceEnd: number; isVerbatim: boolean };

/** Where text came from, and where source went. Offsets are UTF-16 units. */
export type OffsetMap = {
  /** The source of the text [start, end): what to light while it is heard. */
  toSource(start: number, end: number): { start: number; end: number };
  /** The text offset of a place in the source; inside markup, where the text goes on. */
  fromSource(sourceOffset: number): number;
};

/** Adds a run; one that continues the last verbatim run makes that longer. */
export function pushRun(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  if (last?.isVerbatim && run.isVerbatim && last.end === run.start && last.sourceEnd === run.sourceStart) {
    last.end = run.end;
    last.sourceEnd = run.sourceEnd;
  } else if (run.end > run.start) runs.push(run);
}

/** @param runs In order, covering the text. */
export function createOffsetMap(runs: readonly Run[]): OffsetMap {
  const lengthOfText = runs.at(-1)?.end ?? 0;
  return {
    toSource(start, end) {
      const first = runs[findRun(runs, start, 'end')];
      const last = runs[findRun(runs, Math.max(start, end - 1), 'end')];
      if (first === undefined || last === undefined) return { start: 0, end: 0 };
      const from = sourceStartOf(first, start);
      return { start: from, end: end <= start ? from : Math.max(from, sourceEndOf(last, end)) };
    },
    fromSource(sourceOffset) {
      const run = runs[findRun(runs, sourceOffset, 'sourceEnd')];
      if (run === undefined || sourceOffset >= run.sourceEnd) return lengthOfText;
      return run.isVerbatim ? run.start + Math.max(0, sourceOffset - run.sourceStart) : run.start;
    },
  };
}

/** The map through two steps: text to `middle`'s text, and that to the source. */
export function chainMaps(toMiddle: OffsetMap, toSource: OffsetMap): OffsetMap {
  return {
    toSource(start, end) {
      const middle = toMiddle.toSource(start, end);
      return toSource.toSource(middle.start, middle.end);
    },
    fromSource: (sourceOffset) => toMiddle.fromSource(toSource.fromSource(sourceOffset)),
  };
}

function sourceStartOf(run: Run, offset: number): number {
  if (offset >= run.end) return run.sourceEnd;
  return run.isVerbatim ? run.sourceStart + (offset - run.start) : run.sourceStart;
}

function sourceEndOf(run: Run, offset: number): number {
  return run.isVerbatim ? run.sourceStart + Math.min(offset, run.end) - run.start : run.sourceEnd;
}

/** The index of the first run whose `edge` lies after `offset`, or the last. */
function findRun(runs: readonly Run[], offset: number, edge: 'end' | 'sourceEnd'): number {
  let low = 0;
  for (let high = runs.length - 1; low < high; ) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.[edge] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
