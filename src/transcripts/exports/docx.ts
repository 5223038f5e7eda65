import type * as Docx from 'docx';
import type { TranscriptDocument } from '../document';
import type { ExportOptions } from './formats';
import { toReadingBlocks, type ReadingBlock } from './reading-blocks';
import { toClock } from './timestamps';

const GREY = '6B6B6B';
/** Signs that XML 1.0 cannot carry, not even escaped. */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A Word document: the title, then paragraphs with times and names; a translation below each in grey. */
export async function toDocx(document: TranscriptDocument, options: ExportOptions): Promise<Blob> {
  // Loaded when it is asked for: the page does not carry it.
  const docx = await import('docx');
  const { Document, HeadingLevel, Packer, Paragraph, TextRun } = docx;
  const title = document.title.replace(NOT_XML, '');
  return Packer.toBlob(new Document({
    creator: 'Sotto',
    title,
    // Fonts that hold both scripts: without one named for East Asian text, Word falls back to a serif among the sans.
    styles: { default: { document: { run: { font: { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Microsoft YaHei' }, size: 22 } } } },
    sections: [{
      children: [
        new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(title)] }),
        ...toReadingBlocks(document, options).flatMap((block) => toParagraphs(docx, block, options)),
      ],
    }],
  }));
}

function toParagraphs({ Paragraph, TextRun }: Pick<typeof Docx, 'Paragraph' | 'TextRun'>, { startMs, speakerName, original, translation }: ReadingBlock, { hasTimes, hasSpeakers }: ExportOptions) {
  const run = (text: string, style: { bold?: boolean; color?: string } = {}) => new TextRun({ text: text.replace(NOT_XML, ''), ...style });
  const lead = [
    ...(hasTimes ? [run(`${toClock(startMs)}  `, { color: GREY })] : []),
    ...(hasSpeakers && speakerName !== null ? [run(`${speakerName}: `, { bold: true })] : []),
  ];
  const spacing = { after: 160 };
  if (original === '' || translation === '') return [new Paragraph({ spacing, children: [...lead, run(original + translation)] })];
  return [
    new Paragraph({ spacing: { after: 40 }, keepNext: true, children: [...lead, run(original)] }),
    new Paragraph({ spacing, children: [run(translation, { color: GREY })] }),
  ];
}
