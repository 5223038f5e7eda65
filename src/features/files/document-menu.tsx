import { useState } from 'react';
import { useFileCommands, useFiles, useModel, useSettings } from '../../stores/app-context';
import { selectJobs } from '../../stores/files-store';
import { selectVoices } from '../../stores/model-store';
import { Confirm } from '../../ui/confirm';
import { MoreIcon } from '../../ui/icons';
import { Menu, type MenuItem } from '../../ui/menu';
import { saveFile } from '../../ui/save-file';
import type { TranscriptDocument } from '../../transcripts/document';
import type { LanguageChoice } from '../../transcripts/jobs';
import { VersionsSheet } from './versions-sheet';
import { WORDS } from './words';

/** What of a transcript is shown beside its words. */
export type DocumentView = { hasTranslation: boolean; hasSounds: boolean; onToggleTranslation: () => void; onToggleSounds: () => void };

type Question = { kind: 'delete' } | { kind: 'versions' } | { kind: 'hear'; language: LanguageChoice };

type DocumentMenuProps = { open: TranscriptDocument; view: DocumentView; onDeleted: () => void };

/** What is done less often: translation, speaking it, hearing again, deleting. */
export function DocumentMenu({ open, view, onDeleted }: DocumentMenuProps) {
  const commands = useFileCommands();
  const [question, setQuestion] = useState<Question | null>(null);
  const to = open.segments.find(({ translation }) => translation !== null)?.translation?.to ?? null;
  const voices = useModel(selectVoices).filter(({ language }) => language === to);
  const chosenVoice = useSettings((state) => (to === null ? null : state.voiceIds[to]));
  const isEmpty = open.segments.length === 0;
  const isInWork = useFiles((state) => selectJobs(state).some(({ id, phase }) => id === open.id && phase !== 'finished' && phase !== 'failed'));
  const dub = async () => {
    const file = await commands.dubDocument(voices.find(({ id }) => id === chosenVoice)?.id ?? voices[0]?.id ?? null);
    if (file !== null) saveFile(file.fileName, file.blob);
  };
  const hear = (language: LanguageChoice): MenuItem => ({ label: WORDS.hearAs[language], onSelect: () => setQuestion({ kind: 'hear', language }) });
  const items: MenuItem[] = [
    { label: WORDS.translateEnglish, isDisabled: isEmpty, onSelect: () => void commands.translateDocument('en') },
    { label: WORDS.translateMandarin, isDisabled: isEmpty, onSelect: () => void commands.translateDocument('zh') },
    { label: view.hasTranslation ? WORDS.hideTranslation : WORDS.showTranslation, isDisabled: to === null, onSelect: view.onToggleTranslation },
    { label: WORDS.dub, isDisabled: voices.length === 0, onSelect: () => void dub() },
    { label: view.hasSounds ? WORDS.hideSounds : WORDS.showSounds, isDisabled: open.sounds.length === 0, onSelect: view.onToggleSounds },
    { label: WORDS.versions, isDisabled: isInWork, onSelect: () => setQuestion({ kind: 'versions' }) },
    hear('auto'), hear('en'), hear('zh'),
    { label: WORDS.remove(open.title), onSelect: () => setQuestion({ kind: 'delete' }) },
  ];
  const close = () => setQuestion(null);
  return (
    <>
      <Menu label={WORDS.more} icon={<MoreIcon />} items={items} />
      {question?.kind === 'delete' && (
        <Confirm
          title={WORDS.removeTitle} sentence={WORDS.removeSentence(open.title)} confirmLabel={WORDS.removeConfirm} cancelLabel={WORDS.keep}
          onConfirm={() => { void commands.deleteDocument(open.id); onDeleted(); }} onClose={close}
        />
      )}
      {question?.kind === 'versions' && <VersionsSheet documentId={open.id} onClose={close} />}
      {question?.kind === 'hear' && (
        <Confirm
          title={WORDS.hearAgainTitle} sentence={WORDS.hearAgainSentence} confirmLabel={WORDS.hearAgainConfirm} cancelLabel={WORDS.keep}
          onConfirm={() => void commands.hearAgain(open.id, question.language)} onClose={close}
        />
      )}
    </>
  );
}
