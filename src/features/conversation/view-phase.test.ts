import { describe, expect, it } from 'vitest';
import { deriveViewPhase, type PhaseInputs } from './view-phase';

const TALKING: PhaseInputs = {
  turn: 'idle', pack: 'ready', isPackOffline: false, tab: 'here', microphone: 'live', isMuted: false, isClipPlaying: false, listenMode: 'hands-free',
};

describe('what the stage shows', () => {
  it.each<[string, Partial<PhaseInputs>]>([
    ['ready', {}],
    ['hold', { listenMode: 'push-to-talk' }],
    ['muted', { isMuted: true }],
    ['deaf', { microphone: 'refused', isMuted: true }],
    ['listening', { turn: 'listening' }],
    ['listening', { isClipPlaying: true, microphone: 'off' }],
    ['speaking', { turn: 'speaking', isMuted: true }],
    ['asleep', { pack: 'absent', microphone: 'off' }],
    ['asleep', { pack: 'stored', microphone: 'off' }],
    ['loading', { pack: 'loading' }],
    ['failed', { turn: 'failed' }],
    ['failed', { pack: 'failed', turn: 'speaking' }],
    ['offline', { pack: 'failed', isPackOffline: true }],
    ['elsewhere', { tab: 'elsewhere', pack: 'failed' }],
  ])('is %s for %o', (phase, change) => {
    expect(deriveViewPhase({ ...TALKING, ...change })).toBe(phase);
  });
});
