import { useState } from 'react';
import { useFileCommands } from '../../stores/app-context';
import { ExportSheet } from '../../ui/export-sheet';
import { Choice, Slider } from '../../ui/fields';
import { saveFile } from '../../ui/save-file';
import type { TranscriptDocument } from '../../transcripts/document';
import type { ExportOptions, TextFormat } from '../../transcripts/exports/formats';
import { DEFAULT_SUBTITLE_RULES, type SubtitleRules } from '../../transcripts/subtitles/rules';
import { FORMAT_LABELS, WORDS } from './words';

const FORMATS = (['txt', 'markdown', 'docx', 'srt', 'vtt', 'json', 'csv'] as const).map((value) => ({ value, label: FORMAT_LABELS[value] }));
const CONTENTS = (['original', 'translation', 'both'] as const).map((value) => ({ value, label: WORDS.contentsOptions[value] }));
const isSubtitles = (format: TextFormat) => format === 'srt' || format === 'vtt';

type DocumentExportSheetProps = { open: TranscriptDocument; isOpen: boolean; onClose: () => void };

/** A transcript as a file: which, and what goes into it. */
export function DocumentExportSheet({ open, isOpen, onClose }: DocumentExportSheetProps) {
  const commands = useFileCommands();
  const [format, setFormat] = useState<TextFormat>('txt');
  const [options, setOptions] = useState<ExportOptions>({ languages: 'original', hasSpeakers: true, hasTimes: true, subtitles: DEFAULT_SUBTITLE_RULES });
  const [saved, setSaved] = useState('');
  const change = (part: Partial<ExportOptions>) => setOptions({ ...options, ...part });
  const isTranslated = open.segments.some(({ translation }) => translation !== null);
  const save = async () => {
    const { fileName, blob } = await commands.exportDocument(format, isTranslated ? options : { ...options, languages: 'original' });
    saveFile(fileName, blob);
    setSaved(WORDS.saved(fileName));
  };
  return (
    <ExportSheet
      title={WORDS.exportTitle} isOpen={isOpen} onClose={onClose} formatLabel={WORDS.format} formats={FORMATS} format={format} onFormat={setFormat}
      saveLabel={WORDS.save(FORMAT_LABELS[format])} onSave={() => void save()} status={saved}
    >
      {isTranslated && format !== 'json' && <Choice label={WORDS.contents} value={options.languages} options={CONTENTS} onChange={(languages) => change({ languages })} />}
      {format !== 'json' && (
        <div className="export__ticks">
          <label className="tick"><input type="checkbox" checked={options.hasSpeakers} onChange={(event) => change({ hasSpeakers: event.target.checked })} />{WORDS.withSpeakers}</label>
          {!isSubtitles(format) && <label className="tick"><input type="checkbox" checked={options.hasTimes} onChange={(event) => change({ hasTimes: event.target.checked })} />{WORDS.withTimes}</label>}
        </div>
      )}
      {isSubtitles(format) && <SubtitleFields rules={options.subtitles} onChange={(subtitles) => change({ subtitles })} />}
    </ExportSheet>
  );
}

type SubtitleFieldsProps = { rules: SubtitleRules; onChange: (rules: SubtitleRules) => void };

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

function SubtitleFields({ rules, onChange }: SubtitleFieldsProps) {
  const change = (part: Partial<SubtitleRules>) => onChange({ ...rules, ...part });
  return (
    <section className="panel">
      <h3 className="panel__title">{WORDS.subtitles}</h3>
      <Slider label={WORDS.columns} hint={WORDS.columnsHint} value={rules.columnsPerLine} min={20} max={64} step={1} format={String} onChange={(columnsPerLine) => change({ columnsPerLine })} />
      <Slider label={WORDS.lines} value={rules.maxLines} min={1} max={3} step={1} format={String} onChange={(maxLines) => change({ maxLines })} />
      <Slider label={WORDS.rate} value={rules.columnsPerSecond} min={8} max={30} step={1} format={(value) => `${value} a second`} onChange={(columnsPerSecond) => change({ columnsPerSecond })} />
      <Slider label={WORDS.shortest} value={rules.minDurationMs} min={300} max={3000} step={1} format={seconds} onChange={(minDurationMs) => change({ minDurationMs })} />
      <Slider label={WORDS.longest} value={rules.maxDurationMs} min={3000} max={15_000} step={100} format={seconds} onChange={(maxDurationMs) => change({ maxDurationMs })} />
      <Slider label={WORDS.gap} value={rules.minGapMs} min={0} max={500} step={1} format={seconds} onChange={(minGapMs) => change({ minGapMs })} />
    </section>
  );
}
