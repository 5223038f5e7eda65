import type { ReactNode } from 'react';
import { useCommands, useDevice } from '../../stores/app-context';
import { Button } from '../../ui/button';
import { FileAudioIcon, KeyboardIcon, MicIcon } from '../../ui/icons';
import { pickFile } from '../../ui/pick-file';
import { Staff } from '../../ui/staff';
import { usePluck } from './use-pluck';
import { CLIP_TYPES, WORDS } from './words';

type WelcomeProps = {
  /** What will be loaded, from the models feature. */
  packLine: ReactNode;
  onClip: (file: File) => void;
};

/** Before anything has begun: what this is, what it costs, and one large button. */
export function Welcome({ packLine, onClip }: WelcomeProps) {
  const commands = useCommands();
  const { readLevel, onPointerMove } = usePluck();
  const isWasmOnly = useDevice((state) => state.tab === 'here' && !state.hasWebGpu);
  return (
    <div className="welcome">
      <h1 className="welcome__headline">{WORDS.headline}</h1>
      <p className="welcome__promise">{WORDS.promise}</p>
      <Staff mode="rest" readLevel={readLevel} onPointerMove={onPointerMove} className="welcome__staff" />
      <div className="welcome__start">
        <Button variant="primary" size="large" autoFocus onClick={() => void commands.start()}><MicIcon size={26} />{WORDS.start}</Button>
        <p className="welcome__pack">{packLine}</p>
      </div>
      <div className="welcome__others">
        <Button variant="link" onClick={() => void commands.start({ withMicrophone: false })}><KeyboardIcon size={20} />{WORDS.typeInstead}</Button>
        <Button variant="link" onClick={() => pickFile(CLIP_TYPES, onClip)}><FileAudioIcon size={20} />{WORDS.clipInstead}</Button>
      </div>
      <div className="welcome__honesty">
        <p>{WORDS.honesty}</p>
        {isWasmOnly && <p>{WORDS.wasm}</p>}
      </div>
    </div>
  );
}
