import { createId } from '../lib/create-id';
import type { TurnId } from '../protocol/job';
import type { Conversation, SpokenLanguage } from './conversation';
import { closeTurn, setHeard } from './conversation-edit';
import type { EngineFault } from './faults';
import type { ClockPort, LlmPort, SpeakerPort, VocoderPort } from './ports';
import { SynthesisPace } from './playback-hold';
import { resumeReply, runReply, type ReplyContext } from './reply-run';
import type { Settings } from './settings';
import { SpeechLine } from './speech-line';
import type { Timings } from './timings';
import type { ToolRunner } from './tools/run-tool';

export type ReplyPorts = {
  llm: LlmPort;
  vocoder: VocoderPort;
  speaker: SpeakerPort;
  tools: ToolRunner;
  clock: ClockPort;
  timings: Timings;
  settings(): Settings;
  voiceFor(language: SpokenLanguage): string | null;
  read(): Conversation;
  edit(change: (conversation: Conversation) => Conversation): void;
  onEnded(turnId: TurnId, hasAudio: boolean): void;
  onEngineFault(fault: EngineFault): void;
};

/** `voiceId` null is the voice that was chosen for the language. */
export type Aside = { text: string; language: SpokenLanguage; voiceId: string | null };

type Running = { turnId: TurnId; line: SpeechLine; controller: AbortController; isWritten: boolean };

/** Owns the replies that are being written and spoken, and what was heard of them. One is current at a time. */
export class Replies {
  #current: Running | null = null;
  readonly #byPlayback = new Map<TurnId, Running>();
  /** Under which names the speaker played each turn, for whoever wants to hear it again. */
  readonly #playbacks = new Map<TurnId, TurnId[]>();
  /** The voices that were asked for each playback. */
  readonly #voices = new Map<TurnId, Set<string>>();
  readonly #asides = new Set<TurnId>();
  readonly #pace = new SynthesisPace();
  /** Settles when the speaker has said how much was heard of what was last silenced. */
  #silenced: Promise<void> = Promise.resolve();

  constructor(private readonly ports: ReplyPorts) {}

  start(turnId: TurnId, language: SpokenLanguage): void {
    this.#run(turnId, language, (context) => runReply(context));
  }

