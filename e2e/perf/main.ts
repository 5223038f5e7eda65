import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { benchBook } from './book';
import { benchFiles } from './files';
import { benchFilesKill } from './files-kill';
import { benchFirstText } from './first-text';
import { benchSoak } from './soak';
import { benchSpeech } from './speech';
import { benchStart } from './start';
import { benchTalk } from './talk';

const USAGE = `npm run bench -- [start|speech|talk|soak|first-text|files|files-kill|book]   (the first four when none is named)
  start       first visit to ready, and second visit with the network off
  speech      recognition and synthesis: real-time factor, first audio of a clause
  talk        a conversation by voice: endpoint to first reply sample, barge-in to silence, the VAD's share of a core
  soak        200 turns, typed and spoken: memory and latency slope; a signal ends it with what was measured until then
  first-text  first audio of a text asked for in the moment of ready, in visits of their own
  files       [--minutes 10] [--hours 6] a short and a long recording: peak memory of the tab, time against audio
  files-kill  [--minutes 3] [--kills 10] [--seed N] a recording killed at random moments against the same one unbroken
  book        [--words 50000] a book made in the background with a reload in the middle, then exported: time and memory by quarter
The two of files need the recordings of python -m training.tokenizer.file_sets --minutes 3 10 360`;

type Wishes = { minutes?: number; hours?: number; kills?: number; seed?: number; words?: number };
const BENCHES = {
  start: () => benchStart(), speech: () => benchSpeech(), talk: () => benchTalk(), soak: () => benchSoak(), 'first-text': () => benchFirstText(),
  files: (wishes: Wishes) => benchFiles(wishes), 'files-kill': (wishes: Wishes) => benchFilesKill(wishes),
  book: (wishes: Wishes) => benchBook(wishes),
};
type BenchName = keyof typeof BENCHES;
const isBench = (name: string): name is BenchName => name in BENCHES;

const { positionals: asked, values } = parseArgs({ allowPositionals: true, options: { minutes: { type: 'string' }, hours: { type: 'string' }, kills: { type: 'string' }, seed: { type: 'string' }, words: { type: 'string' } } });
const numbers = Object.entries(values).map(([name, value]) => [name, Number(value)] as const);
if (!asked.every(isBench) || numbers.some(([, value]) => !(value >= 0))) {
  console.error(USAGE);
  process.exit(2);
}
const wishes: Wishes = Object.fromEntries(numbers);
const names = asked.length > 0 ? asked.filter(isBench) : (['start', 'speech', 'talk', 'soak'] as const);
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0] };
const results: Record<string, unknown> = { machine };
for (const name of names) {
  results[name] = await BENCHES[name](wishes);
  console.log(JSON.stringify({ [name]: results[name] }));
}
console.log(JSON.stringify(results));
