// Runs every test there is, on a fresh clone too, and closes with one line that counts them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { findChromium, installPackages, run } from './lib.mjs';

const REPORTS = 'test-results/reports';

/** Runs a test runner that leaves a JSON report; returns what it counted. A runner that left none counts as one failure. */
function count(command, args, report, read, env = {}) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  try {
    const counted = read(JSON.parse(readFileSync(report, 'utf8')));
    return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } catch (error) {
    console.error(`${command} ${args.join(' ')} left no readable report: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

installPackages();
rmSync('test-results', { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
run('npm', ['run', '--silent', 'check']);

const unit = count(
  'npx',
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORTS}/unit.json`],
  `${REPORTS}/unit.json`,
  (json) => ({ passed: json.numPassedTests, failed: json.numFailedTests, skipped: json.numPendingTests }),
);

const chromium = findChromium();
run('npx', ['vite', 'build', '--logLevel', 'warn']);
const e2e = count(
  'npx',
  ['playwright', 'test', '--reporter=list,json'],
  `${REPORTS}/e2e.json`,
  ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }),
  { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: `${REPORTS}/e2e.json` },
);

const total = (key) => unit[key] + e2e[key];
console.log(`unit: ${unit.passed} passed, ${unit.failed} failed; in the browser: ${e2e.passed} passed, ${e2e.failed} failed`);
console.log(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
process.exit(total('failed') === 0 && total('passed') > 0 ? 0 : 1);
