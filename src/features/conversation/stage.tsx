import { useEffect, useRef, type ReactNode } from 'react';
import { useCommands, useDevice, useSettings } from '../../stores/app-context';
import { selectIsOnline } from '../../stores/device-store';
import { selectListenMode } from '../../stores/settings-store';
import { Choice, type Option } from '../../ui/fields';
import { OfflineIcon } from '../../ui/icons';
import { Staff } from '../../ui/staff';
import type { Settings } from '../../session/settings';
import { Composer } from './composer';
import { TalkButton } from './talk-button';
import { useViewPhase } from './use-view-phase';
import { PHASE_FACES } from './view-phase';
import { WakeRow } from './wake-row';
import { WORDS } from './words';

const LISTEN_MODES: readonly Option<Settings['listenMode']>[] = [
  { value: 'hands-free', label: WORDS.handsFree },
  { value: 'push-to-talk', label: WORDS.pushToTalk },
];

type StageProps = {
  /** How much of the models is there, 0–1. */
  loadShare: number;
  /** What is being loaded, in words. */
  loadLine: ReactNode;
};

/** The staff, the word for what is going on, and everything a hand needs. */
export function Stage({ loadShare, loadLine }: StageProps) {
  const commands = useCommands();
  const phase = useViewPhase();
  const listenMode = useSettings(selectListenMode);
  const isOnline = useDevice(selectIsOnline);
  const face = PHASE_FACES[phase];
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // The button that led here is gone, and the focus with it.
    if (document.activeElement === document.body) section.current?.focus({ preventScroll: true });
  }, []);
  const readLevel = () => (phase === 'speaking' ? commands.readSpeakerLevel() : commands.readMicrophoneLevel()).rms;
  return (
    <section ref={section} tabIndex={-1} className="stage" aria-label="Talk" data-phase={phase}>
      <Staff mode={face.staff} readLevel={readLevel} progress={loadShare} className="stage__staff" />
      <div className="stage__phase">
        <p className="stage__word" data-testid="phase">{face.word}</p>
        <div className="stage__hint">{phase === 'loading' ? loadLine : face.hint}</div>
      </div>
      {phase === 'asleep' ? <WakeRow /> : (
        <div className="stage__controls">
          <TalkButton phase={phase} />
          <Composer phase={phase} />
        </div>
      )}
      <div className="stage__foot">
        <Choice label={WORDS.listenMode} isLabelHidden value={listenMode} options={LISTEN_MODES} onChange={(value) => commands.changeSettings({ listenMode: value })} />
        {!isOnline && <p className="stage__offline"><OfflineIcon size={18} />{WORDS.offlineChip}</p>}
      </div>
    </section>
  );
}
