import type { DeviceStoreState } from '../../stores/device-store';
import type { PackState } from '../../stores/model-store';
import type { Settings } from '../../session/settings';
import type { Phase } from '../../session/turn-state';
import type { StaffMode } from '../../ui/staff-wave';

/** What the stage shows, from everything that bears on it. */
export type ViewPhase =
  | 'asleep'
  | 'elsewhere'
  | 'loading'
  | 'ready'
  | 'hold'
  | 'deaf'
  | 'muted'
  | 'listening'
  | 'thinking'
  | 'speaking'
  | 'offline'
  | 'failed';

export type PhaseInputs = {
  turn: Phase;
  pack: PackState['phase'];
  isPackOffline: boolean;
  tab: DeviceStoreState['tab'];
  microphone: DeviceStoreState['microphone']['phase'];
  isMuted: boolean;
  isClipPlaying: boolean;
  listenMode: Settings['listenMode'];
};

/** The first thing that is true in the order in which it matters to the person. */
export function deriveViewPhase(inputs: PhaseInputs): ViewPhase {
  if (inputs.tab === 'elsewhere') return 'elsewhere';
  if (inputs.pack === 'failed') return inputs.isPackOffline ? 'offline' : 'failed';
  if (inputs.turn === 'failed') return 'failed';
  if (inputs.pack === 'downloading' || inputs.pack === 'loading') return 'loading';
  if (inputs.pack !== 'ready') return 'asleep';
  if (inputs.turn !== 'idle') return inputs.turn;
  if (inputs.isClipPlaying) return 'listening';
  if (inputs.microphone !== 'live') return 'deaf';
  if (inputs.isMuted) return 'muted';
  return inputs.listenMode === 'push-to-talk' ? 'hold' : 'ready';
}

type PhaseFace = { word: string; hint: string; staff: StaffMode };

/** The word, what to do next, and what the staff does. */
export const PHASE_FACES: Record<ViewPhase, PhaseFace> = {
  asleep: { word: 'Welcome back', hint: 'Your last conversation is here. Go on where you left it.', staff: 'rest' },
  elsewhere: { word: 'Elsewhere', hint: 'Sotto is open in another tab.', staff: 'mute' },
  loading: { word: 'Loading', hint: '', staff: 'load' },
  ready: { word: 'Ready', hint: 'Just speak. You can interrupt at any time.', staff: 'rest' },
  hold: { word: 'Ready', hint: 'Hold the button, or Space, while you speak.', staff: 'rest' },
  deaf: { word: 'Ready', hint: 'The microphone is off. Type, or drop a recording here.', staff: 'mute' },
  muted: { word: 'Muted', hint: 'Nothing you say is heard. You can still type.', staff: 'mute' },
  listening: { word: 'Listening', hint: '', staff: 'listen' },
  thinking: { word: 'Thinking', hint: '', staff: 'think' },
  speaking: { word: 'Speaking', hint: 'Speak over it, or press Escape, to stop it.', staff: 'speak' },
  offline: { word: 'Offline', hint: 'The models are not on this device yet.', staff: 'fail' },
  failed: { word: 'Failed', hint: '', staff: 'fail' },
};
