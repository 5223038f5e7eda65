import type { ExecutionProvider } from '../protocol/graphs';
import type { TurnId } from '../protocol/job';
import type { BargeIn, Diagnostics, LogLine, TurnTiming, VadWork } from './diagnostics';
import type { Cell, ClockPort } from './ports';

const MAX_TURNS = 500;
const MAX_LOG_LINES = 300;

export type HeardTimes = Pick<TurnTiming, 'speechStartAtMs' | 'speechEndAtMs' | 'endpointAtMs' | 'transcriptAtMs' | 'recognitionComputeMs' | 'recognitionAudioMs' | 'isSpeculationHit'>;

/** Keeps the record of when each stage of each turn was reached. */
export class Timings {
  constructor(
    private readonly cell: Cell<Diagnostics>,
    private readonly clock: ClockPort,
    private readonly provider: () => ExecutionProvider | null,
  ) {}

  /** Begins the record of a turn; without `heard` it was typed just now. */
  begin(turnId: TurnId, heard: HeardTimes | null): void {
    const nowMs = this.clock.nowMs();
    const timing: TurnTiming = {
      turnId,
      via: heard === null ? 'text' : 'voice',
      provider: this.provider(),
      speechStartAtMs: null,
      speechEndAtMs: nowMs,
      endpointAtMs: nowMs,
      transcriptAtMs: nowMs,
      firstTokenAtMs: null,
      firstChunkAtMs: null,
      firstAudioAtMs: null,
      drainedAtMs: null,
      recognitionComputeMs: 0,
      recognitionAudioMs: 0,
      synthesisComputeMs: 0,
      synthesisAudioMs: 0,
      promptTokens: 0,
      reusedTokens: 0,
      newTokens: 0,
      replyMs: 0,
      underrunCount: 0,
      isSpeculationHit: false,
      isInterrupted: false,
      ...heard,
    };
    this.cell.setState({ turns: [...this.cell.getState().turns.slice(1 - MAX_TURNS), timing] });
  }

  change(turnId: TurnId, change: (timing: TurnTiming) => Partial<TurnTiming>): void {
    const { turns } = this.cell.getState();
    if (!turns.some((timing) => timing.turnId === turnId)) return;
    this.cell.setState({ turns: turns.map((timing) => (timing.turnId === turnId ? { ...timing, ...change(timing) } : timing)) });
  }

  /** Notes the first time a stage is reached; later ones change nothing. */
  reach(turnId: TurnId, stage: 'firstTokenAtMs' | 'firstChunkAtMs' | 'firstAudioAtMs' | 'drainedAtMs', atMs = this.clock.nowMs()): void {
    this.change(turnId, (timing) => (timing[stage] === null ? { [stage]: atMs } : {}));
  }

  addBargeIn(bargeIn: BargeIn): void {
    this.cell.setState({ bargeIns: [...this.cell.getState().bargeIns.slice(1 - MAX_TURNS), bargeIn] });
  }

  count(counter: 'speculationCount' | 'speculationHitCount' | 'misfireCount' | 'echoCount'): void {
    this.cell.setState({ [counter]: this.cell.getState()[counter] + 1 });
  }

  addVadWork({ frameCount, computeMs, maxWaitMs, lateFrameCount }: VadWork): void {
    const { vadFrameCount, vadComputeMs, vadMaxWaitMs, vadLateFrameCount } = this.cell.getState();
    this.cell.setState({
      vadFrameCount: vadFrameCount + frameCount,
      vadComputeMs: vadComputeMs + computeMs,
      vadMaxWaitMs: Math.max(vadMaxWaitMs, maxWaitMs),
      vadLateFrameCount: vadLateFrameCount + lateFrameCount,
    });
  }

  log(level: LogLine['level'], code: string, detail: string): void {
    const line: LogLine = { atMs: this.clock.nowMs(), level, code, detail };
    this.cell.setState({ log: [...this.cell.getState().log.slice(1 - MAX_LOG_LINES), line] });
  }
}
