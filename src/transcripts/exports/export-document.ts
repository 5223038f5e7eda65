import type { ExportedFile } from '../../session/commands';
import { assertNever } from '../../lib/assert-never';
import type { TranscriptDocument } from '../document';
import { layoutSubtitles } from '../subtitles/layout';
import { toCsv } from './csv';
import { toDocx } from './docx';
import type { ExportOptions, TextFormat } from './formats';
import { toJson } from './json';
import { toMarkdown } from './markdown';
import { toSrt } from './srt';
import { toTxt } from './txt';
import { toVtt } from './vtt';

/** The document as a file to save. JSON is always whole, whatever the options. */
export async function exportDocument(document: TranscriptDocument, format: TextFormat, options: ExportOptions): Promise<ExportedFile> {
  const { extension, type, content } = await write(document, format, options);
  const language = options.languages === 'original' || format === 'json' ? '' : `.${languageSuffix(document, options)}`;
  return { fileName: `${safeName(document.title)}${language}.${extension}`, blob: new Blob([content], { type }) };
}

const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Written = { extension: string; type: string; content: BlobPart };

async function write(document: TranscriptDocument, format: TextFormat, options: ExportOptions): Promise<Written> {
  const { languages, hasSpeakers, subtitles } = options;
  switch (format) {
    case 'srt':
      return { extension: 'srt', type: 'application/x-subrip', content: toSrt(layoutSubtitles(document, subtitles, { languages, isPrefixed: hasSpeakers })) };
    case 'vtt':
      return { extension: 'vtt', type: 'text/vtt', content: toVtt(layoutSubtitles(document, subtitles, { languages, isPrefixed: false }), hasSpeakers) };
    case 'json':
      return { extension: 'json', type: 'application/json', content: toJson(document) };
    case 'txt':
      return { extension: 'txt', type: 'text/plain;charset=utf-8', content: toTxt(document, options) };
    case 'markdown':
      return { extension: 'md', type: 'text/markdown;charset=utf-8', content: toMarkdown(document, options) };
    case 'csv':
      return { extension: 'csv', type: 'text/csv;charset=utf-8', content: toCsv(document, options) };
    case 'docx':
      return { extension: 'docx', type: DOCX_TYPE, content: await toDocx(document, options) };
    default:
      return assertNever(format);
  }
}

function languageSuffix({ segments }: TranscriptDocument, { languages }: ExportOptions): string {
  const to = segments.find(({ translation }) => translation !== null)?.translation?.to;
  return languages === 'both' ? 'bilingual' : (to ?? 'translation');
}

/** A title as a file name that every system takes. */
function safeName(title: string): string {
  const name = title.replace(/[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|]+/gu, ' ').replace(/\s+/gu, ' ').replace(/^[. ]+|[. ]+$/gu, '');
  return [...name].slice(0, 100).join('') || 'transcript';
}
