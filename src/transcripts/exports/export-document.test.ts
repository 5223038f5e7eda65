import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { TranscriptDocument } from '../document';
import { joinWords } from '../join-words';
import { spreadWords } from '../spread-words';
import { DEFAULT_SUBTITLE_RULES } from '../subtitles/rules';
import { arbitraryDocument, SPEAKERS } from '../test-helpers/arbitrary-document';
import { exportDocument } from './export-document';
import type { ExportOptions, TextFormat } from './formats';

const OPTIONS: ExportOptions = { languages: 'original', hasSpeakers: true, hasTimes: true, subtitles: DEFAULT_SUBTITLE_RULES };
const has = (command: string) => spawnSync(command, ['-version']).error === undefined;

const segment = (index: number, text: string, speakerId: string | null, translation: string | null) => ({
  id: `s${index}`, startMs: index * 3_600_000, endMs: index * 3_600_000 + 2000, speakerId, language: 'en' as const,
  words: spreadWords(text, { startMs: index * 3_600_000, endMs: index * 3_600_000 + 2000 }, 0.5), translation: translation === null ? null : { to: 'zh' as const, text: translation },
});
const DOCUMENT: TranscriptDocument = {
  id: 'd', title: 'Q&A: *one*/two', fileName: 'x.wav', createdAtMs: 0, updatedAtMs: 0, durationMs: 4_000_000, sounds: [], speakers: SPEAKERS,
  segments: [segment(0, '=SUM(A1) & <b>bold</b>, "he said"', 'a', '他说，“求和”。'), segment(1, '1. Well', 'b', null)],
};
const text = async (format: TextFormat, options: Partial<ExportOptions> = {}, document = DOCUMENT) => (await exportDocument(document, format, { ...OPTIONS, ...options })).blob.text();

