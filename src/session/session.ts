import { createId } from '../lib/create-id';
import type { TurnId } from '../protocol/job';
import type { ChatMessage } from '../protocol/llm';
import type { Transcript, VoiceTraits } from '../protocol/tokenizer';
import type { SpeechEvent } from '../protocol/vad';
import { CaptureClock } from './capture-clock';
import type { Conversation } from './conversation';
import { addEntry, closeTurn } from './conversation-edit';
import { faultCode, faultMessage, isEngineFault, type EngineFault } from './faults';
import { Hearing, type FinalTranscript } from './hearing';
import { heardContent, HumanTurns } from './human-turns';
import type { Cell, Frame, SpeakerUpdate } from './ports';
import { toMessages } from './prompt';
import { Replies, type Aside } from './replies';
import { drawSampling } from './reply-run';
import { replyLanguage } from './script';
import type { SessionPorts } from './session-ports';
import { Speculation } from './speculation';
import { speechRequest } from './speech-request';
import { SpokenWords } from './spoken-words';
import type { Timings } from './timings';
import { reduceTurn } from './turn-machine';
import type { TurnEffect, TurnEvent } from './turn-events';
import type { TurnState, UtteranceId } from './turn-state';
import { Utterances } from './utterances';

/** Push-to-talk takes in this much from before the press: fingers are later than mouths. */
const PRESS_PRE_ROLL_SAMPLES = 4800;
const SAMPLES_PER_MS = 16;

/** What the session writes; the turn store is wider. */
export type SessionView = { turn: TurnState; partialText: string; conversation: Conversation };

/** Carries a conversation: takes in what happens, lets the turn machine decide, and does what it decided. */
export class Session {
  readonly #hearing: Hearing;
  readonly #replies: Replies;
  readonly #speculation: Speculation;
  readonly #spoken: SpokenWords;
  readonly #utterances = new Utterances();
  readonly #humans: HumanTurns;
  readonly #captureClock: CaptureClock;
  readonly #asides = new Map<TurnId, Aside>();

