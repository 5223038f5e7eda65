/** `pitchHz`: mean F0; a voice that tells none is as near as any. */
type Choosable = { id: string; language: string; pitchHz?: number };

/** The voice asked for, or one of the utterance's language whose pitch is nearest: a voice only knows its own phonemes. */
export function chooseVoice<Voice extends Choosable>(voices: readonly Voice[], voiceId: string, language: Voice['language']): Voice | undefined {
  const asked = voices.find(({ id }) => id === voiceId);
  if (asked === undefined || asked.language === language) return asked;
  const distance = ({ pitchHz }: Voice): number => (pitchHz === undefined || asked.pitchHz === undefined ? 0 : Math.abs(Math.log(pitchHz / asked.pitchHz)));
  return voices.filter((voice) => voice.language === language).sort((a, b) => distance(a) - distance(b))[0] ?? asked;
}

/**
 * The voice of a pack that speaks in place of one that is not known: a text may name a voice that was made on another
 * device, or was deleted since. Undefined where the name is none of a voice that a person made.
 */
export function standInFor<Voice extends Choosable>(packVoices: readonly Voice[], voiceId: string): Voice | undefined {
  return voiceId.startsWith('clone-') ? packVoices[0] : undefined;
}
