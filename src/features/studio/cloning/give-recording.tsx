import { useState } from 'react';
import { useVoicesCommands } from '../../../stores/app-context';
import type { CloningState } from '../../../stores/voices-store';
import { Button } from '../../../ui/button';
import { FileAudioIcon, MicIcon, StopIcon } from '../../../ui/icons';
import { pickFile } from '../../../ui/pick-file';
import { FAULT_WORDS, WORDS } from './words';

const RECORDING_TYPES = 'audio/*,video/mp4,video/webm,.wav,.mp3,.m4a,.ogg,.opus,.flac,.webm';

/** The ways in for a recording: speak, choose, or drop, which the sheet around takes. */
export function GiveRecording({ cloning }: { cloning: Extract<CloningState, { phase: 'empty' | 'recording' | 'checking' }> }) {
  const commands = useVoicesCommands();
  const [isOver, setIsOver] = useState(false);
  const isRecording = cloning.phase === 'recording';
  if (cloning.phase === 'checking') return <p role="status">{WORDS.checking}</p>;
  return (
    <div className={isOver ? 'give-recording give-recording--over' : 'give-recording'} onDragOver={() => setIsOver(true)} onDragLeave={() => setIsOver(false)} onDrop={() => setIsOver(false)}>
      <div className="give-recording__ways">
        <Button variant="primary" aria-pressed={isRecording} onClick={() => void commands.setRecording(!isRecording)}>
          {isRecording ? <StopIcon /> : <MicIcon />}{isRecording ? WORDS.stop : WORDS.record}
        </Button>
        {!isRecording && <Button onClick={() => pickFile(RECORDING_TYPES, (file) => void commands.useRecording(file))}><FileAudioIcon />{WORDS.choose}</Button>}
        {!isRecording && <span className="soft give-recording__drop">{WORDS.drop}</span>}
      </div>
      <p role="status" className="field__hint">{isRecording ? WORDS.recording : ''}</p>
      {cloning.phase === 'empty' && cloning.fault !== null && <p role="alert" className="notice notice--error">{FAULT_WORDS[cloning.fault]}</p>}
      <p className="field__hint">{WORDS.readThis}</p>
      <blockquote className="give-recording__sentence">{WORDS.sentence}</blockquote>
    </div>
  );
}
