import { useCallback, useEffect, useState } from 'react';
import type { PitchPoint } from '../../../protocol/speech';
import { useScript, useScriptCommands } from '../../../stores/app-context';
import { selectLineState } from '../../../stores/script-store';
import type { PicturedSound } from '../../../stores/studio-commands';
import type { Line } from '../../../studio/script/script';
import { Button } from '../../../ui/button';
import { SoundPicture } from '../sound-picture';
import { WORDS } from '../words';

/** What was made of one line, as it looks; a word that is dragged is made anew and heard. Other words are another picture: it goes by `key`. */
export function LinePicture({ line: { id, pitchPoints } }: { line: Line }) {
  const commands = useScriptCommands();
  const isReady = useScript(selectLineState(id)).phase === 'ready';
  const [pictured, setPictured] = useState<PicturedSound | null>(null);
  useEffect(() => {
    if (!isReady) return;
    let isGone = false;
    void commands.readLineSound(id).then((read) => {
      // What was made before stays in sight until the next is there.
      if (!isGone && read !== null) setPictured(read);
    });
    return () => { isGone = true; };
  }, [commands, id, isReady, pitchPoints]);
  const readAtMs = useCallback(() => {
    const place = commands.readPlace();
    return place?.lineId === id ? place.atMs : null;
  }, [commands, id]);
  const bend = (points: PitchPoint[]) => commands.edit({ type: 'line.set', lineIds: [id], changes: { pitchPoints: points } });
  return (
    <>
      {pictured !== null && <SoundPicture pictured={pictured} pitchPoints={pitchPoints} readAtMs={readAtMs} onBend={bend} onHear={() => void commands.play(id)} />}
      {pitchPoints.length > 0 && <div className="panel__actions"><Button size="small" variant="link" onClick={() => bend([])}>{WORDS.resetPitch}</Button></div>}
    </>
  );
}