  resume(turnId: TurnId, language: SpokenLanguage): void {
    // An aside that was cut is not worth going on with.
    if (this.#asides.has(turnId)) return this.ports.onEnded(turnId, false);
    const isWritten = [...this.#byPlayback.values()].some((running) => running.turnId === turnId && running.isWritten);
    this.#run(turnId, language, (context) => resumeReply(context, isWritten));
  }

  cancel(turnId: TurnId): void {
    if (this.#current?.turnId !== turnId) return;
    this.#current.controller.abort();
    this.#current = null;
  }

  /** What was not heard of a turn never will be; waits for what was. */
  close(turnId: TurnId): Promise<void> {
    return this.#afterSilence(() => {
      for (const [playbackId, running] of this.#byPlayback) {
        if (running.turnId === turnId) this.#byPlayback.delete(playbackId);
      }
      this.ports.edit((conversation) => closeTurn(conversation, turnId));
    });
  }

  /** Silences the speaker; answers when that was heard, on the page's clock. */
  async flush(): Promise<number | null> {
    const flushed = this.ports.speaker.flush();
    const noted = flushed.then((mark) => {
      if (mark !== undefined) this.notePlayed(mark.turnId, mark.playedMs);
    });
    // A suspended audio context answers nothing; the conversation must not wait for it.
    this.#silenced = Promise.race([noted, new Promise<void>((resolve) => setTimeout(resolve, 300))]);
    const mark = await flushed;
    const { clock } = this.ports;
    return mark === undefined ? null : clock.contextToPageMs(mark.contextTimeS) + clock.outputLatencyMs();
  }

  /** The turn that a playback belongs to. */
  turnOf(playbackId: TurnId): TurnId | null {
    return this.#byPlayback.get(playbackId)?.turnId ?? null;
  }

  playbacksOf(turnId: TurnId): readonly TurnId[] {
    return this.#playbacks.get(turnId) ?? [];
  }

  /** Whether a playback is of a turn, and its sound therefore worth keeping; asides are not. */
  isOfTurn(playbackId: TurnId): boolean {
    return [...this.#playbacks.values()].some((ids) => ids.includes(playbackId));
  }

  /** Lets go of what was said in a voice, in part at least. Returns under which names the speaker played it. */
  forgetVoice(voiceId: string): readonly TurnId[] {
    const spoken = [...this.#voices].filter(([, voiceIds]) => voiceIds.has(voiceId)).map(([playbackId]) => playbackId);
    for (const [turnId, ids] of this.#playbacks) this.#playbacks.set(turnId, ids.filter((id) => !spoken.includes(id)));
    for (const playbackId of spoken) this.#voices.delete(playbackId);
    return spoken;
  }

  /** Everything that was made for a turn has been played. */
  noteDrained(playbackId: TurnId): void {
    const running = this.#byPlayback.get(playbackId);
    if (running !== undefined) this.#hearAll(running);
  }

  /** Notes that `playedMs` of a playback have left the speaker. */
  notePlayed(playbackId: TurnId, playedMs: number): void {
    const running = this.#byPlayback.get(playbackId);
    if (running === undefined) return;
    running.line.setPlayed(playedMs);
    for (const [entryId, length] of running.line.timeline.heardAt(playedMs)) {
      this.ports.edit((conversation) => setHeard(conversation, entryId, length));
    }
  }

  /** Speaks a text that is not part of the conversation. */
  async speakAside(turnId: TurnId, { text, language, voiceId }: Aside): Promise<void> {
    const controller = new AbortController();
    const line = this.#createLine(turnId, null, controller.signal, voiceId);
    const running: Running = { turnId, line, controller, isWritten: true };
    this.#current = running;
    this.#byPlayback.set(turnId, running);
    this.#asides.add(turnId);
    await this.#silenced;
    line.say('aside', text, 0, language);
    const hasAudio = await line.end();
    if (!controller.signal.aborted) this.ports.onEnded(turnId, hasAudio);
  }

  #run(turnId: TurnId, language: SpokenLanguage, run: (context: ReplyContext) => Promise<void>): void {
    const controller = new AbortController();
    const { signal } = controller;
    const playbackId = this.#playbackIdOf(turnId);
    const line = this.#createLine(playbackId, turnId, signal, null);
    const running: Running = { turnId, line, controller, isWritten: false };
    this.#current = running;
    this.#byPlayback.set(playbackId, running);
    this.#playbacks.set(turnId, [...this.playbacksOf(turnId), playbackId]);
    const { llm, tools, timings, clock, read, edit, onEngineFault } = this.ports;
    const onEnded = (hasAudio: boolean) => {
      // Without a sound nothing is struck: the words were read.
      if (!hasAudio) this.#hearAll(running);
      this.ports.onEnded(turnId, hasAudio);
    };
    const onWritten = () => (running.isWritten = true);
    const context: ReplyContext = { turnId, language, line, signal, llm, tools, timings, clock, read, edit, onEnded, onEngineFault, onWritten };
    void this.#afterSilence(() => run(context));
  }

  #hearAll({ line }: Running): void {
    for (const [entryId, length] of line.timeline.heardAt(Infinity)) this.ports.edit((conversation) => setHeard(conversation, entryId, length));
  }

  /** A speaker plays nothing more of what it flushed, so every run of a turn has a name of its own. */
  #playbackIdOf(turnId: TurnId): TurnId {
    return this.#playbacks.has(turnId) ? `${turnId}.${createId('run')}` : turnId;
  }

  #createLine(playbackId: TurnId, turnId: TurnId | null, signal: AbortSignal, voiceId: string | null): SpeechLine {
    const { vocoder, speaker, timings, settings, onEngineFault } = this.ports;
    const voices = new Set<string>();
    if (turnId !== null) this.#voices.set(playbackId, voices);
    return new SpeechLine({
      playbackId,
      vocoder,
      speaker,
      pace: this.#pace,
      signal,
      voiceFor: (language) => {
        const chosen = voiceId ?? this.ports.voiceFor(language);
        if (chosen !== null) voices.add(chosen);
        return chosen;
      },
      controls: () => settings().controls,
      onChunk: ({ computeMs, audioMs }) => {
        if (turnId === null) return;
        timings.reach(turnId, 'firstChunkAtMs');
        timings.change(turnId, (timing) => ({ synthesisComputeMs: timing.synthesisComputeMs + computeMs, synthesisAudioMs: timing.synthesisAudioMs + audioMs }));
      },
      onEngineFault,
      onClauseLost: (error) => timings.log('error', 'clause-lost', String(error)),
    });
  }

  async #afterSilence(act: () => void | Promise<void>): Promise<void> {
    await this.#silenced;
    await act();
  }
}
