import type { VoiceChoice } from '../protocol/speech';
import type { Script } from './script/script';

/** How music lies under the speech of a project; the recording itself is kept beside it, not in it. */
export type MusicChoice = { fileName: string; gainDb: number; duckDb: number; attackMs: number; releaseMs: number };

/** A script with what it is rendered with: kept, exported and imported as JSON. Its title is the script's. Dates are milliseconds since 1970. */
export type Project = {
  id: string;
  createdAtMs: number;
  updatedAtMs: number;
  script: Script;
  /** Says every line that neither has a voice nor a speaker with one. Voice id '': the voice that is chosen for the language of the line. */
  voice: VoiceChoice;
  music: MusicChoice | null;
  /** LUFS of what is exported; null leaves it as loud as it came. */
  loudnessLufs: number | null;
  hasMetronome: boolean;
};

export const DEFAULT_LOUDNESS_LUFS = -16;
export const DEFAULT_MUSIC: Omit<MusicChoice, 'fileName'> = { gainDb: -6, duckDb: -14, attackMs: 120, releaseMs: 600 };

export function createProject(id: string, script: Script, voice: VoiceChoice, nowMs: number): Project {
  return { id, createdAtMs: nowMs, updatedAtMs: nowMs, script, voice, music: null, loudnessLufs: DEFAULT_LOUDNESS_LUFS, hasMetronome: false };
}
