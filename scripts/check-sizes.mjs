// Limits that no linter of ours covers: Python files, the shipped pack, the kept checkpoints.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import process from 'node:process';

const MEGABYTE = 1e6;
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).split('\n').filter((file) => file && existsSync(file));
const problems = [];

for (const file of tracked.filter((name) => name.endsWith('.py'))) {
  const lines = readFileSync(file, 'utf8').split('\n').length;
  if (lines > 300 && !file.includes('/corpus/')) problems.push(`${file} has ${lines} lines, the limit is 300`);
}

function limitFolder(folder, limit) {
  const bytes = tracked.filter((file) => file.startsWith(folder)).reduce((sum, file) => sum + statSync(file).size, 0);
  if (bytes > limit * MEGABYTE) problems.push(`${folder} holds ${(bytes / MEGABYTE).toFixed(1)} MB, the limit is ${limit}`);
}
limitFolder('public/models/mini/', 40);
limitFolder('training/checkpoints/', 60);

for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
