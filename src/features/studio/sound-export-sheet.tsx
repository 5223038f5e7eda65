import { useEffect, useState } from 'react';
import { useStudio, useStudioCommands } from '../../stores/app-context';
import type { SoundFormat } from '../../stores/studio-commands';
import { Button } from '../../ui/button';
import { ExportIcon } from '../../ui/icons';
import { Progress } from '../../ui/progress';
import { saveFile } from '../../ui/save-file';
import { Sheet } from '../../ui/sheet';
import { faultSentence } from './fault-words';
import { WORDS } from './words';

const LABELS: Readonly<Record<SoundFormat, string>> = { wav: 'WAV', ogg: 'Opus', srt: 'SRT' };

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
  const formats: SoundFormat[] = hasOpus === true ? ['wav', 'ogg', 'srt'] : ['wav', 'srt'];
  const save = async () => {
    setSaved('');
    const file = await commands.exportSound({ format, isNormalised });
    if (file === null) return;
    saveFile(file.fileName, file.blob);
    setSaved(WORDS.saved(file.fileName));
  };
  return (
    <Sheet title={WORDS.exportTitle} isOpen={isOpen} onClose={onClose}>
      <div className="export">
        <fieldset className="field">
          <legend className="field__label">{WORDS.format}</legend>
          <div className="formats">
            {formats.map((value) => (
              <label key={value} className="formats__option"><input type="radio" name="sound-format" checked={value === format} onChange={() => setFormat(value)} /><span>{LABELS[value]}</span></label>
            ))}
          </div>
          {hasOpus === false && <p className="field__hint">{WORDS.noOpus}</p>}
        </fieldset>
        {format !== 'srt' && <label className="tick"><input type="checkbox" checked={isNormalised} onChange={(event) => setNormalised(event.target.checked)} />{WORDS.normalise}</label>}
        <Button variant="primary" disabled={share !== null} onClick={() => void save()}><ExportIcon />{WORDS.save(LABELS[format])}</Button>
        {share !== null && <Progress label={WORDS.exporting} fraction={share} />}
        <p className="soft" role="status">{fault === null ? saved : faultSentence(fault)}</p>
      </div>
    </Sheet>
  );
}
