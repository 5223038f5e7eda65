import { cpus, loadavg } from 'node:os';
import { benchStart } from './start';
import { benchSoak } from './soak';
import { benchSpeech } from './speech';
import { benchTalk } from './talk';

const USAGE = `npm run bench -- [start|speech|talk|soak]   (all of them when none is named)
  start   first visit to ready, and second visit with the network off
  speech  recognition and synthesis: real-time factor, first audio of a clause
  talk    a conversation by voice: endpoint to first reply sample, barge-in to silence
  soak    200 typed turns: memory and latency slope`;

const BENCHES = { start: benchStart, speech: benchSpeech, talk: benchTalk, soak: benchSoak };
type BenchName = keyof typeof BENCHES;
const isBench = (name: string): name is BenchName => name in BENCHES;

const asked = process.argv.slice(2);
if (!asked.every(isBench)) {
  console.error(USAGE);
  process.exit(2);
}
const names = asked.length > 0 ? asked.filter(isBench) : (['start', 'speech', 'talk', 'soak'] as const);
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0] };
const results: Record<string, unknown> = { machine };
for (const name of names) {
  results[name] = await BENCHES[name]();
  console.log(JSON.stringify({ [name]: results[name] }));
}
console.log(JSON.stringify(results));
