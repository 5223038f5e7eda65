import { createStore, type StoreApi } from 'zustand/vanilla';
import { emptyConversation, type Conversation, type ConversationSummary, type Entry } from '../session/conversation';
import type { Notice } from '../session/notices';
import { IDLE, type Phase, type TurnState } from '../session/turn-state';

/** Written by the session alone. */
export type TurnStoreState = {
  turn: TurnState;
  /** What has been recognised of the utterance so far; empty outside of one. */
  partialText: string;
  conversation: Conversation;
  /** Conversations kept on this device, newest first; the open one is among them once something was said. */
  history: readonly ConversationSummary[];
  notices: readonly Notice[];
};

export type TurnStore = StoreApi<TurnStoreState>;

export function createTurnStore(): TurnStore {
  return createStore<TurnStoreState>(() => ({
    turn: IDLE,
    partialText: '',
    conversation: emptyConversation('', 0),
    history: [],
    notices: [],
  }));
}

export const selectPhase = (state: TurnStoreState): Phase => state.turn.phase;
export const selectTurn = (state: TurnStoreState): TurnState => state.turn;
export const selectPartialText = (state: TurnStoreState): string => state.partialText;
export const selectEntries = (state: TurnStoreState): readonly Entry[] => state.conversation.entries;
export const selectConversationId = (state: TurnStoreState): string => state.conversation.id;
export const selectHistory = (state: TurnStoreState): readonly ConversationSummary[] => state.history;
export const selectNotices = (state: TurnStoreState): readonly Notice[] => state.notices;
/** Someone is speaking over a reply, and it is not yet known whether that is speech. */
export const selectIsDucked = ({ turn }: TurnStoreState): boolean => turn.phase === 'speaking' && turn.onset !== null;
export const selectIsReplying = ({ turn }: TurnStoreState): boolean => turn.phase === 'speaking' || turn.phase === 'thinking';
/** The entry that is being written or spoken now, for a live region. */
export const selectOpenEntry = ({ conversation }: TurnStoreState): Entry | undefined =>
  conversation.entries.findLast((entry) => entry.kind === 'assistant' && entry.isOpen);
