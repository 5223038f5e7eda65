import { encodeWav } from '../../workers/dsp/wav';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import type { Conversation } from '../session/conversation';
import type { ExportedFile, ExportFormat } from '../session/commands';
import { exportName, toJson, toMarkdown } from '../session/export-conversation';
import { turnLatencies } from '../session/diagnostics';
import type { Stores } from '../stores/app-context';
import { joinPieces, type SoundPiece } from './sound-pieces';
import type { Sotto } from './sotto';
import { heardName, saidName } from './turn-sounds';

/** The open conversation as a file. */
export async function exportConversation(app: Sotto, format: ExportFormat): Promise<ExportedFile> {
  const { conversation } = app.stores.turn.getState();
  const name = (extension: string) => exportName(conversation.startedAtMs, extension);
  if (format === 'markdown') return { fileName: name('md'), blob: new Blob([toMarkdown(conversation)], { type: 'text/markdown' }) };
  if (format === 'json') return { fileName: name('json'), blob: new Blob([toJson(conversation)], { type: 'application/json' }) };
  const pcm = joinPieces(await conversationSound(app), CAPTURE_RATE_HZ);
  return { fileName: name('wav'), blob: new Blob([encodeWav(pcm, CAPTURE_RATE_HZ)], { type: 'audio/wav' }) };
}

/** Both sides in turn, as they sounded on this visit. */
async function conversationSound(app: Sotto): Promise<SoundPiece[]> {
  const sides = turnIdsOf(app.stores.turn.getState().conversation).map(async (turnId) => {
    const said = await app.turnSounds.read(saidName(turnId));
    return [...(said === null ? [] : [said]), ...(await replySound(app, turnId))];
  });
  return (await Promise.all(sides)).flat();
}

/** What was heard of the reply to a turn. */
export async function replySound({ awake, turnSounds }: Sotto, turnId: string): Promise<SoundPiece[]> {
  if (awake === null) return [];
  // What is still playing, or has just ended, only the speaker knows.
  const read = async (id: string) => (await turnSounds.read(heardName(id))) ?? awake.sound.playback.readPlayed(id);
  return (await Promise.all(awake.session.played.playbacksOf(turnId).map(read))).filter((piece) => piece !== undefined);
}

/** Deletes what was said and heard in a conversation. */
export async function deleteConversationSound({ awake, turnSounds }: Sotto, conversation: Conversation): Promise<void> {
  await turnSounds.delete(turnIdsOf(conversation).flatMap((turnId) => [saidName(turnId), ...(awake?.session.played.playbacksOf(turnId) ?? []).map(heardName)]));
}

const turnIdsOf = ({ entries }: Conversation): string[] => [...new Set(entries.map(({ turnId }) => turnId))];

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
