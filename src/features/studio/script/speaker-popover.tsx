import { useState, type FormEvent } from 'react';
import { useModel, useScriptCommands } from '../../../stores/app-context';
import { selectVoices } from '../../../stores/model-store';
import { freeVoice } from '../../../studio/script/cast-voices';
import type { Line, Script } from '../../../studio/script/script';
import { Button } from '../../../ui/button';
import { Popover } from '../../../ui/popover';
import { voiceInk } from '../../../ui/voice-ink';
import { WORDS } from './words';

type SpeakerPopoverProps = { script: Script; line: Line; anchor: HTMLElement; onClose: () => void };

/** Who says a line: one of those who are there, or somebody new. */
export function SpeakerPopover({ script, line, anchor, onClose }: SpeakerPopoverProps) {
  const commands = useScriptCommands();
  const voices = useModel(selectVoices);
  const [name, setName] = useState('');
  const give = (speaker: string | null) => commands.edit({ type: 'line.speaker', lineIds: [line.id], speaker });
  const add = (event: FormEvent) => {
    event.preventDefault();
    const newName = name.trim();
    if (newName === '') return;
    const isKnown = script.speakers.some((speaker) => speaker.name === newName);
    if (!isKnown) commands.edit({ type: 'speaker.voice', name: newName, voice: freeVoice(script, line.source, voices) });
    give(newName);
    onClose();
  };
  const faces = [{ name: null, label: WORDS.narrator }, ...script.speakers.map((speaker) => ({ name: speaker.name, label: speaker.name }))];
  return (
    <Popover label={WORDS.saidBy} anchor={anchor} onClose={onClose}>
      <fieldset className="field">
        <legend className="field__label">{WORDS.saidBy}</legend>
        <div className="voices">
          {faces.map((face, index) => (
            <label key={face.label} className="voices__option" data-voice={voiceInk(index - 1)}>
              <input type="radio" name="script-speaker" checked={face.name === line.speaker} onChange={() => give(face.name)} /><span>{face.label}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <form className="field" onSubmit={add}>
        <div className="field__label"><label htmlFor="script-new-speaker">{WORDS.somebodyNew}</label></div>
        <div className="inline-form">
          <input id="script-new-speaker" type="text" value={name} maxLength={60} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          <Button type="submit" size="small">{WORDS.addSpeaker}</Button>
        </div>
      </form>
    </Popover>
  );
}
