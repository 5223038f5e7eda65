import { createStore, type StoreApi } from 'zustand/vanilla';
import { NO_DIAGNOSTICS, type Diagnostics, type TurnTiming } from '../session/diagnostics';

export type DiagnosticsStore = StoreApi<Diagnostics>;

export function createDiagnosticsStore(): DiagnosticsStore {
  return createStore<Diagnostics>(() => NO_DIAGNOSTICS);
}

export const selectTurnTimings = (state: Diagnostics): readonly TurnTiming[] => state.turns;
export const selectLastTiming = (state: Diagnostics): TurnTiming | undefined => state.turns.at(-1);
export const selectLog = (state: Diagnostics): Diagnostics['log'] => state.log;
