/** How many steps can be taken back. What is edited shares what did not change, so a step costs about one part of it. */
const MAX_STEPS = 300;
/** Typing in one field is one step until the person pauses this long. */
const TYPING_PAUSE_MS = 1500;

/** A value with what it was before and what was undone, nearest last. Plain data. */
export type History<Value> = {
  past: readonly Value[];
  present: Value;
  future: readonly Value[];
  /** What is being typed into, so that keystrokes gather into one step. */
  typing: { field: string; atMs: number } | null;
};

export function startHistory<Value>(value: Value): History<Value> {
  return { past: [], present: value, future: [], typing: null };
}

/**
 * Makes `changed` the present; the same history when it is the present already.
 *
 * @param field What was typed into, when it was typing: quick changes to one field are one step.
 */
export function pushHistory<Value>(history: History<Value>, changed: Value, field: string | null, nowMs: number): History<Value> {
  if (changed === history.present) return history;
  const isTyping = field !== null && history.typing?.field === field && nowMs - history.typing.atMs < TYPING_PAUSE_MS && history.future.length === 0;
  return {
    past: isTyping ? history.past : [...history.past, history.present].slice(-MAX_STEPS),
    present: changed,
    future: [],
    typing: field === null ? null : { field, atMs: nowMs },
  };
}

export function stepBack<Value>(history: History<Value>): History<Value> {
  const value = history.past.at(-1);
  if (value === undefined) return history;
  return { past: history.past.slice(0, -1), present: value, future: [...history.future, history.present], typing: null };
}

export function stepForward<Value>(history: History<Value>): History<Value> {
  const value = history.future.at(-1);
  if (value === undefined) return history;
  return { past: [...history.past, history.present], present: value, future: history.future.slice(0, -1), typing: null };
}

/** Changes the value in the present, the past and the future alike: for what others add, which undoing must not take away. */
export function mapHistoryValues<Value>(history: History<Value>, change: (value: Value) => Value): History<Value> {
  return { ...history, past: history.past.map(change), present: change(history.present), future: history.future.map(change) };
}
