import { useState, type FormEvent } from 'react';
import { useFileCommands, useFiles } from '../../stores/app-context';
import { Button } from '../../ui/button';
import { Select, type Option } from '../../ui/fields';
import { ExportIcon, FileAudioIcon, LinkIcon, MicIcon, StopIcon } from '../../ui/icons';
import { pickFile, pickFiles } from '../../ui/pick-file';
import type { LanguageChoice } from '../../transcripts/jobs';
import { usePastedAddress } from './use-pasted-address';
import { LANGUAGE_CHOICES, RECORDING_TYPES, TRANSCRIPT_TYPES, WORDS } from './words';

const LANGUAGE_OPTIONS: readonly Option<LanguageChoice>[] = (['auto', 'en', 'zh'] as const).map((value) => ({ value, label: LANGUAGE_CHOICES[value] }));
const TRANSLATION_OPTIONS: readonly Option<'none' | 'en' | 'zh'>[] = [
  { value: 'none', label: WORDS.noTranslation },
  { value: 'en', label: 'English' },
  { value: 'zh', label: '中文' },
];

type IntakeProps = {
  onShow: (documentId: string) => void;
  /** Under everything, because it comes and goes, and a button that moves is missed. */
  hint: string | null;
};

/** The ways in for a recording, and what is wished of it. */
export function Intake({ onShow, hint }: IntakeProps) {
  const commands = useFileCommands();
  const isRecording = useFiles((state) => state.isRecording);
  const wishes = useFiles((state) => state.wishes);
  usePastedAddress((address) => void commands.addUrl(address));
  const open = async (file: File) => {
    const id = await commands.importTranscript(file);
    if (id !== null) onShow(id);
  };
  const [isAddressOpen, setIsAddressOpen] = useState(false);
  return (
    <div className="intake">
      <div className="intake__ways">
        <Button variant="primary" className="intake__choose" onClick={() => pickFiles(RECORDING_TYPES, (files) => void commands.addFiles(files))}><FileAudioIcon />{WORDS.choose}</Button>
        <Button className="intake__record" aria-pressed={isRecording} onClick={() => void commands.setRecording(!isRecording)}>
          {isRecording ? <StopIcon /> : <MicIcon />}{isRecording ? WORDS.stopRecording : WORDS.record}
        </Button>
        <div className="intake__links">
          <Button variant="link" aria-expanded={isAddressOpen} onClick={() => setIsAddressOpen(!isAddressOpen)}><LinkIcon size={18} />{WORDS.fromWeb}</Button>
          <Button variant="link" onClick={() => pickFile(TRANSCRIPT_TYPES, (file) => void open(file))}><ExportIcon size={18} />{WORDS.importText}</Button>
        </div>
      </div>
      {isRecording && <p className="intake__recording" role="status">{WORDS.recording}</p>}
      {isAddressOpen && <AddressForm onClose={() => setIsAddressOpen(false)} />}
      <div className="intake__wishes">
        <Select label={WORDS.language} value={wishes.language} options={LANGUAGE_OPTIONS} onChange={(language) => commands.changeWishes({ language })} />
        <Select label={WORDS.translateTo} value={wishes.translateTo ?? 'none'} options={TRANSLATION_OPTIONS} onChange={(to) => commands.changeWishes({ translateTo: to === 'none' ? null : to })} />
      </div>
      {wishes.translateTo !== null && <p className="field__hint">{WORDS.translationQuality}</p>}
      {hint !== null && <p className="field__hint">{hint}</p>}
    </div>
  );
}

function AddressForm({ onClose }: { onClose: () => void }) {
  const commands = useFileCommands();
  const [address, setAddress] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!URL.canParse(address)) return;
    void commands.addUrl(address);
    onClose();
  };
  return (
    <form className="intake__address field" onSubmit={submit}>
      <div className="field__label"><label htmlFor="files-address">{WORDS.address}</label></div>
      <div className="inline-form">
        <input id="files-address" type="url" required autoFocus value={address} placeholder="https://" onChange={(event) => setAddress(event.target.value)} />
        <Button type="submit">{WORDS.fetch}</Button>
      </div>
      <p className="field__hint">{WORDS.addressHint}</p>
    </form>
  );
}
