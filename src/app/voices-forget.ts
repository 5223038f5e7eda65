import type { TurnId } from '../protocol/job';
import { studioTexts } from '../storage/studio';
import type { Stores } from '../stores/app-context';
import type { StudioDraft } from '../stores/studio-store';
import { heardName } from './turn-sounds';

/** Who else knows a voice: the places where it may be chosen, and those that keep what was said in it. */
export type VoiceHolders = {
  stores: Pick<Stores, 'settings' | 'studio'>;
  studio: { stop(): void; readonly sounds: { forgetVoice(voiceId: string): void } };
  studioHistory: { adopt(change: (draft: StudioDraft) => StudioDraft): void };
  /** Null until somebody talks; then there is nothing to forget. */
  readonly awake: { session: { stop(): void; readonly played: { forgetVoice(voiceId: string): readonly TurnId[] } } } | null;
  turnSounds: { delete(names: readonly string[]): Promise<void> };
  script: { readonly speaker: { stop(): void }; readonly scripts: { leaveVoice(voiceId: string): Promise<void> } };
};

/** A voice that is deleted is chosen nowhere any more, and what was said in it is thrown away, on the disk too. */
export async function forgetVoice(holders: VoiceHolders, voiceId: string): Promise<void> {
  const { stores, studio, studioHistory, script } = holders;
  const { voiceIds } = stores.settings.getState();
  const without = (id: string | null): string | null => (id === voiceId ? null : id);
  if (Object.values(voiceIds).includes(voiceId)) stores.settings.setState({ voiceIds: { en: without(voiceIds.en), zh: without(voiceIds.zh) } });
  const { draft } = stores.studio.getState();
  if (draft.voice.voiceId === voiceId) {
    studio.stop();
    stores.studio.setState({ made: null });
  }
  studioHistory.adopt((known) => (known.voice.voiceId === voiceId ? { ...known, voice: { ...known.voice, voiceId: '' } } : known));
  studio.sounds.forgetVoice(voiceId);
  holders.awake?.session.stop();
  await holders.turnSounds.delete((holders.awake?.session.played.forgetVoice(voiceId) ?? []).map(heardName));
  for (const text of await studioTexts.list()) if (text.voice.voiceId === voiceId) await studioTexts.write({ ...text, voice: { ...text.voice, voiceId: '' } });
  script.speaker.stop();
  await script.scripts.leaveVoice(voiceId);
}
