import type { ReactNode } from 'react';
import { useCommands, useDevice, useSettings, useTurn } from '../../stores/app-context';
import { selectIsMuted } from '../../stores/device-store';
import { selectListenMode } from '../../stores/settings-store';
import { selectConversationId, selectEntries, selectPartialText } from '../../stores/turn-store';
import { NoticeList } from './notice-list';
import { Stage } from './stage';
import { Suggestions } from './suggestions';
import { Timers } from './timers';
import { Transcript } from './transcript';
import { TurnFaultNotice } from './turn-fault-notice';
import { useShortcuts } from './use-shortcuts';
import { useViewPhase } from './use-view-phase';
import { WORDS } from './words';

type TalkProps = { loadShare: number; loadLine: ReactNode; packNotice: ReactNode };

/** The conversation: what was said above, what is going on below. */
export function Talk({ loadShare, loadLine, packNotice }: TalkProps) {
  const commands = useCommands();
  const phase = useViewPhase();
  const isMuted = useDevice(selectIsMuted);
  const isHoldMode = useSettings(selectListenMode) === 'push-to-talk';
  const conversationId = useTurn(selectConversationId);
  const isEmpty = useTurn((state) => selectEntries(state).length === 0 && selectPartialText(state) === '');
  useShortcuts({
    canTalk: isHoldMode,
    onTalkDown: () => commands.pressTalk(),
    onTalkUp: () => commands.releaseTalk(),
    onStop: () => commands.stop(),
    onToggleMute: () => commands.setMuted(!isMuted),
  });
  return (
    <div className="talk" data-empty={isEmpty}>
      <h1 className="visually-hidden">{WORDS.talkTitle}</h1>
      {isEmpty ? <div className="talk__void">{phase !== 'failed' && phase !== 'offline' && <Suggestions isDisabled={phase === 'loading'} />}</div> : <Transcript key={conversationId} />}
      <div className="talk__dock">
        <NoticeList>{packNotice}<TurnFaultNotice /></NoticeList>
        <Timers />
        <Stage loadShare={loadShare} loadLine={loadLine} />
      </div>
    </div>
  );
}
