import { encodeWav } from '../../workers/dsp/wav';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import type { ExportedFile, ExportFormat } from '../session/commands';
import { exportName, toJson, toMarkdown } from '../session/export-conversation';
import { turnLatencies } from '../session/diagnostics';
import type { Stores } from '../stores/app-context';
import { joinPieces, type SoundPiece } from './recordings';
import type { Sotto } from './sotto';

/** The open conversation as a file. */
export function exportConversation(app: Sotto, format: ExportFormat): ExportedFile {
  const { conversation } = app.stores.turn.getState();
  const name = (extension: string) => exportName(conversation.startedAtMs, extension);
  if (format === 'markdown') return { fileName: name('md'), blob: new Blob([toMarkdown(conversation)], { type: 'text/markdown' }) };
  if (format === 'json') return { fileName: name('json'), blob: new Blob([toJson(conversation)], { type: 'application/json' }) };
  const pcm = joinPieces(conversationSound(app), CAPTURE_RATE_HZ);
  return { fileName: name('wav'), blob: new Blob([encodeWav(pcm, CAPTURE_RATE_HZ)], { type: 'audio/wav' }) };
}

/** Both sides in turn, as they sounded on this visit. */
function conversationSound(app: Sotto): SoundPiece[] {
  const turnIds = [...new Set(app.stores.turn.getState().conversation.entries.map(({ turnId }) => turnId))];
  return turnIds.flatMap((turnId) => {
    const said = app.recordings.read(turnId);
    const mine: SoundPiece[] = said === null ? [] : [{ pcm: said, sampleRateHz: CAPTURE_RATE_HZ }];
    return [...mine, ...replySound(app, turnId)];
  });
}

/** What was heard of the reply to a turn. */
export function replySound({ awake }: Sotto, turnId: string): SoundPiece[] {
  if (awake === null) return [];
  return awake.session.playbacksOf(turnId).map((id) => awake.sound.playback.readPlayed(id)).filter((piece) => piece !== undefined);
}

/** Everything the diagnostics panel shows, as JSON. */
export function exportDiagnostics({ diagnostics, model, device }: Stores): ExportedFile {
  const { turns, ...rest } = diagnostics.getState();
  const { pack, summary, provider, providerReason, verdicts, readyMs } = model.getState();
  const report = {
    at: new Date().toISOString(),
    userAgent: navigator.userAgent,
    device: device.getState(),
    models: { pack, summary, provider, providerReason, verdicts, readyMs },
    turns: turns.map((turn) => ({ ...turn, ...turnLatencies(turn) })),
    ...rest,
  };
  return { fileName: exportName(Date.now(), 'diagnostics.json'), blob: new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }) };
}
