import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { IconButton } from './button';

export type MenuItem = { label: string; icon?: ReactNode; isDisabled?: boolean; onSelect: () => void };

/** Where an arrow key moves the focus in a list of `count` items; null for keys that do not move it. */
export function nextMenuIndex(key: string, index: number, count: number): number | null {
  if (key === 'ArrowDown') return (index + 1) % count;
  if (key === 'ArrowUp') return (index - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

type MenuProps = { label: string; icon: ReactNode; items: readonly MenuItem[] };

export function Menu({ label, icon, items }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const buttons = () => [...(root.current?.querySelectorAll<HTMLButtonElement>('[role=menuitem]:not(:disabled)') ?? [])];
  const close = () => {
    setIsOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (isOpen) root.current?.querySelector<HTMLButtonElement>('[role=menuitem]:not(:disabled)')?.focus();
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    if (event.key === 'Escape') {
      // Escape closes the menu and nothing else: it must not also stop the voice.
      event.stopPropagation();
      close();
      return;
    }
    const all = buttons();
    const index = nextMenuIndex(event.key, all.findIndex((button) => button === document.activeElement), all.length);
    if (index === null) return;
    event.preventDefault();
    all[index]?.focus();
  };
  const select = (item: MenuItem) => {
    close();
    item.onSelect();
  };
  return (
    <div className="menu" ref={root} onKeyDown={onKeyDown} onBlur={(event) => { if (!root.current?.contains(event.relatedTarget)) setIsOpen(false); }}>
      <IconButton label={label} aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{icon}</IconButton>
      {isOpen && (
        <div className="menu__list" role="menu" aria-label={label}>
          {items.map((item) => (
            <button key={item.label} type="button" role="menuitem" className="menu__item" disabled={item.isDisabled} onClick={() => select(item)}>
              {item.icon}{item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
