import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useCommands, useDevice, useSettings } from '../../stores/app-context';
import { selectIsMuted } from '../../stores/device-store';
import { selectListenMode } from '../../stores/settings-store';
import { MicIcon, MicOffIcon } from '../../ui/icons';
import type { ViewPhase } from './view-phase';
import { WORDS } from './words';

/** The round button: opens the microphone, mutes it, or is held to talk, whichever makes sense now. */
export function TalkButton({ phase }: { phase: ViewPhase }) {
  const isLive = useDevice((state) => state.microphone.phase === 'live');
  const isAsking = useDevice((state) => state.microphone.phase === 'asking');
  const isMuted = useDevice(selectIsMuted);
  const listenMode = useSettings(selectListenMode);
  const commands = useCommands();
  if (!isLive) return <RoundButton label={WORDS.openMicrophone} isDisabled={isAsking} isOff onClick={() => void commands.reopenMicrophone()}><MicOffIcon size={26} /></RoundButton>;
  if (listenMode === 'push-to-talk') return <HoldButton isHearing={phase === 'listening'} />;
  return (
    <RoundButton label={isMuted ? WORDS.unmute : WORDS.mute} isOff={isMuted} isPressed={isMuted} onClick={() => commands.setMuted(!isMuted)}>
      {isMuted ? <MicOffIcon size={26} /> : <MicIcon size={26} />}
    </RoundButton>
  );
}

type RoundButtonProps = { label: string; isOff?: boolean; isPressed?: boolean; isDisabled?: boolean; onClick: () => void; children: ReactNode };

function RoundButton({ label, isOff = false, isPressed, isDisabled, onClick, children }: RoundButtonProps) {
  return (
    <button type="button" className="talk-button" data-off={isOff} aria-label={label} title={label} aria-pressed={isPressed} disabled={isDisabled} onClick={onClick}>
      {children}
    </button>
  );
}

/** Talks while it is held, by finger, mouse, Space or Enter; `isHearing` also when Space is held elsewhere on the page. */
function HoldButton({ isHearing }: { isHearing: boolean }) {
  const commands = useCommands();
  const [isHeld, setIsHeld] = useState(false);
  const press = () => {
    setIsHeld(true);
    commands.pressTalk();
  };
  const release = () => {
    if (!isHeld) return;
    setIsHeld(false);
    commands.releaseTalk();
  };
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    // Captured, so that a finger that slides off the button still lets go of it.
    event.currentTarget.setPointerCapture(event.pointerId);
    press();
  };
  const isTalkKey = (event: KeyboardEvent) => event.code === 'Space' || event.key === 'Enter';
  return (
    <button
      type="button" className="talk-button talk-button--hold" data-held={isHeld || isHearing} aria-pressed={isHeld}
      onPointerDown={onPointerDown} onPointerUp={release} onPointerCancel={release} onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isTalkKey(event)) return;
        event.preventDefault();
        if (!event.repeat) press();
      }}
      onKeyUp={(event) => { if (isTalkKey(event)) release(); }}
    >
      <MicIcon size={24} /><span>{isHeld || isHearing ? WORDS.releaseToSend : WORDS.holdToTalk}</span>
    </button>
  );
}
