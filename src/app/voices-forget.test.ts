import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { studioTexts } from '../storage/studio';
import { createSettingsStore } from '../stores/settings-store';
import { createStudioStore } from '../stores/studio-store';
import { StudioHistory } from './studio-history';
import { forgetVoice } from './voices-forget';

describe('the end of a voice', () => {
  it('is chosen nowhere any more, what was said in it goes, and scripts are told', async () => {
    const stores = { settings: createSettingsStore(), studio: createStudioStore() };
    stores.settings.setState({ voiceIds: { en: 'clone-a', zh: 'zh-tan' } });
    const { draft } = stores.studio.getState();
    stores.studio.setState({ draft: { ...draft, voice: { ...draft.voice, voiceId: 'clone-a' } } });
    const { line: { source, controls, dialect, melodySource, beatsPerMinute } } = draft;
    await studioTexts.write({ id: 'text', title: '', createdAtMs: 0, updatedAtMs: 0, source, controls, dialect, voice: { voiceId: 'clone-a', shape: draft.voice.shape }, melodySource, beatsPerMinute, hasMetronome: false, pitchPoints: [] });
    const script = { speaker: { stop: vi.fn() }, scripts: { leaveVoice: vi.fn(async () => undefined) } };
    const studio = { stop: vi.fn(), sounds: { forgetVoice: vi.fn() } };
    const awake = { session: { stop: vi.fn(), played: { forgetVoice: vi.fn(() => ['turn-1', 'turn-2.run-1']) } } };
    const turnSounds = { delete: vi.fn(async () => undefined) };
    await forgetVoice({ stores, studio, studioHistory: new StudioHistory(stores.studio), script, awake, turnSounds }, 'clone-a');
    expect(awake.session.stop).toHaveBeenCalledOnce();
    expect(awake.session.played.forgetVoice).toHaveBeenCalledWith('clone-a');
    expect(turnSounds.delete).toHaveBeenCalledWith(['heard:turn-1', 'heard:turn-2.run-1']);
    expect(stores.settings.getState().voiceIds).toEqual({ en: null, zh: 'zh-tan' });
    expect(stores.studio.getState().draft.voice.voiceId).toBe('');
    expect((await studioTexts.read('text'))?.voice.voiceId).toBe('');
    expect(studio.stop).toHaveBeenCalledOnce();
    expect(studio.sounds.forgetVoice).toHaveBeenCalledWith('clone-a');
    expect(script.speaker.stop).toHaveBeenCalledOnce();
    expect(script.scripts.leaveVoice).toHaveBeenCalledWith('clone-a');
  });
});
