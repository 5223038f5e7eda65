import type { JobErrorCode } from '../protocol/job';
import type { Session } from '../session/session';
import type { Stores } from '../stores/app-context';
import type { Engines } from './engines';
import type { Sound } from './sound';
import { StudioKeeper } from './studio-keeper';
import type { VoiceKeeper } from './voice-keeper';

type Awake = { session: Session; sound: Sound };
type Host = {
  stores: Stores;
  engines: Pick<Engines, 'vocoder'>;
  voices: Pick<VoiceKeeper, 'voiceFor'>;
  readonly awake: Awake | null;
  wake(): Promise<Awake | null>;
  recover(code: JobErrorCode): Promise<boolean>;
};

/** Puts Studio together from the parts of the page: the voice and the speaker that Talk uses, too. */
export function createStudioKeeper(app: Host): StudioKeeper {
  const { stores } = app;
  return new StudioKeeper({
    store: stores.studio,
    turn: stores.turn,
    vocoder: app.engines.vocoder,
    voices: () => stores.model.getState().summary?.voices ?? [],
    voiceFor: (language) => app.voices.voiceFor(language),
    wake: () => app.wake(),
    coverEar() {
      const { microphone, isMuted } = stores.device.getState();
      if (microphone.phase !== 'live' || isMuted || app.awake === null) return () => undefined;
      const { session, sound } = app.awake;
      session.stopHearing();
      sound.mute(true);
      return () => sound.mute(false);
    },
    hushTalk() {
      const { phase } = stores.turn.getState().turn;
      if (phase === 'thinking' || phase === 'speaking') app.awake?.session.stop();
    },
    recover: (code) => app.recover(code),
  });
}
