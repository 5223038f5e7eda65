import type { MouseEvent } from 'react';
import { WORDS } from './words';

export type StudioPart = 'studio' | 'script';

const TABS: readonly { part: StudioPart; label: string; href: string }[] = [
  { part: 'studio', label: WORDS.text, href: '#studio' },
  { part: 'script', label: WORDS.script, href: '#studio/script' },
];

/** The two places of Studio: one text at a time, or a script of many lines. */
export function StudioTabs({ part, onShow }: { part: StudioPart; onShow: (part: StudioPart) => void }) {
  const follow = (event: MouseEvent, target: StudioPart) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onShow(target);
  };
  return (
    <nav className="studio-tabs" aria-label={WORDS.places}>
      {TABS.map(({ part: target, label, href }) => (
        <a key={target} className="studio-tabs__link" href={href} aria-current={part === target ? 'page' : undefined} onClick={(event) => follow(event, target)}>{label}</a>
      ))}
    </nav>
  );
}
