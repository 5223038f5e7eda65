import { useEffect, useState } from 'react';
import { useStudio, useStudioCommands } from '../../stores/app-context';
import type { SoundFormat } from '../../stores/studio-commands';
import { ExportSheet } from '../../ui/export-sheet';
import { saveFile } from '../../ui/save-file';
import { faultSentence } from './fault-words';
import { WORDS } from './words';

const LABELS: Readonly<Record<SoundFormat, string>> = { wav: 'WAV', mp3: 'MP3', ogg: 'Opus', srt: 'SRT' };

/** The text as it stands as a file. */
export function SoundExportSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const commands = useStudioCommands();
  const share = useStudio(({ exporting }) => exporting);
  const fault = useStudio((state) => state.fault);
  const [format, setFormat] = useState<SoundFormat>('wav');
  const [isNormalised, setNormalised] = useState(false);
  const [hasOpus, setHasOpus] = useState<boolean | null>(null);
  const [saved, setSaved] = useState('');
  useEffect(() => {
    if (isOpen) void commands.canWriteOpus().then(setHasOpus);
  }, [commands, isOpen]);
  const formats: SoundFormat[] = hasOpus === true ? ['wav', 'mp3', 'ogg', 'srt'] : ['wav', 'mp3', 'srt'];
  const save = async () => {
    setSaved('');
    const file = await commands.exportSound({ format, isNormalised });
    if (file === null) return;
    saveFile(file.fileName, file.blob);
    setSaved(WORDS.saved(file.fileName));
  };
  return (
    <ExportSheet
      title={WORDS.exportTitle} isOpen={isOpen} onClose={onClose} formatLabel={WORDS.format} formats={formats.map((value) => ({ value, label: LABELS[value] }))} format={format} onFormat={setFormat}
      hint={hasOpus === false ? WORDS.noOpus : ''} saveLabel={WORDS.save(LABELS[format])} onSave={() => void save()} making={share === null ? null : { label: WORDS.exporting, fraction: share }}
      status={fault === null ? saved : faultSentence(fault)}
    >
      {format !== 'srt' && <label className="tick"><input type="checkbox" checked={isNormalised} onChange={(event) => setNormalised(event.target.checked)} />{WORDS.normalise}</label>}
    </ExportSheet>
  );
}