  constructor(
    private readonly cell: Cell<SessionView>,
    private readonly ports: SessionPorts,
    private readonly timings: Timings,
  ) {
    this.#hearing = new Hearing(ports.ear, ports.recognizer, {
      onPartial: (id, transcript) => this.#showPartial(id, transcript),
      onTentative: (id, transcript, traits) => this.#takeTentative(id, transcript, traits),
      onFinal: (id, final) => this.#takeFinal(id, final),
      onFailed: (id, error) => this.#failRecognition(id, error),
    });
    const { speaker, tools, clock, settings, voiceFor } = ports;
    this.#speculation = new Speculation({
      llm: ports.llm,
      vocoder: ports.vocoder,
      requestFor(text, language) {
        const voiceId = voiceFor(language);
        return voiceId === null ? null : speechRequest(text, language, voiceId, settings().controls);
      },
    });
    const { llm, vocoder } = this.#speculation;
    this.#replies = new Replies({
      llm, vocoder, speaker, tools, clock, timings, settings, voiceFor,
      read: () => cell.getState().conversation,
      edit: (change) => this.#edit(change),
      onEnded: (turnId, hasAudio) => this.dispatch({ type: 'reply.ended', turnId, hasAudio }),
      onEngineFault: (fault) => this.failEngines(fault),
    });
    this.#spoken = new SpokenWords(() => cell.getState(), clock);
    this.#captureClock = new CaptureClock(clock);
    this.#humans = new HumanTurns(ports, timings, (sample) => this.#captureClock.toPageMs(sample));
  }

  /** A frame of the microphone, or of a clip that speaks in its place. */
  hearFrame({ pcm, startSample, contextTimeS, sentAtMs }: Frame): void {
    this.#captureClock.note(startSample, contextTimeS);
    if (this.ports.settings().listenMode === 'hands-free' || this.ports.isClipSpeaking()) this.ports.vad.pushFrame(pcm.slice(), startSample, sentAtMs);
    this.#hearing.advance();
  }

  /** A decision of the voice activity detector. */
  hearSpeech(event: SpeechEvent): void {
    if (this.ports.settings().listenMode !== 'hands-free' && !this.ports.isClipSpeaking()) return;
    const { utteranceId } = event;
    if (event.type === 'speech.started') this.#utterances.begin(utteranceId, event.atSample - this.ports.preRollMs() * SAMPLES_PER_MS, this.#spoken.recent());
    if (event.type === 'speech.misfired') this.timings.count('misfireCount');
    if (event.type === 'speech.ended') {
      this.#utterances.change(utteranceId, { endSample: event.atSample, speechEndSample: event.endSample, endpointAtMs: this.ports.clock.nowMs() });
    }
    this.dispatch({ type: event.type, utteranceId });
  }

  hearSpeaker(update: SpeakerUpdate): void {
    const turnId = this.#replies.turnOf(update.turnId);
    if (update.type === 'playback.drained') this.#replies.noteDrained(update.turnId);
    else this.#replies.notePlayed(update.turnId, update.playedMs);
    if (turnId === null) return;
    const atMs = this.ports.clock.contextToPageMs(update.contextTimeS) + this.ports.clock.outputLatencyMs();
    if (update.type === 'playback.started') this.timings.reach(turnId, 'firstAudioAtMs', atMs);
    if (update.type === 'playback.underrun') this.timings.change(turnId, ({ underrunCount }) => ({ underrunCount: underrunCount + 1 }));
    if (update.type === 'playback.drained') this.timings.reach(turnId, 'drainedAtMs', atMs);
    if (update.type === 'playback.started' || update.type === 'playback.drained') this.dispatch({ type: update.type, turnId });
  }

  pressTalk(): void {
    const utteranceId = createId('utterance');
    this.#utterances.begin(utteranceId, this.ports.ear.endSample - PRESS_PRE_ROLL_SAMPLES, this.#spoken.recent());
    this.dispatch({ type: 'talk.pressed', utteranceId });
  }

  releaseTalk(): void {
    this.#endHeld();
    this.dispatch({ type: 'talk.released' });
  }

  /** Muted, or the microphone is gone. */
  stopHearing(): void {
    this.#endHeld();
    this.dispatch({ type: 'hearing.stopped' });
    this.ports.vad.reset();
  }

  sendText(text: string): void {
    const trimmed = text.trim();
    if (trimmed === '') return;
    this.dispatch({ type: 'text.sent', turnId: this.#humans.type(trimmed) });
  }

  stop(): void {
    this.dispatch({ type: 'stop.requested' });
  }

  failEngines({ code, message }: EngineFault): void {
    this.timings.log('error', 'engine-failed', `${code}: ${message}`);
    this.dispatch({ type: 'engines.failed', code, message });
    this.ports.onEngineFault({ code, message });
  }

  recover(): void {
    this.dispatch({ type: 'engines.ready' });
  }

  /** Speaks something that is not part of the conversation: an old reply again, or a voice to choose. */
  speakAside(aside: Aside): void {
    const turnId = createId('aside');
    this.#asides.set(turnId, aside);
    this.#spoken.noteAside(turnId, aside.text);
    this.dispatch({ type: 'aside.requested', turnId });
    this.#asides.delete(turnId);
  }

  /** Puts another conversation in the place of this one. */
  open(conversation: Conversation): void {
    this.stop();
    this.cell.setState({ conversation, partialText: '' });
    this.prefill();
  }

  /** Has the model read the conversation while nothing is asked of it, so that the next turn costs only itself. */
  prefill(): void {
    this.#speculation.prime(toMessages(this.cell.getState().conversation));
  }

  /** Under which names the speaker played the replies, for whoever keeps their sound. */
  get played(): Pick<Replies, 'playbacksOf' | 'isOfTurn' | 'forgetVoice'> {
    return this.#replies;
  }

  /** The one writer of the turn: applies an event and carries out what follows from it. */
  dispatch(event: TurnEvent): void {
    const before = this.cell.getState().turn;
    const { state, effects } = reduceTurn(before, event);
    if (state !== before) {
      this.cell.setState(state.phase === 'listening' ? { turn: state } : { turn: state, partialText: '' });
      if ((state.phase === 'speaking') !== (before.phase === 'speaking')) this.ports.vad.setReplyPlaying(state.phase === 'speaking');
      if (before.phase === 'speaking' && state.phase !== 'speaking') this.#spoken.noteSilence();
    }
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: TurnEffect): void {
    switch (effect.type) {
      case 'recognition.open':
        return this.#hearing.open(effect.utteranceId, this.#utterances.get(effect.utteranceId)?.startSample ?? this.ports.ear.endSample);
      case 'recognition.peek':
        return this.#hearing.peek(effect.utteranceId);
      case 'recognition.finish':
        return this.#hearing.finish(effect.utteranceId, this.#utterances.get(effect.utteranceId)?.endSample ?? this.ports.ear.endSample);
      case 'recognition.cancel':
        return this.#hearing.cancel(effect.utteranceId);
      case 'speculation.start':
        return this.#speculate(effect.utteranceId, effect.text);
      case 'speculation.drop':
        return this.#speculation.drop();
      case 'human.add':
        return this.#addHuman(effect.turnId);
      case 'reply.start':
        return this.#replies.start(effect.turnId, this.#humans.languageOf(effect.turnId));
      case 'reply.resume':
        return this.#replies.resume(effect.turnId, this.#humans.languageOf(effect.turnId));
      case 'aside.start':
        return this.#startAside(effect.turnId);
      case 'reply.cancel':
        return this.#replies.cancel(effect.turnId);
      case 'reply.close':
        return void this.#replies.close(effect.turnId);
      case 'playback.flush':
        return void this.#flush();
      case 'playback.duck':
        return this.ports.speaker.duck();
      case 'playback.unduck':
        return this.ports.speaker.unduck();
      case 'vad.reset':
        return this.ports.vad.reset();
    }
  }

  async #flush(): Promise<void> {
    const { turn } = this.cell.getState();
    const confirmedAtMs = this.ports.clock.nowMs();
    const turnId = turn.phase === 'listening' ? turn.interruptedTurnId : null;
    // A flushed speaker is as loud as before; a duck left behind would lower the next reply.
    this.ports.speaker.unduck();
    const silentAtMs = await this.#replies.flush();
    if (turnId === null || silentAtMs === null) return;
    this.timings.change(turnId, () => ({ isInterrupted: true }));
    this.timings.addBargeIn({ turnId, confirmedAtMs, silentAtMs });
  }

  #endHeld(): void {
    const { turn } = this.cell.getState();
    if (turn.phase !== 'listening' && turn.phase !== 'failed') return;
    const held = turn.phase === 'failed' ? turn.utterance : (turn.next ?? turn.current);
    if (held === null || held.stage === 'ended') return;
    const endSample = this.ports.ear.endSample;
    this.#utterances.change(held.utteranceId, { endSample, speechEndSample: endSample, endpointAtMs: this.ports.clock.nowMs() });
  }

  #showPartial(utteranceId: UtteranceId, { text }: Transcript): void {
    const { turn, partialText } = this.cell.getState();
    if (turn.phase === 'listening' && turn.current.utteranceId === utteranceId && text !== partialText) this.cell.setState({ partialText: text });
  }

  #takeTentative(utteranceId: UtteranceId, { text, language }: Transcript, traits: VoiceTraits): void {
    this.#utterances.change(utteranceId, { tentativeLanguage: language, tentativeTraits: traits });
    this.dispatch({ type: 'transcript.tentative', utteranceId, text: text.trim() });
  }

  /** Begins the reply to what has been said so far, in case that is all. */
  #speculate(utteranceId: UtteranceId, text: string): void {
    const record = this.#utterances.get(utteranceId);
    const { conversation, turn } = this.cell.getState();
    if (record === undefined || turn.phase !== 'listening') return;
    const content = heardContent(text, record.tentativeTraits);
    this.#utterances.change(utteranceId, { speculativeContent: content });
    this.timings.count('speculationCount');
    // What a reply cut by this utterance would keep in the history is what was heard of it.
    const history = turn.interruptedTurnId === null ? conversation : closeTurn(conversation, turn.interruptedTurnId);
    const messages: ChatMessage[] = [...toMessages(history), { role: 'human', content }];
    this.#speculation.start(messages, drawSampling(), replyLanguage(record.tentativeLanguage, text, this.ports.settings().languageLock));
  }

  #takeFinal(utteranceId: UtteranceId, final: FinalTranscript): void {
    const { turnId, verdict } = this.#humans.hear(final, this.#utterances.get(utteranceId));
    // Hands-free a cough is nothing to speak of; whoever holds a key waits for an answer.
    if (verdict === 'blank' && this.ports.settings().listenMode === 'push-to-talk') this.ports.notify('nothing-heard', '');
    this.dispatch({ type: 'transcript.final', utteranceId, turnId, verdict });
    this.#humans.forget(turnId);
  }

  #failRecognition(utteranceId: UtteranceId, error: unknown): void {
    const code = faultCode(error);
    if (isEngineFault(code)) return this.failEngines({ code, message: faultMessage(error) });
    this.timings.log('error', 'recognition-failed', faultMessage(error));
    this.ports.notify('recognition-failed', '');
    this.dispatch({ type: 'transcript.failed', utteranceId });
  }

  #startAside(turnId: TurnId): void {
    const aside = this.#asides.get(turnId);
    if (aside !== undefined) void this.#replies.speakAside(turnId, aside);
  }

  #addHuman(turnId: TurnId): void {
    const entry = this.#humans.take(turnId);
    if (entry === null) return;
    this.#edit((conversation) => addEntry(conversation, entry));
    this.cell.setState({ partialText: '' });
  }

  #edit(change: (conversation: Conversation) => Conversation): void {
    const { conversation } = this.cell.getState();
    const changed = change(conversation);
    if (changed !== conversation) this.cell.setState({ conversation: changed });
  }
}
