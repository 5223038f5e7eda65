import { MediaClient } from '../../clients/media-client';
import type { JobErrorCode } from '../../protocol/job';
import type { Session } from '../../session/session';
import type { Stores } from '../../stores/app-context';
import { coverEar } from '../cover-ear';
import type { Engines } from '../engines';
import type { Sound } from '../sound';
import { ScriptSound } from './script-sound';
import { ScriptSpeaker } from './script-speaker';
import { Scripts } from './scripts';

type Awake = { session: Session; sound: Sound };
type Host = {
  stores: Stores;
  engines: Pick<Engines, 'vocoder'>;
  studio: { stop(): void };
  readonly awake: Awake | null;
  wake(): Promise<Awake | null>;
  loadEngines(): Promise<boolean>;
  recover(code: JobErrorCode): Promise<boolean>;
};

/** Scripts, their sound and their share of the speaker. */
export type ScriptRoom = { scripts: Scripts; sound: ScriptSound; speaker: ScriptSpeaker };

/** Puts scripts together from the parts of the page: the voice and the speaker that Talk and Studio use, and a decoder for music. */
export function createScripts(app: Host): ScriptRoom {
  const { stores, engines } = app;
  const scripts = new Scripts({
    store: stores.script, model: stores.model, turn: stores.turn, voice: engines.vocoder, decoder: new MediaClient(),
    loadEngines: () => app.loadEngines(), recover: (code) => app.recover(code),
  });
  const sound = new ScriptSound(scripts);
  const speaker = new ScriptSpeaker({
    scripts, sound,
    wake: () => app.wake(),
    coverEar: () => coverEar(app),
    hushOthers() {
      app.studio.stop();
      const { phase } = stores.turn.getState().turn;
      if (phase === 'thinking' || phase === 'speaking') app.awake?.session.stop();
    },
  });
  // One text at a time.
  stores.studio.subscribe(({ phase }, before) => {
    if (phase === 'starting' && before.phase !== 'starting') speaker.stop();
  });
  return { scripts, sound, speaker };
}
