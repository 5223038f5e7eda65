import { useCommands, useModel } from '../../stores/app-context';
import { selectPack } from '../../stores/model-store';
import { Button } from '../../ui/button';
import { FAULT_FACES, WORDS } from './words';

/** Why there are no models, and the one thing to do about it. */
export function PackFaultNotice() {
  const pack = useModel(selectPack);
  const commands = useCommands();
  if (pack.phase !== 'failed') return null;
  const face = FAULT_FACES[pack.code];
  const act = async () => {
    // Models of another version are not mended by asking for them again: it is the page that may be old.
    if (face.button === 'reload') return window.location.reload();
    if (face.button === 'freeRoom') await commands.freeStorage();
    await commands.retry();
  };
  return (
    <div className="notice notice--error" role="alert">
      <p className="notice__text">{face.sentence(pack.missingBytes)} <span className="notice__detail">{pack.message}</span></p>
      <Button size="small" onClick={() => void act()}>{WORDS[face.button]}</Button>
    </div>
  );
}
