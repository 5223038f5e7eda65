import { parseArgs } from 'node:util';
import { evalAsr } from './asr';
import { evalFile } from './file';
import { evalTalk } from './talk';
import { evalTts } from './tts';
import { EvalPage } from './page';

const USAGE = `npm run eval -- asr MANIFEST.tsv [--hyp OUT.tsv]
npm run eval -- tts TEXTS.tsv --out DIR
npm run eval -- talk MANIFEST.tsv --out DIR
npm run eval -- file AUDIO... --out DIR [--translate en|zh] [--formats srt,vtt,json,txt,docx]
on all: [--pack URL] [--device webgpu|wasm]`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, hyp: { type: 'string' }, pack: { type: 'string' }, device: { type: 'string' }, translate: { type: 'string' }, formats: { type: 'string' } },
});
const [task, table] = positionals;
const isKnown = task === 'asr' || ((task === 'tts' || task === 'talk' || task === 'file') && values.out !== undefined);
if (!isKnown || table === undefined) {
  console.error(USAGE);
  process.exit(2);
}

const page = await EvalPage.open(values);
try {
  const out = values.out ?? '';
  const run = {
    asr: () => evalAsr(page, table, values.hyp),
    tts: () => evalTts(page, table, out),
    talk: () => evalTalk(page, table, out),
    file: () => evalFile(page, positionals.slice(1), { out, translate: values.translate, formats: (values.formats ?? 'srt,vtt,json,txt,docx').split(',') }),
  };
  const summary = await run[task]();
  console.log(JSON.stringify(summary));
} finally {
  await page.dispose();
}
