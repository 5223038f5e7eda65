import { useEffect, useState } from 'react';
import { useScript, useScriptCommands } from '../../../stores/app-context';
import type { ScriptFormat } from '../../../stores/script-commands';
import { selectProgress } from '../../../stores/script-store';
import type { Project } from '../../../studio/project';
import { MAX_MUSIC_BYTES } from '../../../studio/project-file';
import { Button } from '../../../ui/button';
import { ExportSheet } from '../../../ui/export-sheet';
import { formatBytes } from '../../../ui/format-bytes';
import { saveFile } from '../../../ui/save-file';
import { scriptFaultSentence } from './fault-words';
import { LoudnessTick } from './sound-panel';
import { FORMATS, WORDS } from './words';

const ORDER: readonly ScriptFormat[] = ['wav', 'mp3', 'ogg', 'zip', 'srt', 'vtt', 'chapters', 'chapters-json', 'project'];
const RECORDINGS: readonly ScriptFormat[] = ['wav', 'mp3', 'ogg'];

type ScriptExportSheetProps = { project: Project; isOpen: boolean; onClose: () => void };

/** The script as a file: its sound, its subtitles, its chapters, or itself. */
export function ScriptExportSheet({ project, isOpen, onClose }: ScriptExportSheetProps) {
  const commands = useScriptCommands();
  const exporting = useScript((state) => state.exporting);
  const fault = useScript((state) => state.fault);
  const missing = useScript((state) => selectProgress(state).lineCount - selectProgress(state).readyCount);
  const musicBytes = useScript(({ music }) => (music.phase === 'ready' ? music.byteCount : 0));
  const [format, setFormat] = useState<ScriptFormat>('wav');
  const [hasOpus, setHasOpus] = useState<boolean | null>(null);
  const [saved, setSaved] = useState('');
  useEffect(() => {
    if (isOpen) void commands.canWriteOpus().then(setHasOpus);
  }, [commands, isOpen]);
  const { label, hint } = FORMATS[format];
  const save = async () => {
    setSaved('');
    const file = await commands.exportScript(format);
    if (file === null) return;
    saveFile(file.fileName, file.blob);
    setSaved(WORDS.saved(file.fileName));
  };
  return (
    <ExportSheet
      title={WORDS.exportTitle} isOpen={isOpen} onClose={onClose} formatLabel={WORDS.format}
      formats={ORDER.filter((value) => value !== 'ogg' || hasOpus === true).map((value) => ({ value, label: FORMATS[value].label }))} format={format} onFormat={setFormat}
      hint={hint} saveLabel={WORDS.save(label)} onSave={() => void save()} making={exporting === null ? null : { label: WORDS.exporting, fraction: exporting.share }}
      status={fault === null ? saved : `${scriptFaultSentence(fault)} ${fault.message}`}
    >
      {hasOpus === false && <p className="field__hint">{WORDS.noOpus}</p>}
      {RECORDINGS.includes(format) && <LoudnessTick project={project} />}
      {format === 'project' && project.music !== null && musicBytes > MAX_MUSIC_BYTES && <p className="field__hint">{WORDS.musicStays(project.music.fileName, formatBytes(musicBytes), formatBytes(MAX_MUSIC_BYTES))}</p>}
      {format !== 'project' && missing > 0 && <p className="soft">{WORDS.missing(missing)}</p>}
      {exporting !== null && <Button onClick={() => commands.cancelExport()}>{WORDS.cancelExport}</Button>}
    </ExportSheet>
  );
}
