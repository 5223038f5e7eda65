import { createId } from '../../src/lib/create-id';
import type { VadRequest } from '../../src/protocol/vad';
import { Silero } from './silero';
import { VadEngine } from './vad-engine';

const engine = new VadEngine({
  loadModel: (model, runtime) => Silero.load(model, runtime),
  createUtteranceId: () => createId('utterance'),
  emit: (event) => self.postMessage(event),
  clock: { nowMs: () => performance.now(), dateMs: () => Date.now() },
});

// A rejection becomes the worker's error event, which the client hears.
self.onmessage = ({ data }: MessageEvent<VadRequest>) => {
  engine.receive(data).catch((reason: unknown) => reportError(reason));
};
