import { parseArgs } from 'node:util';
import { evalAsr } from './asr';
import { evalTalk } from './talk';
import { evalTts } from './tts';
import { EvalPage } from './page';

const USAGE = `npm run eval -- asr MANIFEST.tsv [--hyp OUT.tsv]
npm run eval -- tts TEXTS.tsv --out DIR
npm run eval -- talk MANIFEST.tsv --out DIR
on all: [--pack URL] [--device webgpu|wasm]`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, hyp: { type: 'string' }, pack: { type: 'string' }, device: { type: 'string' } },
});
const [task, table] = positionals;
const isKnown = task === 'asr' || ((task === 'tts' || task === 'talk') && values.out !== undefined);
if (!isKnown || table === undefined) {
  console.error(USAGE);
  process.exit(2);
}

const page = await EvalPage.open(values);
try {
  const out = values.out ?? '';
  const summary = task === 'asr' ? await evalAsr(page, table, values.hyp) : task === 'tts' ? await evalTts(page, table, out) : await evalTalk(page, table, out);
  console.log(JSON.stringify(summary));
} finally {
  await page.dispose();
}
