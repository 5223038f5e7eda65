import { createId } from '../lib/create-id';
import type { TurnId } from '../protocol/job';
import type { VoiceTraits } from '../protocol/tokenizer';
import type { HumanEntry, SpokenLanguage } from './conversation';
import { isEchoOf } from './echo-guard';
import type { FinalTranscript } from './hearing';
import { humanContent } from './prompt';
import type { SessionPorts } from './session-ports';
import { languageOfText, replyLanguage } from './script';
import type { HeardTimes, Timings } from './timings';
import type { Verdict } from './turn-events';
import type { UtteranceRecord } from './utterances';
import { voiceHint } from './voice-hint';

type Heard = { record: UtteranceRecord; final: FinalTranscript };
type Pending = { entry: HumanEntry; heard: Heard | null };

/** What the person said, from transcript or keyboard, until the turn machine has decided what becomes of it. */
export class HumanTurns {
  readonly #pending = new Map<TurnId, Pending>();
  readonly #languages = new Map<TurnId, SpokenLanguage>();

  constructor(
    private readonly ports: Pick<SessionPorts, 'settings' | 'clock' | 'ear' | 'judgeEcho' | 'keepRecording'>,
    private readonly timings: Timings,
    private readonly sampleToPageMs: (sample: number) => number,
  ) {}

  /** Takes in a typed message; answers the turn it begins. */
  type(text: string): TurnId {
    const turnId = createId('turn');
    this.#pending.set(turnId, { entry: this.#entry(turnId, 'text', text, languageOfText(text), ''), heard: null });
    return turnId;
  }

  /** Takes in a final transcript; answers the turn it would begin, and whether there is anything in it. */
  hear(final: FinalTranscript, record: UtteranceRecord | undefined): { turnId: TurnId; verdict: Verdict } {
    const turnId = createId('turn');
    const verdict = this.#judge(final.transcript.text, record);
    if (verdict === 'words' && record !== undefined) {
      const entry = this.#entry(turnId, 'voice', final.transcript.text.trim(), final.transcript.language, hintOf(final.traits));
      this.#pending.set(turnId, { entry, heard: { record, final } });
    }
    return { turnId, verdict };
  }

  /** The turn counts: begins its record and hands out what was said. */
  take(turnId: TurnId): HumanEntry | null {
    const pending = this.#pending.get(turnId);
    if (pending === undefined) return null;
    this.#pending.delete(turnId);
    const { entry, heard } = pending;
    this.#languages.set(turnId, replyLanguage(entry.language, entry.text, this.ports.settings().languageLock));
    this.timings.begin(turnId, heard === null ? null : this.#times(heard));
    if (heard !== null) this.ports.keepRecording(turnId, this.ports.ear.read(heard.record.startSample, heard.record.endSample ?? this.ports.ear.endSample));
    return entry;
  }

  /** The turn came to nothing. */
  forget(turnId: TurnId): void {
    this.#pending.delete(turnId);
  }

  languageOf(turnId: TurnId): SpokenLanguage {
    return this.#languages.get(turnId) ?? 'en';
  }

  #entry(turnId: TurnId, via: HumanEntry['via'], text: string, language: HumanEntry['language'], hint: string): HumanEntry {
    return { kind: 'human', id: createId('entry'), turnId, atMs: this.ports.clock.dateMs(), via, text, language, voiceHint: hint };
  }

  #judge(text: string, record: UtteranceRecord | undefined): Verdict {
    if (text.trim() === '' || record === undefined) return 'blank';
    if (record.spokenOver === '') return 'words';
    const soundsLikeEcho = this.ports.judgeEcho(record.startSample, record.endSample ?? this.ports.ear.endSample);
    if (!isEchoOf(text, record.spokenOver, soundsLikeEcho)) return 'words';
    this.timings.count('echoCount');
    return 'echo';
  }

  #times({ record, final }: Heard): HeardTimes {
    const nowMs = this.ports.clock.nowMs();
    const isSpeculationHit = record.speculativeContent === heardContent(final.transcript.text, final.traits);
    if (isSpeculationHit) this.timings.count('speculationHitCount');
    return {
      speechStartAtMs: this.sampleToPageMs(record.startSample),
      speechEndAtMs: this.sampleToPageMs(record.speechEndSample ?? this.ports.ear.endSample),
      endpointAtMs: record.endpointAtMs === 0 ? nowMs : record.endpointAtMs,
      transcriptAtMs: nowMs,
      recognitionComputeMs: final.computeMs,
      recognitionAudioMs: final.audioMs,
      isSpeculationHit,
    };
  }
}

/** What was heard as the model is told it. */
export function heardContent(text: string, traits: VoiceTraits | null): string {
  return humanContent(text.trim(), hintOf(traits));
}

function hintOf(traits: VoiceTraits | null): string {
  return traits === null ? '' : voiceHint(traits);
}
