import { PLAIN_SHAPE, type SpeechLanguage, type VoiceChoice, type VoiceShape } from '../../protocol/speech';
import { guessLanguage } from '../../transcripts/scripts';
import { scriptLines, type Script } from './script';

/** A voice that can be given to somebody; `isOwn` when a person made it, and then only a person gives it. */
export type CastVoice = { id: string; name: string; language: SpeechLanguage; isOwn?: boolean };

/** How a voice is shaped when it is given again, so that two who share it are told apart. */
const SHAPES: readonly VoiceShape[] = [
  PLAIN_SHAPE, { ...PLAIN_SHAPE, age: -0.35, pitchSemitones: 2 }, { ...PLAIN_SHAPE, age: 0.35, pitchSemitones: -2 },
  { ...PLAIN_SHAPE, brightness: 0.5, pitchSemitones: 1 }, { ...PLAIN_SHAPE, brightness: -0.4, roughness: 0.35, pitchSemitones: -1 },
];

/**
 * Gives everybody who has no voice yet one of the language they mostly speak: the voice that bears their name, else another one as
 * long as there are enough, and then the same ones shaped differently. The narrator has the first of each language. The same script when there is nobody to give one to.
 */
export function castVoices(script: Script, voices: readonly CastVoice[]): Script {
  const packed = voices.filter(({ isOwn }) => isOwn !== true);
  const spoken = new Map<string | null, string>();
  for (const { speaker, source } of scriptLines(script)) spoken.set(speaker, `${spoken.get(speaker) ?? ''} ${source.slice(0, 200)}`.slice(0, 2000));
  const taken = new Set(script.speakers.flatMap(({ name, voice }) => voice?.voiceId ?? namesake(name, packed)?.id ?? []));
  // The narrator is the first of their language.
  const narrator = spoken.has(null) ? packed.find(({ language }) => language === guessLanguage(spoken.get(null) ?? '')) : undefined;
  if (narrator !== undefined) taken.add(narrator.id);
  const given = new Map<string, number>();
  const choose = (name: string): VoiceChoice | null => {
    const own = namesake(name, packed);
    if (own !== undefined) return { voiceId: own.id, shape: PLAIN_SHAPE };
    const language = guessLanguage(spoken.get(name) ?? '');
    const able = packed.filter((voice) => voice.language === language);
    const free = able.find(({ id }) => !taken.has(id));
    if (free !== undefined) {
      taken.add(free.id);
      return { voiceId: free.id, shape: PLAIN_SHAPE };
    }
    const count = given.get(language) ?? 0;
    given.set(language, count + 1);
    const voice = able[count % Math.max(1, able.length)];
    return voice === undefined ? null : { voiceId: voice.id, shape: SHAPES[(1 + Math.floor(count / able.length)) % SHAPES.length] ?? PLAIN_SHAPE };
  };
  const speakers = script.speakers.map((speaker) => (speaker.voice === null ? { ...speaker, voice: choose(speaker.name) } : speaker));
  return speakers.every(({ voice }, index) => voice === script.speakers[index]?.voice) ? script : { ...script, speakers };
}

/** "Robert" is said by the voice that is called so. */
function namesake(name: string, voices: readonly CastVoice[]): CastVoice | undefined {
  return voices.find((voice) => voice.name.toLocaleLowerCase() === name.trim().toLocaleLowerCase());
}

/** A voice nobody of the script has yet, of the language of a text; null when all are taken. The narrator has the first. */
export function freeVoice(script: Script, text: string, voices: readonly CastVoice[]): VoiceChoice | null {
  const able = voices.filter(({ language, isOwn }) => isOwn !== true && language === guessLanguage(text));
  const taken = new Set(script.speakers.map(({ voice }) => voice?.voiceId));
  if (scriptLines(script).some(({ speaker }) => speaker === null)) taken.add(able[0]?.id);
  const voice = able.find(({ id }) => !taken.has(id));
  return voice === undefined ? null : { voiceId: voice.id, shape: PLAIN_SHAPE };
}
