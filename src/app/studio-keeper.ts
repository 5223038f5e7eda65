import { Rest } from '../lib/rest';
import type { JobErrorCode } from '../protocol/job';
import { languageOfText } from '../session/script';
import { faultCode, faultMessage, isEngineFault } from '../session/faults';
import type { StudioPlace, StudioSound } from '../stores/studio-commands';
import type { StudioDraft, StudioStore } from '../stores/studio-store';
import type { TurnStore } from '../stores/turn-store';
import { joinSounds, LONGEST_PICTURE_MS, readMade, type Made } from './studio-made';
import { cutPieces } from './studio-pieces';
import { StudioPlayer } from './studio-player';
import { StudioSounds, type PieceSound, type StudioVoice } from './studio-sounds';
import { StudioSpeaker, type StudioOrder } from './studio-speaker';
import { isSayable, readLine, type ReadLine } from '../studio/read-line';
import type { Sound } from './sound';

/** A text as it was ordered: what was typed, what it means, and its pieces. */
type Script = StudioOrder & { draft: StudioDraft; read: ReadLine };

export type StudioParts = {
  store: StudioStore;
  turn: TurnStore;
  vocoder: StudioVoice;
  voices(): readonly { id: string; name: string }[];
  voiceFor(language: 'en' | 'zh'): string | null;
  /** Wakes the audio and the models; null when that failed, and then the model store says why. */
  wake(): Promise<{ sound: Pick<Sound, 'playback' | 'contextToPageMs' | 'outputLatencyMs'> } | null>;
  /** An open microphone would take the voice for a person. Answers how to give it its ear back. */
  coverEar(): () => void;
  /** A person who asks for this text does not want to hear a reply. */
  hushTalk(): void;
  recover(code: JobErrorCode): Promise<boolean>;
};

/** A slider that rests this long has come to where it was going. */
const SETTLE_MS = 250;
/** Longer texts are made as they are heard, and for an export. */
const LONGEST_FILL_CHARACTERS = 6000;

/** Studio behind the screen: what is made of the text, what is heard of it, and how one follows changes to the other. */
export class StudioKeeper {
  readonly sounds: StudioSounds;
  #speaker: StudioSpeaker | null = null;
  #player: StudioPlayer | null = null;
  #script: Script | null = null;
  /** As it was when it was asked to be heard; the text on the screen may have gone on since. */
  #heard: Script | null = null;
  #made: Made | null = null;
  #sound: { version: number; sound: StudioSound | null } = { version: -1, sound: null };
  #filling: AbortController | null = null;
  readonly #rest = new Rest(() => void this.#fill(), SETTLE_MS);
  /** Counts wishes, so that one that was waiting for the models does not come after a newer one. */
  #request = 0;
  #uncoverEar: () => void = () => undefined;

  constructor(private readonly parts: StudioParts) {
    this.sounds = new StudioSounds(parts.vocoder);
    parts.store.subscribe(({ draft }, before) => {
      if (draft !== before.draft) this.#follow(draft, before.draft);
    });
    // The conversation goes first: it has the speaker and the voice to itself.
    parts.turn.subscribe(({ turn }, before) => {
      if (turn.phase !== before.turn.phase && turn.phase !== 'idle') this.stop();
    });
  }

