export const WORDS = {
  title: 'Diagnostics',
  intro: 'Where the time of each turn went, measured on this device. Nothing here leaves it unless you save it.',
  noTurns: 'No turn yet. Say something, and its times appear here.',
  copy: 'Copy as JSON',
  copied: 'Copied',
  save: 'Save as JSON',
  turns: 'Turns',
  selfTest: 'Self-test',
  selfTestHint: 'Each graph computes a known input on this device, and its result is compared with the one it should have. On WebAssembly once is enough, until the models or the page change.',
  machine: 'This device',
  log: 'Log',
  noLog: 'Nothing has been logged.',
  passed: 'passed',
  passedBefore: 'passed on an earlier visit',
  failed: 'failed',
} as const;

/** A column of the turn table: its heading, and what the heading is short for. */
export const TURN_COLUMNS: readonly { short: string; long: string }[] = [
  { short: '#', long: 'Turn' },
  { short: 'endpoint', long: 'End of speech to the decision that the turn has ended, ms' },
  { short: 'transcript', long: 'That decision to the final transcript, ms' },
  { short: 'first token', long: 'Final transcript to the first token of the reply, ms' },
  { short: 'first sound', long: 'Decision to the first audible sample of the reply, ms' },
  { short: 'felt', long: 'Last sample of speech to the first audible sample of the reply, ms' },
  { short: 'hear RTF', long: 'Recognition: computing time over audio time' },
  { short: 'speak RTF', long: 'Synthesis: computing time over audio time' },
  { short: 'gaps', long: 'Underruns: gaps heard inside the reply' },
];

export const formatMs = (ms: number | null): string => (ms === null ? '–' : String(Math.round(ms)));
export const formatFactor = (factor: number | null): string => (factor === null ? '–' : factor.toFixed(2));
export const formatError = (error: number | null): string => (error === null ? '–' : error.toExponential(1));
export const formatClock = (atMs: number): string => `${(atMs / 1000).toFixed(1)} s`;

/** The middle of the values that exist; null of none. */
export function medianOf(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
