import { createStore, type StoreApi } from 'zustand/vanilla';
import { NO_DRAFTS, type Drafts } from '../session/drafts';

export type DraftStore = StoreApi<Drafts>;

export function createDraftStore(): DraftStore {
  return createStore<Drafts>(() => NO_DRAFTS);
}

export const selectMessage = ({ message }: Drafts): string => message;
export const selectScriptText = ({ scriptText }: Drafts): string => scriptText;