  async play(fromSource: number): Promise<void> {
    const { store } = this.parts;
    this.#filling?.abort();
    store.setState({ fault: null, phase: 'starting' });
    const request = (this.#request += 1);
    const awake = await this.parts.wake();
    // Stopped or asked for anew while the models were loading.
    if (request !== this.#request) return;
    if (awake === null) return store.setState({ phase: 'silent' });
    const speaker = this.#speaker ?? this.#open(awake.sound);
    const script = this.script();
    if (script === null) return store.setState({ phase: 'silent' });
    this.#heard = script;
    this.parts.hushTalk();
    this.#uncoverEar();
    this.#uncoverEar = this.parts.coverEar();
    speaker.play(script, script.read.map.fromSource(fromSource));
  }

  stop(): void {
    this.#request += 1;
    this.#filling?.abort();
    const { store } = this.parts;
    if (this.#speaker?.isActive === true) void this.#speaker.stop();
    else if (store.getState().phase !== 'silent') store.setState({ phase: 'silent' });
  }

  /** Another text is about to be opened. */
  leave(): void {
    this.stop();
    this.#rest.cancel();
    this.#heard = null;
    this.#made = null;
  }

  /** The text as it stands, ready to be made; null when there is nothing to say or nobody to say it, and then the store says so. */
  script(): Script | null {
    const { store } = this.parts;
    const { draft } = store.getState();
    if (this.#script?.draft === draft) return this.#script;
    const voiceOf = (text: string) => (draft.voice.voiceId === '' ? this.parts.voiceFor(languageOfText(text)) : draft.voice.voiceId);
    const read = readLine(draft.line, this.parts.voices(), { voiceOf });
    const { speech } = read;
    if (!isSayable(speech)) return this.#refuse('nothing-to-say');
    const voiceId = voiceOf(speech.text);
    if (voiceId === null) return this.#refuse('no-voice');
    const pieces = cutPieces(speech, { voice: { ...draft.voice, voiceId }, stretches: read.stretches, hasMetronome: draft.hasMetronome });
    this.#script = { draft, read, pieces };
    return this.#script;
  }

  place(): StudioPlace | null {
    const place = this.#player?.place() ?? null;
    const heard = this.#heard;
    if (place === null || heard === null) return null;
    const isSameText = heard.draft.line.source === this.parts.store.getState().draft.line.source;
    const startMs = this.#made?.startMs[place.pieceIndex] ?? null;
    const rate = this.#made?.sampleRateHz ?? 0;
    return {
      word: isSameText && place.word !== null ? heard.read.map.toSource(place.word.textStart, place.word.textEnd) : null,
      atMs: startMs === null || rate === 0 ? null : startMs + (place.pieceSample * 1000) / rate,
    };
  }

  sound(): StudioSound | null {
    const { made } = this.parts.store.getState();
    if (made === null || this.#script === null || made.durationMs > LONGEST_PICTURE_MS) return null;
    if (this.#sound.version !== made.version) this.#sound = { version: made.version, sound: joinSounds(this.#script.pieces, this.sounds, this.#script.read) };
    return this.#sound.sound;
  }

  /** All of the text as it stands; null when there is nothing to say or no voice, and then the store says so. Rejects when it cannot be made. */
  async makeAll(onProgress: (share: number) => void): Promise<StudioSound | null> {
    this.#filling?.abort();
    if ((await this.parts.wake()) === null) return null;
    const script = this.script();
    if (script === null) return null;
    const made = await this.#makePieces(script, new AbortController().signal, onProgress);
    // From what was just made: a long text is more than is kept.
    return joinSounds(script.pieces, { get: (key) => made.get(key) ?? null }, script.read);
  }

  #open(sound: Pick<Sound, 'playback' | 'contextToPageMs' | 'outputLatencyMs'>): StudioSpeaker {
    const clock = { contextToPageMs: (timeS: number) => sound.contextToPageMs(timeS), outputLatencyMs: () => sound.outputLatencyMs() };
    this.#player = new StudioPlayer(sound.playback, clock);
    this.#speaker = new StudioSpeaker(this.sounds, this.#player, {
      onPhase: (phase) => {
        this.parts.store.setState({ phase });
        if (phase !== 'silent') return;
        this.#uncoverEar();
        this.#uncoverEar = () => undefined;
        this.#settle();
      },
      onMade: () => this.#showMade(),
      onFault: (error) => this.fail(error),
    });
    return this.#speaker;
  }

  /** What goes on changing is heard at once; what is silent is made anew once it has come to rest. */
  #follow(draft: StudioDraft, before: StudioDraft): void {
    const { store } = this.parts;
    if (store.getState().fault?.code === 'nothing-to-say') store.setState({ fault: null });
    // Words that are being typed are heard when they are asked for, and not in the middle of a word.
    const isTyping = draft.line.source !== before.line.source;
    if (this.#speaker?.isActive === true && !isTyping && draft.id === before.id) {
      const script = this.script();
      if (script === null) return;
      this.#heard = script;
      this.#speaker.change(script);
    }
    this.#settle();
  }

  #settle(): void {
    this.#filling?.abort();
    this.#rest.request();
  }

  /** Makes what is missing of a text that was heard before, so that it can be seen and taken along. */
  async #fill(): Promise<void> {
    const { store, turn } = this.parts;
    if (this.#heard === null || this.#speaker?.isActive !== false || turn.getState().turn.phase !== 'idle') return;
    const { line } = store.getState().draft;
    if (line.source.length > LONGEST_FILL_CHARACTERS || line.source !== this.#heard.draft.line.source) return store.setState({ made: null });
    const script = this.script();
    if (script === null) return;
    const filling = new AbortController();
    this.#filling = filling;
    try {
      await this.#makePieces(script, filling.signal, () => undefined);
    } catch (error) {
      if (!filling.signal.aborted) this.fail(error);
    }
  }

  async #makePieces(script: Script, signal: AbortSignal, onProgress: (share: number) => void): Promise<ReadonlyMap<string, PieceSound>> {
    const made = new Map<string, PieceSound>();
    for (const [index, piece] of script.pieces.entries()) {
      const making = this.sounds.make(piece, signal);
      let step = await making.next();
      for (; step.done !== true; step = await making.next()) signal.throwIfAborted();
      made.set(piece.key, step.value);
      this.#showMade();
      onProgress((index + 1) / script.pieces.length);
    }
    return made;
  }

  #showMade(): void {
    const { store } = this.parts;
    if (this.#script === null) return;
    this.#made = readMade(this.#script.pieces, this.sounds);
    const { pieceCount, durationMs, provenance } = this.#made;
    const isComplete = pieceCount === this.#script.pieces.length;
    const { made } = store.getState();
    if (pieceCount > 0) store.setState({ made: { version: (made?.version ?? 0) + 1, durationMs, isComplete, provenance } });
  }

  /** Tells what went wrong, and has the engines loaded again where that helps. */
  fail(error: unknown): void {
    const code = faultCode(error);
    this.parts.store.setState({ phase: 'silent', fault: { code, message: faultMessage(error) } });
    if (isEngineFault(code)) void this.parts.recover(code);
  }

  #refuse(code: 'nothing-to-say' | 'no-voice'): null {
    this.parts.store.setState({ fault: { code, message: '' }, made: null });
    return null;
  }
}
