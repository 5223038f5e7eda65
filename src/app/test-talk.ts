import { encodeWav } from '../../workers/dsp/wav';
import { decodeClip } from '../audio/decode-clip';
import { yieldToMessages } from '../lib/yield-to-messages';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import type { TalkClip, TalkReport, TurnReport } from '../protocol/test-interface';
import type { Entry } from '../session/conversation';
import type { TurnTiming } from '../session/diagnostics';
import { speakPcm } from './clips';
import { replySound } from './export-files';
import { joinPieces } from './sound-pieces';
import type { Awake, Sotto } from './sotto';

/** A reply that takes longer than this to end is not waited for. */
const MAX_REPLY_MS = 60_000;
/** After a clip has ended and no turn has begun, nothing more is to be expected. */
const NO_TURN_MS = 4000;
const POLL_MS = 10;

/** Speaks clips one after another as one conversation; see `TestInterface.talk`. */
export async function talkThrough(app: Sotto, awake: Awake, clips: TalkClip[]): Promise<TalkReport> {
  const runs: { startPageMs: number; firstTurn: number }[] = [];
  const decoded = await Promise.all(clips.map(({ file }) => decodeClip(file)));
  for (const [index, pcm] of decoded.entries()) {
    const firstTurn = turnsOf(app).length;
    const { startPageMs, ended } = await speakPcm(pcm, awake.sound, app.stores.device);
    runs.push({ startPageMs, firstTurn });
    const interruptAfterMs = clips[index + 1]?.interruptAfterMs;
    if (interruptAfterMs === undefined) {
      await ended;
      await waitForEnd(app, firstTurn);
    } else if (await waitUntil(() => (turnsOf(app).at(-1)?.firstAudioAtMs ?? null) !== null && turnsOf(app).length > firstTurn, MAX_REPLY_MS)) {
      await new Promise((resolve) => setTimeout(resolve, interruptAfterMs));
    }
  }
  const turns: TurnReport[] = [];
  for (const [index, { startPageMs, firstTurn }] of runs.entries()) {
    const mine = turnsOf(app).slice(firstTurn, runs[index + 1]?.firstTurn);
    turns.push(await reportTurns(app, mine, startPageMs, runs[index + 1]?.startPageMs ?? Infinity));
    // The microphone goes on while the sound of every turn is written, and its frames are timed.
    await yieldToMessages();
  }
  return { turns, underruns: turnsOf(app).slice(runs[0]?.firstTurn ?? 0).reduce((sum, { underrunCount }) => sum + underrunCount, 0) };
}

/** Sends a typed message and waits for the end of its reply; see `TestInterface.type`. */
export async function typeThrough(app: Sotto, { session }: Awake, text: string): Promise<TurnReport> {
  const firstTurn = turnsOf(app).length;
  const startPageMs = performance.now();
  session.sendText(text);
  await waitForEnd(app, firstTurn);
  return reportTurns(app, turnsOf(app).slice(firstTurn), startPageMs, Infinity);
}

const turnsOf = (app: Sotto): readonly TurnTiming[] => app.stores.diagnostics.getState().turns;

/** A turn has begun and its reply is over, or nothing has come of the clip. */
async function waitForEnd(app: Sotto, firstTurn: number): Promise<void> {
  const isIdle = () => app.stores.turn.getState().turn.phase === 'idle';
  if (await waitUntil(() => turnsOf(app).length > firstTurn || !isIdle(), NO_TURN_MS)) await waitUntil(isIdle, MAX_REPLY_MS);
}

async function waitUntil(isTrue: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!isTrue()) {
    if (performance.now() > deadlineMs) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return true;
}

/** One report for all turns of a clip: a clip with a long pause in it is heard as two. */
async function reportTurns(app: Sotto, timings: readonly TurnTiming[], startPageMs: number, endPageMs: number): Promise<TurnReport> {
  const entries = app.stores.turn.getState().conversation.entries.filter(({ turnId }) => timings.some((timing) => timing.turnId === turnId));
  const bargeIn = app.stores.diagnostics.getState().bargeIns.find(({ confirmedAtMs }) => confirmedAtMs >= startPageMs && confirmedAtMs < endPageMs);
  const last = timings.at(-1);
  const sinceStart = (atMs: number | null | undefined) => (atMs === null || atMs === undefined ? null : atMs - startPageMs);
  const humans = entries.filter((entry) => entry.kind === 'human');
  const pieces = (await Promise.all(timings.map(({ turnId }) => replySound(app, turnId)))).flat();
  return {
    transcript: humans.map(({ text }) => text).join(' '),
    language: humans.at(-1)?.language ?? 'other',
    toolCalls: entries.flatMap((entry) => (entry.kind === 'tool' ? [{ name: entry.name, arguments: entry.argumentsJson, result: entry.resultJson }] : [])),
    reply: entries.map(replyText).filter((text) => text !== '').join(' '),
    replyWav: pieces.length === 0 ? new ArrayBuffer(0) : encodeWav(joinPieces(pieces, pieces[0]?.sampleRateHz ?? CAPTURE_RATE_HZ, 0), pieces[0]?.sampleRateHz ?? CAPTURE_RATE_HZ),
    speechEndMs: sinceStart(last?.speechEndAtMs),
    endpointMs: sinceStart(last?.endpointAtMs),
    transcriptMs: sinceStart(last?.transcriptAtMs),
    firstTokenMs: sinceStart(last?.firstTokenAtMs),
    firstAudioMs: sinceStart(last?.firstAudioAtMs),
    bargeInMs: bargeIn === undefined ? null : bargeIn.silentAtMs - bargeIn.confirmedAtMs,
    bargedIn: bargeIn !== undefined,
  };
}

const replyText = (entry: Entry): string => (entry.kind === 'assistant' ? entry.text.trim() : '');
