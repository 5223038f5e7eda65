/** Inks of the stylesheet, `--voice-1` and so on; more voices than that share them. */
export const VOICE_COUNT = 6;

/** Which ink the voice at this place of a list is written in; 0, the faint one, for a voice that is not in it (−1). */
export function voiceInk(index: number): number {
  return index < 0 ? 0 : (index % VOICE_COUNT) + 1;
}
