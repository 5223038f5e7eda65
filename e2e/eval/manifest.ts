import { readFileSync } from 'node:fs';

export type Row = { line: number; values: Record<string, string> };
export type BadRow = { line: number; reason: string };

/**
 * Reads a tab-separated file whose first line names its columns.
 *
 * A row with the wrong number of columns, or an empty value in a required one, is returned as bad with its line
 * number (counted from 1, the header being line 1) and does not stop the others. A missing column throws.
 */
export function readTable(path: string, required: string[]): { rows: Row[]; bad: BadRow[] } {
  const lines = readFileSync(path, 'utf8').replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = (lines[0] ?? '').split('\t').map((name) => name.trim());
  const missing = required.filter((name) => !columns.includes(name));
  if (missing.length > 0) throw new Error(`${path}: the first line must name the columns ${missing.join(', ')}`);
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  lines.forEach((text, index) => {
    if (index === 0 || text.trim() === '') return;
    const cells = text.split('\t');
    const values = Object.fromEntries(columns.map((name, column) => [name, (cells[column] ?? '').trim()]));
    const empty = required.filter((name) => name !== 'text' && values[name] === '');
    const line = index + 1;
    if (cells.length > columns.length) bad.push({ line, reason: `${cells.length} columns where the header has ${columns.length}` });
    else if (empty.length > 0) bad.push({ line, reason: `no value for ${empty.join(', ')}` });
    else rows.push({ line, values });
  });
  return { rows, bad };
}