function withFile<Result>(name: string, content: string, use: (path: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-'));
  try {
    writeFileSync(join(folder, name), content);
    return use(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('exportDocument', () => {
  it('SRT: numbers, commas, names, and text that players cannot take for markup', async () => {
    expect(await text('srt')).toBe('1\n00:00:00,000 --> 00:00:02,300\nAnn & <\u2060Bob>: =SUM(A1) &\n<\u2060b>bold<\u2060/b>, "he said"\n\n2\n01:00:00,000 --> 01:00:02,000\n王小明：1. Well\n');
  });
  it('WebVTT: voices and entities', async () => {
    expect(await text('vtt')).toMatch(/^WEBVTT\n\n00:00:00\.000 --> 00:00:0\d\.\d{3}\n<v Ann &amp; &lt;Bob&gt;>=SUM\(A1\) &amp; &lt;b&gt;bold&lt;\/b&gt;,.*\n/su);
  });
  it('bilingual subtitles have the translation below', async () => {
    expect((await text('srt', { languages: 'both', hasSpeakers: false })).split('\n').filter((line) => /\p{sc=Han}/u.test(line)).join('')).toBe('他说，“求和”。');
  });
  it('text: times, names, the translation on its own line', async () => {
    expect(await text('txt', { languages: 'both' })).toBe('[0:00] Ann & <Bob>: =SUM(A1) & <b>bold</b>, "he said"\n他说，“求和”。\n\n[1:00:00] 王小明: 1. Well\n');
    expect(await text('txt', { languages: 'translation', hasTimes: false, hasSpeakers: false })).toBe('他说，“求和”。\n');
  });
  it('Markdown: what was said is never markup', async () => {
    expect(await text('markdown', { hasTimes: false, hasSpeakers: false })).toBe('# Q\\&A: \\*one\\*/two\n\n\\=SUM(A1) \\& \\<b\\>bold\\</b\\>, "he said"\n\n1\\. Well\n');
    expect(await text('markdown', { languages: 'both' })).toContain('`0:00` **Ann \\& \\<Bob\\>:** =SUM(A1)');
    expect(await text('markdown', { languages: 'both' })).toContain('\n\n> 他说，“求和”。\n');
  });
  it('file names that every system takes', async () => {
    expect((await exportDocument(DOCUMENT, 'vtt', { ...OPTIONS, languages: 'translation' })).fileName).toBe('Q&A one two.zh.vtt');
    expect((await exportDocument({ ...DOCUMENT, title: '../..' }, 'txt', OPTIONS)).fileName).toBe('transcript.txt');
  });

  it.skipIf(!has('ffmpeg'))('ffmpeg reads every cue of SRT and WebVTT', async () => {
    const documents = fc.sample(arbitraryDocument.filter(({ segments }) => segments.length > 1), { numRuns: 4, seed: 4 });
    for (const document of [DOCUMENT, ...documents]) {
      for (const format of ['srt', 'vtt'] as const) {
        const content = await text(format, { languages: 'both' }, document);
        const cueCount = content.match(/^\S+ --> \S+$/gmu)?.length;
        withFile(`x.${format}`, content, (path) => {
          // Decoded and written again by ffmpeg: the same cues, and the words with no tag taken for markup.
          const { status, stderr, stdout: again } = spawnSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 'srt', '-'], { encoding: 'utf8' });
          expect([status, stderr]).toEqual([0, '']);
          expect(again.match(/^\S+ --> \S+$/gmu)?.length).toBe(cueCount);
          for (const { words } of document.segments) expect(lettersOf(again)).toContain(lettersOf(joinWords(words.slice(0, 1))));
        });
      }
    }
  });
  it.skipIf(!has('python3'))('Python reads the CSV back, and no cell is a formula', async () => {
    const script = 'import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8-sig"), strict=True))))';
    const documents = fc.sample(arbitraryDocument, { numRuns: 4, seed: 5 });
    for (const document of [DOCUMENT, ...documents]) {
      const content = await text('csv', { languages: 'both' }, document);
      const rows: unknown = JSON.parse(withFile('x.csv', content, (path) => execFileSync('python3', ['-c', script, path], { encoding: 'utf8' })));
      expect(rows).toEqual([['start', 'end', 'speaker', 'language', 'text', 'confidence', 'translation'], ...document.segments.map(({ words, translation }) => [
        expect.stringMatching(/^\d\d:\d\d:\d\d\.\d{3}$/), expect.any(String), expect.any(String), expect.any(String),
        safeCell(joinWords(words)), expect.stringMatching(/^[01]\.\d{3}$/), safeCell(translation?.text ?? ''),
      ])]);
    }
  });
  it('DOCX is a zip of well-formed parts that hold the words', async () => {
    const strange = { ...DOCUMENT, title: 'bell \u0007 & half \ud83d' };
    const { blob, fileName } = await exportDocument(strange, 'docx', { ...OPTIONS, languages: 'both' });
    expect(fileName).toBe('bell & half.bilingual.docx');
    const parts = unzipSync(new Uint8Array(await blob.arrayBuffer()));
    expect(Object.keys(parts)).toEqual(expect.arrayContaining(['[Content_Types].xml', 'word/document.xml', 'word/styles.xml']));
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    expect(paragraphsOf(xml)).toEqual(['bell  & half ', '0:00  Ann & <Bob>: =SUM(A1) & <b>bold</b>, "he said"', '他说，“求和”。', '1:00:00  王小明: 1. Well']);
    if (has('python3')) for (const part of ['word/document.xml', 'docProps/core.xml']) withFile('x.xml', strFromU8(parts[part] ?? new Uint8Array()), (path) => execFileSync('python3', ['-c', 'import sys, xml.dom.minidom as d; d.parse(sys.argv[1])', path]));
  });
  it('every word is in every format, whatever was said', async () => {
    await fc.assert(fc.asyncProperty(arbitraryDocument, fc.constantFrom<TextFormat>('txt', 'markdown', 'csv', 'vtt', 'srt'), async (document, format) => {
      const content = await text(format, { hasSpeakers: false, hasTimes: false }, document);
      const written = lettersOf(format === 'vtt' ? decodeEntities(content) : content);
      for (const { words } of document.segments) for (const word of words) expect(written).toContain(lettersOf(word.text));
    }), { numRuns: 60 });
  });
});

/** Letters and digits alone: what no escaping changes. */
function lettersOf(content: string): string {
  return content.replace(/[^\p{L}\p{N}]/gu, '');
}
function decodeEntities(content: string): string {
  return content.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}
function safeCell(value: string): string {
  return /^[=+\-@]/.test(value) ? `'${value}` : value;
}
function paragraphsOf(xml: string): string[] {
  return [...xml.matchAll(/<w:p>.*?<\/w:p>/gsu)].map(([paragraph]) => [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/gu)].map((match) => decodeEntities(match[1] ?? '')).join(''));
}
