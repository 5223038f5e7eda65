import { useId, type ReactNode } from 'react';
import { Button } from './button';
import { ExportIcon } from './icons';
import { Progress } from './progress';
import { Sheet } from './sheet';

export type FormatOption<Format extends string> = { value: Format; label: string };

type ExportSheetProps<Format extends string> = {
  title: string; isOpen: boolean; onClose: () => void;
  formatLabel: string; formats: readonly FormatOption<Format>[]; format: Format; onFormat: (format: Format) => void;
  /** Under the formats: what the chosen one is, or why one is missing. */
  hint?: string;
  saveLabel: string; onSave: () => void;
  /** A file being made; another cannot be asked for meanwhile. */
  making?: { label: string; fraction: number } | null;
  /** What became of the last file, read out when it changes. */
  status: string;
  /** What else can be chosen about the file. */
  children?: ReactNode;
};

/** Something as a file: in which format, with what in it. */
export function ExportSheet<Format extends string>({ title, isOpen, onClose, formatLabel, formats, format, onFormat, hint, saveLabel, onSave, making = null, status, children }: ExportSheetProps<Format>) {
  const name = useId();
  return (
    <Sheet title={title} isOpen={isOpen} onClose={onClose}>
      <div className="export">
        <fieldset className="field">
          <legend className="field__label">{formatLabel}</legend>
          <div className="formats">
            {formats.map(({ value, label }) => (
              <label key={value} className="formats__option"><input type="radio" name={name} checked={value === format} onChange={() => onFormat(value)} /><span>{label}</span></label>
            ))}
          </div>
          {hint !== undefined && hint !== '' && <p className="field__hint">{hint}</p>}
        </fieldset>
        {children}
        <Button variant="primary" disabled={making !== null} onClick={onSave}><ExportIcon />{saveLabel}</Button>
        {making !== null && <Progress label={making.label} fraction={making.fraction} />}
        <p className="soft" role="status">{status}</p>
      </div>
    </Sheet>
  );
}
