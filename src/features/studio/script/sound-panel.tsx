import { useScript, useScriptCommands } from '../../../stores/app-context';
import { DEFAULT_LOUDNESS_LUFS, DEFAULT_MUSIC, type Project } from '../../../studio/project';
import { Button } from '../../../ui/button';
import { FileAudioIcon } from '../../../ui/icons';
import { pickFile } from '../../../ui/pick-file';
import { Dial } from '../dial';
import { MadeFacts } from '../made-facts';
import { formatDecibels, WORDS as STUDIO_WORDS } from '../words';
import { MUSIC_TYPES, WORDS } from './words';

/** The recording under the speech: which, how loud, and how far it goes down while somebody speaks. */
export function MusicPanel({ project: { music } }: { project: Project }) {
  const commands = useScriptCommands();
  const state = useScript((store) => store.music);
  const choose = () => pickFile(MUSIC_TYPES, (file) => void commands.setMusic(file));
  return (
    <section className="panel" aria-label={WORDS.music}>
      <h3 className="panel__title">{WORDS.music}</h3>
      {music === null ? (
        <>
          <p className="field__hint">{WORDS.musicHint}</p>
          <div className="panel__actions"><Button size="small" disabled={state.phase === 'reading'} onClick={choose}><FileAudioIcon size={18} />{WORDS.addMusic}</Button></div>
        </>
      ) : (
        <>
          <p className="music__name">{music.fileName}</p>
          <div className="dials">
            <Dial label={WORDS.musicGain} value={music.gainDb} neutral={DEFAULT_MUSIC.gainDb} min={-36} max={6} step={1} format={formatDecibels} onChange={(gainDb) => commands.changeMusic({ gainDb })} />
            <Dial label={WORDS.musicDuck} value={music.duckDb} neutral={DEFAULT_MUSIC.duckDb} min={-40} max={0} step={1} format={formatDecibels} onChange={(duckDb) => commands.changeMusic({ duckDb })} />
          </div>
          <div className="panel__actions">
            <Button size="small" onClick={choose}>{WORDS.otherMusic}</Button>
            <Button size="small" variant="plain" onClick={() => void commands.removeMusic()}>{WORDS.removeMusic}</Button>
          </div>
        </>
      )}
      {state.phase === 'reading' && <p className="soft" role="status">{WORDS.readingMusic}</p>}
      {state.phase === 'failed' && <p className="music__fault" role="alert">{state.message}</p>}
    </section>
  );
}

/** What made the sound of the script, once there is any. */
export function ProvenancePanel() {
  const provenance = useScript((state) => state.provenance);
  if (provenance.neural.length + provenance.signal.length === 0) return null;
  return (
    <section className="panel panel--made" aria-label={STUDIO_WORDS.howMade}>
      <h3 className="panel__title">{STUDIO_WORDS.howMade}</h3>
      <MadeFacts provenance={provenance} />
    </section>
  );
}

/** How loud the whole becomes. */
export function LoudnessPanel({ project }: { project: Project }) {
  return (
    <section className="panel" aria-label={WORDS.loudness}>
      <h3 className="panel__title">{WORDS.loudness}</h3>
      <LoudnessTick project={project} />
    </section>
  );
}

export function LoudnessTick({ project: { loudnessLufs } }: { project: Project }) {
  const commands = useScriptCommands();
  return <label className="tick"><input type="checkbox" checked={loudnessLufs !== null} onChange={(event) => commands.setLoudness(event.target.checked ? DEFAULT_LOUDNESS_LUFS : null)} />{WORDS.normalise}</label>;
}
