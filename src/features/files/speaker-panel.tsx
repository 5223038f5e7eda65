import { useState, type FormEvent } from 'react';
import { createId } from '../../lib/create-id';
import { useFileCommands } from '../../stores/app-context';
import { Button } from '../../ui/button';
import { Select } from '../../ui/fields';
import { Popover } from '../../ui/popover';
import type { Segment, TranscriptDocument } from '../../transcripts/document';
import { voiceOf } from './voices';
import { WORDS } from './words';

type SpeakerPanelProps = { open: TranscriptDocument; segment: Segment; anchor: HTMLElement; onClose: () => void };

/** Who said a segment: rename the voice everywhere, give the segment to another, or fold two voices into one. */
export function SpeakerPanel({ open, segment, anchor, onClose }: SpeakerPanelProps) {
  const commands = useFileCommands();
  const speaker = open.speakers.find(({ id }) => id === segment.speakerId);
  const others = open.speakers.filter((other) => other !== speaker);
  const give = (speakerId: string) => commands.edit({ type: 'segment.speaker', segmentId: segment.id, speakerId });
  const giveToNew = () => {
    const speakerId = createId('speaker');
    commands.edit({ type: 'speaker.add', speakerId, name: WORDS.speakerNumber(open.speakers.length + 1) });
    give(speakerId);
  };
  const merge = (intoSpeakerId: string) => {
    if (speaker === undefined || intoSpeakerId === '') return;
    commands.edit({ type: 'speaker.merge', speakerId: speaker.id, intoSpeakerId });
    onClose();
  };
  return (
    <Popover label={WORDS.speakerPanel(speaker?.name ?? WORDS.noSpeaker)} anchor={anchor} onClose={onClose}>
      {speaker && <RenameForm key={speaker.id} name={speaker.name} onRename={(name) => commands.edit({ type: 'speaker.rename', speakerId: speaker.id, name })} onClose={onClose} />}
      <fieldset className="field">
        <legend className="field__label">{WORDS.saidBy}</legend>
        <div className="voices">
          {open.speakers.map(({ id, name }) => (
            <label key={id} className="voices__option" data-voice={voiceOf(open, id)}>
              <input type="radio" name="said-by" checked={id === segment.speakerId} onChange={() => give(id)} /><span>{name}</span>
            </label>
          ))}
          <Button size="small" onClick={giveToNew}>{WORDS.newSpeaker}</Button>
        </div>
      </fieldset>
      {speaker && others.length > 0 && (
        <Select label={WORDS.mergeSpeaker(speaker.name)} value="" options={[{ value: '', label: speaker.name }, ...others.map(({ id, name }) => ({ value: id, label: name }))]} onChange={merge} />
      )}
    </Popover>
  );
}

type RenameFormProps = { name: string; onRename: (name: string) => void; onClose: () => void };

function RenameForm({ name: before, onRename, onClose }: RenameFormProps) {
  const [name, setName] = useState(before);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRename(name);
    onClose();
  };
  return (
    <form className="field" onSubmit={submit}>
      <div className="field__label"><label htmlFor="speaker-name">{WORDS.speakerName}</label></div>
      <div className="inline-form">
        <input id="speaker-name" type="text" required value={name} autoComplete="off" onFocus={(event) => event.currentTarget.select()} onChange={(event) => setName(event.target.value)} />
        <Button type="submit" size="small">{WORDS.renameSpeaker}</Button>
      </div>
    </form>
  );
}
