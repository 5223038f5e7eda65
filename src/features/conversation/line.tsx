import type { ReactNode } from 'react';

type LineProps = {
  speaker: string;
  voice: 'you' | 'sotto';
  /** Beside the name: language, how the voice sounded. */
  marks?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** One speech of the libretto: the name in the margin, the words beside it. */
export function Line({ speaker, voice, marks, actions, children }: LineProps) {
  return (
    <article className="line" data-voice={voice} aria-label={speaker}>
      <header className="line__head"><span className="line__speaker">{speaker}</span>{marks}</header>
      <div className="line__body">{children}</div>
      {actions && <div className="line__actions">{actions}</div>}
    </article>
  );
}
