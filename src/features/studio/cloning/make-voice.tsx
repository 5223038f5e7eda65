import { useId, useState, type FormEvent } from 'react';
import { useVoicesCommands } from '../../../stores/app-context';
import type { CheckedRecording } from '../../../stores/voices-store';
import { Button } from '../../../ui/button';
import { Select } from '../../../ui/fields';
import { Progress } from '../../../ui/progress';
import { FAULT_WORDS, LANGUAGE_OPTIONS, WORDS } from './words';

type MakeProps = { recording: CheckedRecording; fault: 'failed' | null; /** 0–1 while it is being made. */ share: number | null };

/** What was heard in the recording, a name, and the person's word; then the voice is made. */
export function MakeVoice({ recording, fault, share }: MakeProps) {
  const commands = useVoicesCommands();
  const id = useId();
  const [transcript, setTranscript] = useState(recording.transcript);
  const [language, setLanguage] = useState(recording.language);
  const [name, setName] = useState<string>(WORDS.defaultName);
  const [hasConsent, setHasConsent] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void commands.makeVoice({ name, transcript, language, hasConsent });
  };
  return (
    <form className="make-voice" onSubmit={submit}>
      <p className="field__hint">{WORDS.heard(recording.seconds)}</p>
      <div className="field">
        <div className="field__label"><label htmlFor={`${id}-transcript`}>{WORDS.transcript}</label></div>
        <textarea id={`${id}-transcript`} rows={3} value={transcript} lang={language} aria-describedby={`${id}-hint`} onChange={(event) => setTranscript(event.target.value)} />
        <p className="field__hint" id={`${id}-hint`}>{WORDS.transcriptHint}</p>
      </div>
      <Select label={WORDS.language} value={language} options={LANGUAGE_OPTIONS} hint={WORDS.languageHint} onChange={setLanguage} />
      <div className="field">
        <div className="field__label"><label htmlFor={`${id}-name`}>{WORDS.name}</label></div>
        <input id={`${id}-name`} type="text" required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
      </div>
      <label className="make-voice__consent"><input type="checkbox" checked={hasConsent} onChange={(event) => setHasConsent(event.target.checked)} /><span>{WORDS.consent}</span></label>
      {fault !== null && <p role="alert" className="notice notice--error">{FAULT_WORDS[fault]}</p>}
      {share === null ? (
        <div className="give-recording__ways">
          <Button type="submit" variant="primary" disabled={!hasConsent || name.trim() === ''}>{WORDS.make}</Button>
          <Button variant="link" onClick={() => commands.discardRecording()}>{WORDS.discard}</Button>
          {!hasConsent && <p className="field__hint">{WORDS.consentFirst}</p>}
        </div>
      ) : <Progress label={WORDS.making} fraction={share} />}
    </form>
  );
}
