import { useDevice, useModel, useSettings, useTurn } from '../../stores/app-context';
import { selectIsMuted, selectTab } from '../../stores/device-store';
import { selectPack } from '../../stores/model-store';
import { selectListenMode } from '../../stores/settings-store';
import { selectPhase } from '../../stores/turn-store';
import { deriveViewPhase, type ViewPhase } from './view-phase';

export function useViewPhase(): ViewPhase {
  const inputs = {
    turn: useTurn(selectPhase),
    pack: useModel((state) => selectPack(state).phase),
    isPackOffline: useModel(({ pack }) => pack.phase === 'failed' && pack.code === 'offline'),
    tab: useDevice(selectTab),
    microphone: useDevice((state) => state.microphone.phase),
    isMuted: useDevice(selectIsMuted),
    isClipPlaying: useDevice((state) => state.isClipPlaying),
    listenMode: useSettings(selectListenMode),
  };
  return deriveViewPhase(inputs);
}
