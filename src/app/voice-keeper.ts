import type { SpokenLanguage } from '../session/conversation';
import type { Mood } from '../session/settings';
import type { SettingsStore } from '../stores/settings-store';
import type { Voice } from './pack-keeper';

/** Mean F0 that parts most low voices from most high ones. */
const HIGH_VOICE_HZ = 160;

type Kind = 'female' | 'male';
const kindOf = (voice: Voice): Kind => (voice.pitchHz >= HIGH_VOICE_HZ ? 'female' : 'male');

/** Who speaks, and how: the settings, with the voices of the pack. */
export class VoiceKeeper {
  constructor(
    private readonly settings: SettingsStore,
    private readonly voices: () => readonly Voice[],
  ) {}

  /** The chosen voice of a language, or its first; a pack without any lends a voice of another language. */
  voiceFor(language: SpokenLanguage): string | null {
    const chosen = this.settings.getState().voiceIds[language];
    const voices = this.voices();
    return (voices.find(({ id }) => id === chosen) ?? this.#speakers(language)[0])?.id ?? null;
  }

  choose(wish: Kind | 'next', language: SpokenLanguage): Kind {
    const speakers = this.#speakers(language);
    const current = speakers.findIndex(({ id }) => id === this.voiceFor(language));
    const next = wish === 'next' ? speakers[(current + 1) % Math.max(1, speakers.length)] : (speakers.find((voice) => kindOf(voice) === wish) ?? this.voices().find((voice) => kindOf(voice) === wish));
    const voice = next ?? speakers[current];
    if (voice === undefined) return wish === 'next' ? 'female' : wish;
    this.settings.setState({ voiceIds: { ...this.settings.getState().voiceIds, [language]: voice.id } });
    return kindOf(voice);
  }

  setEmotion(emotion: Mood): void {
    this.settings.setState({ controls: { ...this.settings.getState().controls, emotion } });
  }

  setRate(speakingRate: number): void {
    this.settings.setState({ controls: { ...this.settings.getState().controls, speakingRate } });
  }

  #speakers(language: SpokenLanguage): readonly Voice[] {
    const own = this.voices().filter((voice) => voice.language === language);
    return own.length > 0 ? own : this.voices();
  }
}
