import type { LineState, ScriptStore } from '../../stores/script-store';
import { scriptLines } from '../../studio/script/script';
import type { RenderQueue } from './render-queue';

/** Puts what the queue knows of the open script into the store; states that did not change stay the same objects. Whether there is more or less sound than before. */
export function showRendering(store: ScriptStore, queue: RenderQueue): boolean {
  const { open, lines: before, progress: shown } = store.getState();
  if (open === null) return false;
  let hasChanged = false;
  const isPlanned = queue.lines.plan.length > 0;
  const all = scriptLines(open.script);
  const lines = new Map(all.map(({ id }): [string, LineState] => {
    const known = before.get(id);
    const state: LineState = isPlanned ? queue.stateOf(id) : { phase: 'none' };
    if (known !== undefined && areSame(known, state)) return [id, known];
    hasChanged = true;
    return [id, state];
  }));
  const progress = queue.progress();
  const hasGrown = progress.readyCount !== shown.readyCount;
  store.setState({ progress, usedBytes: queue.lines.usedBytes(), ...(hasGrown || hasChanged ? { provenance: queue.lines.provenance() } : {}), ...(hasChanged || lines.size !== before.size ? { lines } : {}) });
  return hasGrown;
}

function areSame(left: LineState, right: LineState): boolean {
  return left.phase === right.phase && JSON.stringify(left) === JSON.stringify(right);
}
