import { MediaClient } from '../clients/media-client';
import { SpeechDetector } from '../clients/speech-detector';
import { CodedError } from '../lib/coded-error';
import type { JobErrorCode } from '../protocol/job';
import { faultCode } from '../session/faults';
import type { Stores } from '../stores/app-context';
import type { PackFault } from '../stores/model-store';
import type { FileJob } from '../transcripts/jobs';
import type { Engines } from './engines';
import { FilesKeeper } from './files-keeper';
import type { Notify } from './notices';

type FilesKeeperParts = {
  stores: Stores;
  engines: Pick<Engines, 'tokenizer'>;
  loadEngines(): Promise<boolean>;
  recover(code: JobErrorCode): Promise<boolean>;
  onFinished(job: FileJob): void;
  notify: Notify;
};

/** Puts the parts together that hear recordings: a decoder and a voice detector of their own, and the recogniser that Talk uses, too. */
export function createFilesKeeper({ stores, engines, loadEngines, recover, onFinished, notify }: FilesKeeperParts): FilesKeeper {
  return new FilesKeeper(stores.files, {
    media: new MediaClient(),
    detector: new SpeechDetector(),
    recognizer: engines.tokenizer,
    models: {
      async prepare(signal) {
        if (await loadEngines()) return;
        signal.throwIfAborted();
        const { pack } = stores.model.getState();
        throw new CodedError(pack.phase === 'failed' ? jobCode(pack.code) : 'internal', 'The models are not there.');
      },
      recover,
    },
    notify,
    onFinished,
  });
}

/** Whatever kept the pack from coming, for a file the model is missing; the notice says more. */
function jobCode(code: PackFault): JobErrorCode {
  const known = faultCode({ code });
  return known === 'internal' && code !== 'internal' ? 'model-missing' : known;
}
