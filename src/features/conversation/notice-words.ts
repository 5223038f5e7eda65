import type { Commands } from '../../session/commands';
import type { Notice, NoticeCode } from '../../session/notices';

export type NoticeAction = { label: string; run: (commands: Commands) => void };
export type NoticeFace = { tone: 'calm' | 'error'; sentence: (detail: string) => string; action?: NoticeAction };

const reopen: NoticeAction = { label: 'Try the microphone again', run: (commands) => void commands.reopenMicrophone() };
const retry: NoticeAction = { label: 'Load it again', run: (commands) => void commands.retry() };
const named = (detail: string, otherwise: string) => (detail ? `“${detail}”` : otherwise);

/** Each notice in a sentence, with the one button that does the next right thing; none for `timer-rang`, which rings in the tray. */
export const NOTICE_FACES: Record<Exclude<NoticeCode, 'timer-rang'>, NoticeFace> = {
  'microphone-refused': {
    tone: 'error',
    sentence: () => 'The browser did not let Sotto use the microphone. Allow it beside the address, then try again; until then you can type.',
    action: reopen,
  },
  'microphone-missing': { tone: 'error', sentence: () => 'There is no microphone here. Plug one in and try again, or type, or drop a recording on this page.', action: reopen },
  'microphone-busy': { tone: 'error', sentence: () => 'The microphone is there but would not open: another program may be holding it. Close that call or recorder and try again.', action: reopen },
  'microphone-silent': {
    tone: 'calm',
    sentence: () => 'The microphone is open but gives no sound at all. Look for a mute switch or key on it, or choose another microphone in the settings.',
    action: reopen,
  },
  'hearing-failed': { tone: 'error', sentence: () => 'Sotto can no longer tell when you speak. Reload the page; the conversation is kept. Until then you can type, or hold to talk.' },
  'microphone-lost': { tone: 'error', sentence: () => 'The microphone went away: unplugged, or taken by another program. The conversation is kept.', action: reopen },
  'output-lost': { tone: 'calm', sentence: () => 'The chosen loudspeaker is gone. Sotto now speaks through the default one.' },
  'sound-failed': {
    tone: 'error',
    sentence: () => 'The sound of this device would not open, so Sotto can neither hear nor answer. Connect a loudspeaker or close what holds it, then try again; Files goes on without.',
    action: { label: 'Open the sound again', run: (commands) => void commands.retry() },
  },
  'audio-interrupted': { tone: 'error', sentence: () => 'Another program took the sound over.', action: { label: 'Take it back', run: (commands) => void commands.reopenMicrophone() } },
  offline: { tone: 'calm', sentence: () => 'There is no network. Everything but weather and look-up goes on working.' },
  'provider-fallback': { tone: 'calm', sentence: () => 'This graphics card computed something else than it should, so Sotto runs on WebAssembly instead: the same, only slower.' },
  'device-lost': { tone: 'error', sentence: () => 'The graphics device was lost. The conversation is kept.', action: retry },
  'engine-failed': { tone: 'error', sentence: () => 'A part of Sotto stopped working. The conversation is kept.', action: retry },
  'recognition-failed': { tone: 'error', sentence: () => 'That could not be understood, because the recogniser failed. Say it again, or type it.' },
  'nothing-heard': { tone: 'calm', sentence: () => 'No words were heard in that. Say it again, a little nearer to the microphone.' },
  'clip-unreadable': { tone: 'error', sentence: (detail) => `${named(detail, 'That file')} is not sound this browser can read. Try a WAV, MP3 or OGG file.` },
  'clip-broken': { tone: 'error', sentence: (detail) => `${named(detail, 'That recording')} is damaged: its header promises something else than what follows. Copy or save it again.` },
  'clip-too-long': { tone: 'error', sentence: (detail) => `${named(detail, 'That recording')} is too long: ten minutes, or 200 MB, are the most that can be heard. Choose a shorter one.` },
  'clip-empty': { tone: 'error', sentence: (detail) => `${named(detail, 'That recording')} has no sound in it.` },
  'transcript-unreadable': { tone: 'error', sentence: (detail) => `${named(detail, 'That file')} is not a transcript Sotto can read. Choose an SRT, WebVTT or JSON file that has words in it.` },
  'recording-gone': { tone: 'error', sentence: () => 'The recording of this transcript is not on this device any more. Drop its file again to hear it anew.' },
  'translation-failed': { tone: 'error', sentence: (detail) => `Not all of ${named(detail, 'the transcript')} could be translated or spoken. What is done is kept; ask again for the rest.` },
  'storage-failed': {
    tone: 'error',
    sentence: () => 'This device would not store that. Sotto goes on, but what is said now may be gone after a reload.',
    action: { label: 'Free some room', run: (commands) => void commands.freeStorage() },
  },
};

export const faceOf = (notice: Notice): NoticeFace | null => (notice.code === 'timer-rang' ? null : NOTICE_FACES[notice.code]);
