import type { KeyboardEvent } from 'react';
import { nextMenuIndex } from '../../../ui/menu';
import { Popover } from '../../../ui/popover';
import type { LineHandlers } from './line-handlers';
import type { LinePlace } from './outline';
import { WORDS } from './words';

type LineMenuProps = { place: LinePlace; anchor: HTMLElement; handlers: LineHandlers; onClose: () => void };

/** Everything that can be done with one line. */
export function LineMenu({ place: { line: { id }, chapter, index, row }, anchor, handlers, onClose }: LineMenuProps) {
  const hasNext = index < chapter.lines.length - 1;
  const items: readonly { label: string; isDisabled?: boolean; act: () => void }[] = [
    { label: WORDS.howTitle, act: () => handlers.tune(id) },
    { label: WORDS.renderAgain, act: () => handlers.render(id) },
    { label: WORDS.lineBelow, act: () => handlers.addBelow(id) },
    { label: WORDS.splitHere, act: () => handlers.split(id) },
    { label: WORDS.mergeNext, isDisabled: !hasNext, act: () => handlers.joinNext(id) },
    { label: WORDS.lineUp, act: () => handlers.move(id, -1) },
    { label: WORDS.lineDown, act: () => handlers.move(id, 1) },
    { label: WORDS.deleteLine, act: () => handlers.remove(id) },
  ];
  const choose = (act: () => void) => {
    // Back to where it came from first; what was chosen may put the focus elsewhere.
    anchor.focus();
    onClose();
    requestAnimationFrame(act);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
    const next = nextMenuIndex(event.key, buttons.findIndex((button) => button === document.activeElement), buttons.length);
    if (next === null) return;
    event.preventDefault();
    buttons[next]?.focus();
  };
  return (
    <Popover label={WORDS.moreFor(row + 1)} anchor={anchor} className="popover--menu" onClose={onClose}>
      <div className="popover__menu" onKeyDown={onKeyDown}>
        {items.map(({ label, isDisabled, act }) => <button key={label} type="button" className="menu__item" disabled={isDisabled} onClick={() => choose(act)}>{label}</button>)}
      </div>
    </Popover>
  );
}
