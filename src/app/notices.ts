import { createId } from '../lib/create-id';
import type { NoticeCode } from '../session/notices';
import type { TurnStore } from '../stores/turn-store';

const MAX_NOTICES = 5;

export type Notify = (code: NoticeCode, detail?: string) => void;

/** Adds notices to the store; one that is shown already is not shown twice. */
export function createNotify(store: TurnStore): Notify {
  return (code, detail = '') => {
    const { notices } = store.getState();
    const others = notices.filter((notice) => notice.code !== code || notice.detail !== detail);
    store.setState({ notices: [...others, { id: createId('notice'), code, detail, atMs: Date.now() }].slice(-MAX_NOTICES) });
  };
}

export function dismissNotice(store: TurnStore, id: string): void {
  store.setState({ notices: store.getState().notices.filter((notice) => notice.id !== id) });
}

/** Takes back what is no longer so, such as that there is no network. */
export function withdrawNotices(store: TurnStore, code: NoticeCode): void {
  store.setState({ notices: store.getState().notices.filter((notice) => notice.code !== code) });
}
