import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useCommands, useDevice, useFileCommands } from '../../stores/app-context';
import { selectIsMuted } from '../../stores/device-store';
import { Player, type PlayerState } from './player';

/** The player of a document's recording. */
export function usePlayer(documentId: string): Player {
  const commands = useFileCommands();
  const [player] = useState(() => new Player());
  useEffect(() => {
    let isCurrent = true;
    void commands.readAudio(documentId).then((blob) => {
      if (isCurrent) player.load(blob);
    });
    return () => {
      isCurrent = false;
      player.release();
    };
  }, [commands, player, documentId]);
  useMuteWhilePlaying(player);
  return player;
}

export const usePlayerState = (player: Player): PlayerState => useSyncExternalStore(player.subscribe, player.getState);

/** An open microphone would take the recording for a person who talks to the assistant. */
function useMuteWhilePlaying(player: Player): void {
  const commands = useCommands();
  const { isPlaying } = usePlayerState(player);
  const isListening = useDevice((state) => state.microphone.phase === 'live' && !selectIsMuted(state));
  const latest = useRef(isListening);
  useEffect(() => {
    latest.current = isListening;
  });
  useEffect(() => {
    if (!isPlaying || !latest.current) return;
    commands.setMuted(true);
    return () => commands.setMuted(false);
  }, [commands, isPlaying]);
}
