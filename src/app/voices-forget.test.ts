import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { commitSound, readHeads, writePiece } from '../storage/line-sounds';
import { writeScript } from '../storage/scripts';
import { studioTexts } from '../storage/studio';
import { createScriptStore } from '../stores/script-store';
import { createSettingsStore } from '../stores/settings-store';
import { createStudioStore } from '../stores/studio-store';
import { forgetVoice } from './voices-forget';

async function keepLine(scriptId: string, file: string): Promise<void> {
  await writeScript({ id: scriptId, title: scriptId, updatedAtMs: 0, lineCount: 1, readyCount: 1, seconds: 1 }, file);
  await writePiece(scriptId, 'key', 0, new Int16Array(4));
  await commitSound(scriptId, 'key', { lineId: 'line', sampleRateHz: 16_000, sampleCount: 4, pieceCount: 1 }, new Int32Array(0));
}

describe('the end of a voice', () => {
  it('is chosen nowhere any more, and what was said in it goes, in memory and on the disk', async () => {
    const stores = { settings: createSettingsStore(), studio: createStudioStore(), script: createScriptStore() };
    stores.settings.setState({ voiceIds: { en: 'clone-a', zh: 'zh-tan' } });
    const { draft } = stores.studio.getState();
    stores.studio.setState({ draft: { ...draft, voice: { ...draft.voice, voiceId: 'clone-a' } } });
    const { line: { source, controls, dialect, melodySource, beatsPerMinute } } = draft;
    await studioTexts.write({ id: 'text', title: '', createdAtMs: 0, updatedAtMs: 0, source, controls, dialect, voice: { voiceId: 'clone-a', shape: draft.voice.shape }, melodySource, beatsPerMinute, hasMetronome: false, pitchPoints: [] });
    await keepLine('with', '{"voiceId":"clone-a"}');
    await keepLine('without', '{"voiceId":"en-slt"}');
    const studio = { stop: vi.fn(), sounds: { forgetVoice: vi.fn() } };
    await forgetVoice({ stores, studio, script: { scripts: { close: async () => undefined } } }, 'clone-a');
    expect(stores.settings.getState().voiceIds).toEqual({ en: null, zh: 'zh-tan' });
    expect(stores.studio.getState().draft.voice.voiceId).toBe('');
    expect((await studioTexts.read('text'))?.voice.voiceId).toBe('');
    expect(studio.stop).toHaveBeenCalledOnce();
    expect(studio.sounds.forgetVoice).toHaveBeenCalledWith('clone-a');
    expect((await readHeads('with')).size).toBe(0);
    expect((await readHeads('without')).size).toBe(1);
  });
});
