import type { Cue } from '../subtitles/layout';
import { toTimestamp } from './timestamps';

/** Cues as WebVTT; with speakers, each cue in a voice tag. */
export function toVtt(cues: readonly Cue[], hasSpeakers: boolean): string {
  const blocks = cues.map(({ startMs, endMs, lines, speakerName }) => {
    const voice = hasSpeakers && speakerName !== null ? `<v ${escapeVtt(speakerName.replace(/\s+/gu, ' '))}>` : '';
    return `\n${toTimestamp(startMs, '.')} --> ${toTimestamp(endMs, '.')}\n${voice}${lines.map(escapeVtt).join('\n')}\n`;
  });
  return `WEBVTT\n${blocks.join('')}`;
}

function escapeVtt(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
