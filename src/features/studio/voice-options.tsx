import { SPEECH_LANGUAGES } from '../../protocol/speech';
import { useModel } from '../../stores/app-context';
import { selectVoices } from '../../stores/model-store';
import { LANGUAGE_WORDS, WORDS } from './words';

/** The voices of the models by language, for a `select`; the first is none of them, `anyVoice` says what that means. */
export function VoiceOptions({ anyVoice }: { anyVoice: string }) {
  const voices = useModel(selectVoices);
  const own = voices.filter(({ isOwn }) => isOwn);
  const languages = SPEECH_LANGUAGES.filter((language) => voices.some((voice) => voice.language === language));
  return (
    <>
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
