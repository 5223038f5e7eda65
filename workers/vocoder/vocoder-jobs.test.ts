import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { yieldToMessages } from '../../src/lib/yield-to-messages';
import { NEUTRAL_SPEECH, PLAIN_SHAPE, plainSpeech } from '../../src/protocol/speech';
import type { Runnable } from '../runtime/graph';
import { createFrontEndData } from './front-end/front-end-data';
import { parseInventory } from './front-end/inventory';
import { VocoderEngine } from './vocoder-engine';
import { createVocoderJobs, type VocoderJob } from './vocoder-jobs';
import { SPEECH_FEATURES, VOICES } from './vocoder-pack';

const readPack = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../public/models/mini/${name}`, import.meta.url), 'utf8'));
/** What these tests say has no words, so that no graph runs. */
const UNUSED: Runnable = { name: 'unused', inputNames: [], outputNames: [], inputDims: () => [], run: () => Promise.reject(new Error('A graph ran.')) };
const LOAD: VocoderJob = { type: 'load', jobId: 'load', provider: 'wasm', threadCount: 1, graphs: [], files: {} };
const SAY: VocoderJob = { type: 'synthesize', jobId: 'say', speech: plainSpeech('…', NEUTRAL_SPEECH, 'american'), voice: { voiceId: 'en-slt', shape: PLAIN_SHAPE } };

/** A worker's jobs, whose rehearsals last until they are stopped; `log` tells what happened. */
function rehearsing(rehearse: (signal: AbortSignal) => Promise<void> = async () => undefined) {
  const log: string[] = [];
  const engine = new VocoderEngine(
    { prosody: UNUSED, acoustic: UNUSED, vocoder: UNUSED }, v.parse(SPEECH_FEATURES, readPack('features.json')), v.parse(VOICES, readPack('voices.json')),
    createFrontEndData(parseInventory(readPack('phonemes.json')), () => undefined),
  );
  const jobs = createVocoderJobs(async () => ({
    engine,
    rehearse: async (signal) => {
      log.push('rehearses');
      signal.addEventListener('abort', () => log.push('stops'));
      await rehearse(signal);
    },
    dispose: async () => undefined,
  }));
  const ask = async (request: VocoderJob): Promise<void> => {
    await jobs(request, { signal: new AbortController().signal, emit: ({ type }) => log.push(type), followUps: (async function* () {})() });
    log.push(`${request.type} done`);
  };
  return { ask, log };
}

describe('the rehearsal', () => {
  it('begins when the load has ended, and stops for whoever speaks', async () => {
    const { ask, log } = rehearsing();
    await ask(LOAD);
    await yieldToMessages();
    await ask(SAY);
    expect(log).toEqual(['load done', 'rehearses', 'stops', 'synthesis.described', 'synthesize done']);
  });

  it('is left out when somebody speaks at once', async () => {
    const { ask, log } = rehearsing();
    await Promise.all([ask(LOAD), ask(SAY)]);
    await yieldToMessages();
    await yieldToMessages();
    expect(log).not.toContain('rehearses');
  });

  it('goes on while voices are defined, and may fail without anybody hearing of it', async () => {
    const { ask, log } = rehearsing(() => Promise.reject(new Error('no such graph')));
    await ask(LOAD);
    await yieldToMessages();
    await ask({ type: 'voices.define', jobId: 'voices', voices: [] });
    await ask(SAY);
    expect(log).toEqual(['load done', 'rehearses', 'voices.define done', 'stops', 'synthesis.described', 'synthesize done']);
  });
});
