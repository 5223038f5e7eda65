import { SPEECH_LANGUAGES } from '../../protocol/speech';
import { useModel, useVoices } from '../../stores/app-context';
import { selectVoices } from '../../stores/model-store';
import { selectOwnVoices } from '../../stores/voices-store';
import { standInNames } from '../../studio/missing-voices';
import type { Tuning } from './tuning';
import { LANGUAGE_WORDS, WORDS } from './words';

/** The voices of the models by language, for a `select`; the first is none of them. One that is named and missing stands with who speaks for it. */
export function VoiceOptions({ tuning: { anyVoice, voice: { voiceId }, languages: spoken } }: { tuning: Pick<Tuning, 'anyVoice' | 'voice' | 'languages'> }) {
  const voices = useModel(selectVoices);
  const own = voices.filter(({ isOwn }) => isOwn);
  const languages = SPEECH_LANGUAGES.filter((language) => voices.some((voice) => voice.language === language));
  const standIns = standInNames(voiceId, spoken, voices);
  // Made on this device, with other models than those that are loaded.
  const unusable = useVoices(selectOwnVoices).find(({ id }) => id === voiceId)?.name;
  return (
    <>
      {standIns !== null && <option value={voiceId}>{WORDS.missingVoice(unusable ?? null, standIns)}</option>}
      <option value="">{anyVoice}</option>
      {languages.map((language) => (
        <optgroup key={language} label={LANGUAGE_WORDS[language]}>
          {voices.filter((voice) => voice.language === language && voice.isOwn !== true).map((voice) => <option key={voice.id} value={voice.id}>{voice.name}</option>)}
        </optgroup>
      ))}
      {own.length > 0 && <optgroup label={WORDS.ownVoices}>{own.map((voice) => <option key={voice.id} value={voice.id}>{voice.name}</option>)}</optgroup>}
    </>
  );
}
