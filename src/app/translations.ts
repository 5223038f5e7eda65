import type { ExportedFile } from '../session/commands';
import type { Stores } from '../stores/app-context';
import type { TranscriptDocument } from '../transcripts/document';
import type { Engines } from './engines';
import type { FilesKeeper } from './files-keeper';
import type { Notify } from './notices';
import { dubTranscript, translateTranscript, withTranslation } from './translate-transcript';
import type { VoiceKeeper } from './voice-keeper';

type TranslationsParts = { stores: Stores; engines: Pick<Engines, 'llm' | 'vocoder'>; files: FilesKeeper; voices: VoiceKeeper; loadEngines(): Promise<boolean>; notify: Notify };

/** Translations of transcripts and their speech: one run at a time, after whatever the conversation needs. */
export class Translations {
  #run: { documentId: string; controller: AbortController } | null = null;

  constructor(private readonly parts: TranslationsParts) {}

  /** Translates what of a transcript is not translated yet. */
  async translate(id: string, to: 'en' | 'zh'): Promise<void> {
    const { engines, stores, files } = this.parts;
    await this.#begin(id, async (signal) => {
      const document = await files.read(id);
      if (document === null) return;
      await translateTranscript(document, to, {
        llm: engines.llm,
        yieldToTalk: (within) => this.#yieldToTalk(within),
        onProgress: (done, total) => stores.files.setState({ progress: { kind: 'translate', done, total } }),
        onTranslated: (segmentId, text) => files.change(id, (now) => withTranslation(now, segmentId, to, text)),
      }, signal);
    });
  }

  /** Speaks the translation of a transcript; null when there is none, or no voice. */
  async dub(document: TranscriptDocument, voiceId: string | null): Promise<ExportedFile | null> {
    const { engines, stores, voices } = this.parts;
    const to = document.segments.find(({ translation }) => translation !== null)?.translation?.to;
    if (to === undefined) return null;
    let wav: Blob | null = null;
    await this.#begin(document.id, async (signal) => {
      const voice = voiceId ?? voices.voiceFor(to);
      if (voice === null) return;
      wav = await dubTranscript(document, {
        vocoder: engines.vocoder, voiceId: voice, to,
        yieldToTalk: (within) => this.#yieldToTalk(within),
        onProgress: (done, total) => stores.files.setState({ progress: { kind: 'dub', done, total } }),
      }, signal);
    });
    return wav === null ? null : { fileName: `${document.title}.${to}.wav`, blob: wav };
  }

  /** Gives up what is being done with a transcript. */
  stop(id: string): void {
    if (this.#run?.documentId === id) this.#run.controller.abort();
  }

  async #begin(documentId: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { stores, loadEngines, notify, files } = this.parts;
    this.#run?.controller.abort();
    const run = { documentId, controller: new AbortController() };
    this.#run = run;
    try {
      if (await loadEngines()) await work(run.controller.signal);
    } catch (error) {
      if (!run.controller.signal.aborted) notify('translation-failed', (await files.read(documentId))?.title ?? '');
      else if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    } finally {
      // A run that has taken the place of this one shows its own progress.
      if (this.#run === run) {
        this.#run = null;
        stores.files.setState({ progress: null });
      }
    }
  }

  /** Waits while a reply is being made or spoken. */
  async #yieldToTalk(signal: AbortSignal): Promise<void> {
    const { turn } = this.parts.stores;
    const isFree = () => turn.getState().turn.phase !== 'thinking' && turn.getState().turn.phase !== 'speaking';
    if (!isFree()) {
      await new Promise<void>((resolve) => {
        const unsubscribe = turn.subscribe(() => {
          if (!isFree() && !signal.aborted) return;
          unsubscribe();
          resolve();
        });
      });
    }
    signal.throwIfAborted();
  }
}
