import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { it } from 'vitest';
import * as v from 'valibot';
import { openGraphs, readPack } from '../../scripts/open-pack';
import { resample } from '../dsp/resample';
import { CtcDecoder } from './ctc-decoder';
import { ENGLISH_MODEL, MANDARIN_LEXICON, MANDARIN_MODEL } from './ngram';
import { Recognizer } from './recognizer';
import { StreamingRecognizer } from './streaming-recognizer';
import { TOKENIZER_FEATURES } from './tokenizer-jobs';
import { UNITS } from './units';
function readWav(path: string): Float32Array {
  const b = readFileSync(path); let o = 12; let rate = 16000, ch = 1, bits = 16; 
  for (;;) { const id = b.toString('ascii', o, o + 4), n = b.readUInt32LE(o + 4);
    if (id === 'fmt ') { ch = b.readUInt16LE(o + 10); rate = b.readUInt32LE(o + 12); bits = b.readUInt16LE(o + 22); }
    if (id === 'data') { const len = Math.min(n, b.length - o - 8); const c = Math.floor(len / 2 / ch); const x = new Float32Array(c); for (let i = 0; i < c; i++) x[i] = b.readInt16LE(o + 8 + i * 2 * ch) / 32768; if (bits !== 16) throw new Error('bits'); return resample(x, rate, 16000); }
    o += 8 + n + (n & 1); }
}
it('x', async () => {
  const R = readPack('public/models/mini');
  const j = async (n: string) => JSON.parse(await R[n]!.text());
  const graphs = await openGraphs(R, ['tokenizer'], 1);
  const units = v.parse(UNITS, await j('units.json'));
  const t1 = performance.now();
  const dec = new CtcDecoder(units.text, { english: v.parse(ENGLISH_MODEL, await j('lm-en.json')), mandarin: { model: v.parse(MANDARIN_MODEL, await j('lm-zh.json')), lexicon: v.parse(MANDARIN_LEXICON, await j('lexicon-zh.json')) } });
  console.log('decoder load', performance.now() - t1);
  const rec = new Recognizer(graphs.tokenizer, units, v.parse(TOKENIZER_FEATURES, await j('features.json')).tokenizer, dec);
  const files = (process.env.F ?? '').split(' ').flatMap((f) => existsSync(f) && !f.endsWith('.wav') ? readdirSync(f).filter((x) => x.endsWith('.wav')).map((x) => `${f}/${x}`) : [f]);
  let audio = 0, ms = 0, end = 0;
  for (const f of files) {
    const pcm = readWav(f);
    const u = new StreamingRecognizer(rec);
    const t0 = performance.now();
    for (let at = 0; at < pcm.length; at += 512 * 4) await u.push(pcm.subarray(at, at + 512 * 4));
    const t2 = performance.now();
    const partial = u.partial();
    const { transcript: t, manner: m } = await u.peek();
    const t3 = performance.now();
    audio += pcm.length / 16; ms += t3 - t0; end += t3 - t2;
    const conf = Math.exp(t.words.reduce((s, w) => s + Math.log(w.confidence + 1e-9), 0) / Math.max(1, t.words.length));
    console.log(`${f.split('/').pop()} ${(pcm.length / 16000).toFixed(1)}s rtf ${((t3 - t0) / (pcm.length / 16)).toFixed(3)} end ${(t3 - t2).toFixed(0)}ms | ${partial.text} | ${t.text} | ${t.language} ${t.languageConfidence.toFixed(2)} head ${m.language} ${m.languageConfidence.toFixed(2)} sp ${m.speechFrames} ${m.speechConfidence.toFixed(2)} conf ${conf.toFixed(2)} ${m.events.slice(0, 2).map((e) => e.name + e.share.toFixed(2)).join()} tr ${Object.values(m.traits).map((x) => x.toFixed(1)).join()}`);
  }
  console.log('RTF', ms / audio, 'end', end / files.length);
}, 200000);
