import type { JobErrorCode } from '../protocol/job';
import type { Session } from '../session/session';
import type { Stores } from '../stores/app-context';
import { selectVoices } from '../stores/model-store';
import { coverEar } from './cover-ear';
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
    voices: () => selectVoices(stores.model.getState()),
    voiceFor: (language) => app.voices.voiceFor(language),
    wake: () => app.wake(),
    coverEar: () => coverEar(app),
    hushTalk() {
      const { phase } = stores.turn.getState().turn;
      if (phase === 'thinking' || phase === 'speaking') app.awake?.session.stop();
    },
    recover: (code) => app.recover(code),
  });
}
