import type { ExportedFile } from '../session/commands';
import type { LlmPort, VocoderPort } from '../session/ports';
import type { Stores } from '../stores/app-context';
import type { TranscriptDocument } from '../transcripts/document';
import type { FilesKeeper } from './files-keeper';
import type { Notify } from './notices';
import { dubTranscript, isUntranslated, translateTranscript, withTranslation } from './translate-transcript';
import type { VoiceKeeper } from './voice-keeper';

type TranslationsParts = {
  stores: Pick<Stores, 'files' | 'turn'>;
  engines: { llm: Pick<LlmPort, 'translate'>; vocoder: VocoderPort };
  files: Pick<FilesKeeper, 'read' | 'change'>;
  voices: Pick<VoiceKeeper, 'voiceFor'>;
  loadEngines(): Promise<boolean>;
  notify: Notify;
};

/** Translations of transcripts and their speech: one run at a time, after whatever the conversation needs. */
export class Translations {
  /** `wishedTo` is set when it goes on by itself after something that a person asked for now. */
  #run: { documentId: string; controller: AbortController; wishedTo: 'en' | 'zh' | null } | null = null;
  /** Recordings whose translation was wished when they came; each waits for the run before it. */
  readonly #wished = new Map<string, 'en' | 'zh'>();
  readonly #failed = new Set<string>();
  /** Given up by a person: not begun again until one asks for it. */
  readonly #givenUp = new Set<string>();

  constructor(private readonly parts: TranslationsParts) {
    parts.stores.files.subscribe(({ jobs }, before) => {
      if (jobs === before.jobs) return;
      for (const { id, phase, heardMs, translateTo } of jobs) {
        if (phase === 'running' && heardMs > 0 && translateTo !== null && this.#run?.documentId !== id && !this.#failed.has(id) && !this.#givenUp.has(id)) this.wish(id, translateTo);
      }
    });
  }

  /** Translates a recording as it is heard, after those that were wished before it. */
  wish(id: string, to: 'en' | 'zh'): void {
    this.#wished.set(id, to);
    void this.#grant();
  }

  /** A recording was heard to its end: what of the wished translation is missing is made now, ahead of others. */
  async complete(id: string, to: 'en' | 'zh'): Promise<void> {
    if (!this.#givenUp.has(id)) await this.translate(id, to);
  }

  /** Translates what of a transcript is not translated yet, and what comes to it while it is still being heard. */
  async translate(id: string, to: 'en' | 'zh'): Promise<void> {
    this.#wished.delete(id);
    this.#failed.delete(id);
    this.#givenUp.delete(id);
    await this.#begin(id, null, (signal) => this.#translateAll(id, to, signal));
  }

  async #translateAll(id: string, to: 'en' | 'zh', signal: AbortSignal): Promise<void> {
    const { engines, stores, files } = this.parts;
    for (;;) {
      const isGrowing = stores.files.getState().jobs.some((job) => job.id === id && (job.phase === 'running' || job.phase === 'waiting'));
      const growth = this.#nextGrowth(signal);
      const document = await files.read(id);
      if (document === null) return;
      const isDue = document.segments.some((segment) => isUntranslated(segment, to));
      if (!isDue && !isGrowing) return;
      if (isDue) {
        await translateTranscript(document, to, {
          llm: engines.llm,
          yieldToTalk: (within) => this.#yieldToTalk(within),
          onProgress: (done, total) => stores.files.setState({ progress: { kind: 'translate', done, total } }),
          onTranslated: (segmentId, text) => files.change(id, (now) => withTranslation(now, segmentId, to, text)),
        }, signal);
      } else await growth;
      signal.throwIfAborted();
    }
  }

  /** Resolves when something came of a recording, or when nobody waits any more. */
  #nextGrowth(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        unsubscribe();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const unsubscribe = this.parts.stores.files.subscribe(({ jobs }, before) => jobs !== before.jobs && done());
      signal.addEventListener('abort', done);
    });
  }

  async #grant(): Promise<void> {
    const [next] = this.#wished;
    if (this.#run !== null || next === undefined) return;
    const [id, to] = next;
    this.#wished.delete(id);
    await this.#begin(id, to, (signal) => this.#translateAll(id, to, signal));
  }

  /** Speaks the translation of a transcript; null when there is none, or no voice. */
  async dub(document: TranscriptDocument, voiceId: string | null): Promise<ExportedFile | null> {
    const { engines, stores, voices } = this.parts;
    const to = document.segments.find(({ translation }) => translation !== null)?.translation?.to;
    if (to === undefined) return null;
    let wav: Blob | null = null;
    await this.#begin(document.id, null, async (signal) => {
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

  /** Ends the run that goes on, because a person wants no more of it; what is translated stays. */
  giveUp(): void {
    if (this.#run === null) return;
    if (this.parts.stores.files.getState().progress?.kind === 'translate') this.#givenUp.add(this.#run.documentId);
    this.#run.controller.abort(new DOMException('It was given up.', 'AbortError'));
  }

  /** Gives up what is being done with a transcript that is deleted or heard anew. */
  stop(id: string): void {
    this.#wished.delete(id);
    this.#failed.delete(id);
    this.#givenUp.delete(id);
    if (this.#run?.documentId === id) this.#run.controller.abort();
  }

  async #begin(documentId: string, wishedTo: 'en' | 'zh' | null, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { stores, loadEngines, notify, files } = this.parts;
    const before = this.#run;
    if (before !== null && before.wishedTo !== null && before.documentId !== documentId) this.#wished.set(before.documentId, before.wishedTo);
    before?.controller.abort();
    const run = { documentId, wishedTo, controller: new AbortController() };
    this.#run = run;
    try {
      if (await loadEngines()) await work(run.controller.signal);
    } catch (error) {
      if (!run.controller.signal.aborted) {
        this.#failed.add(documentId);
        notify('translation-failed', (await files.read(documentId))?.title ?? '');
      } else if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    } finally {
      // A run that has taken the place of this one shows its own progress.
      if (this.#run === run) {
        this.#run = null;
        stores.files.setState({ progress: null });
        void this.#grant();
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
