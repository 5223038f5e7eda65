import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import * as v from 'valibot';
import { openGraphs, readPack } from '../../scripts/open-pack';
import { NEUTRAL_CONTROLS } from '../../src/protocol/vocoder';
import { createFrontEndData } from './front-end/front-end-data';
import { loadGuess } from './front-end/english-g2p';
import { parseInventory } from './front-end/inventory';
import { VocoderEngine } from './vocoder-engine';
import { SPEECH_FEATURES, VOICES } from './vocoder-pack';
function wav(pcm: number[], path: string) {
  const b = Buffer.alloc(44 + pcm.length * 2);
  b.write('RIFF', 0); b.writeUInt32LE(36 + pcm.length * 2, 4); b.write('WAVEfmt ', 8); b.writeUInt32LE(16, 16); b.writeUInt16LE(1, 20); b.writeUInt16LE(1, 22); b.writeUInt32LE(16000, 24); b.writeUInt32LE(32000, 28); b.writeUInt16LE(2, 32); b.writeUInt16LE(16, 34); b.write('data', 36); b.writeUInt32LE(pcm.length * 2, 40);
  pcm.forEach((x, i) => b.writeInt16LE(Math.round(Math.max(-1, Math.min(1, x)) * 32767), 44 + i * 2));
  writeFileSync(path, b);
}
it('x', async () => {
  const R = readPack('public/models/mini');
  const voices = v.parse(VOICES, JSON.parse(await R['voices.json']!.text()));
  console.log(voices.map((x) => [x.id, x.language, x.pitchHz, x.speaker.length]));
  const graphs = await openGraphs(R, ['prosody', 'acoustic', 'vocoder'], Number(process.env.T ?? 2));
  const inv = parseInventory(JSON.parse(await R['phonemes.json']!.text()));
  const e = new VocoderEngine(graphs, v.parse(SPEECH_FEATURES, JSON.parse(await R['features.json']!.text())), voices, createFrontEndData(inv, await loadGuess(R)));
  const texts: [string, 'en' | 'zh'][] = [['Hello there, how are you today?', 'en'], ['It is five past two in the afternoon.', 'en'], ['今天天气很好，我们一起去公园吧。', 'zh'], ['Tell me a short story about a brave little mouse.', 'en'], ['The weather in London is light rain, twelve degrees, and it will stay like this until the evening, so take an umbrella.', 'en']];
  for (let round = 0; round < 2; round++)
  for (const [i, [text, language]] of texts.entries()) {
    const t0 = performance.now();
    let first = 0; const pcm: number[] = []; const c: string[] = [];
    const voiceId = voices.find((x) => x.language === language)!.id;
    for await (const s of e.speak({ text, language, voiceId, controls: NEUTRAL_CONTROLS }, new AbortController().signal)) {
      first ||= performance.now() - t0; pcm.push(...s.pcm); c.push(`${s.pcm.length}/${s.computeMs.toFixed(0)}`);
    }
    const ms = performance.now() - t0;
    console.log(text.slice(0, 20), voiceId, 'first', first.toFixed(0), 'rtf', (ms / (pcm.length / 16)).toFixed(3), 's', (pcm.length / 16000).toFixed(2), c.join(' '), 'peak', Math.max(...pcm.map(Math.abs)).toFixed(2));
    wav(pcm, `/tmp/wavs/${i}.wav`);
  }
}, 200000);
