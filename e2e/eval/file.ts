import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { EvalPage } from './page';

export type FileOptions = { out: string; translate?: string; formats: string[] };

/**
 * Hears every recording as if a person had chosen it, writes the exports into `out`, and returns one entry a file.
 *
 * Files are given to the browser by their path, so that it reads them from the disk as it does for a person.
 */
export async function evalFile(page: EvalPage, paths: string[], { out, translate, formats }: FileOptions) {
  mkdirSync(out, { recursive: true });
  await page.showFiles(translate);
  const files = [];
  for (const path of paths) {
    try {
      const report = await page.hearFile(resolve(path));
      const outputs = report.segments === 0 ? [] : await writeExports(page, report.documentId, basename(path), { out, formats });
      const { audioSeconds, computeSeconds, peakHeapBytes, segments, speakers, error } = report;
      files.push({ file: path, audioSeconds, rtf: audioSeconds > 0 ? computeSeconds / audioSeconds : null, peakHeapBytes, segments, speakers, outputs, error });
    } catch (error) {
      files.push({ file: path, audioSeconds: 0, rtf: null, peakHeapBytes: 0, segments: 0, speakers: 0, outputs: [], error: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) });
    }
    console.log(JSON.stringify(files.at(-1)));
  }
  return { files };
}

/** Two recordings may have the same title, so the exports are named by the file. */
async function writeExports(page: EvalPage, documentId: string, fileName: string, { out, formats }: Pick<FileOptions, 'out' | 'formats'>): Promise<string[]> {
  const outputs: string[] = [];
  for (const format of formats) {
    const { fileName: suggested, bytes } = await page.exportTranscript(documentId, format);
    const path = join(out, `${fileName}.${suggested.split('.').at(-1) ?? format}`);
    writeFileSync(path, bytes);
    outputs.push(path);
  }
  return outputs;
}
