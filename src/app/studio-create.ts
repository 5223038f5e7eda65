import type { Sotto } from './sotto';
import { StudioKeeper } from './studio-keeper';

/** Puts Studio together from the parts of the page: the voice and the speaker that Talk uses, too. */
export function createStudioKeeper(app: Sotto): StudioKeeper {
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
