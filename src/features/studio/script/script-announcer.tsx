import { useEffect, useRef, useState } from 'react';
import { useScript } from '../../../stores/app-context';
import { selectOpenProject, selectProgress } from '../../../stores/script-store';
import { scriptLines } from '../../../studio/script/script';
import { progressNews } from './progress-news';
import { WORDS } from './words';

/** So many lines are kept, so that none is drawn twice, which would be read twice. */
const KEPT_LINES = 4;

/** Tells screen readers that a script was opened, and how far its sound is, in quarters. */
export function ScriptAnnouncer() {
  const project = useScript(selectOpenProject);
  const progress = useScript(selectProgress);
  const before = useRef<{ id: string | null; progress: typeof progress }>({ id: null, progress });
  const count = useRef(0);
  const [lines, setLines] = useState<readonly { id: number; text: string }[]>([]);
  useEffect(() => {
    const { id, progress: last } = before.current;
    before.current = { id: project?.id ?? null, progress };
    const news = project === null ? [] : project.id === id ? progressNews(last, progress) : [openedNews(project)];
    const fresh = news.map((text) => ({ id: count.current++, text }));
    if (fresh.length > 0) setLines((shown) => [...shown, ...fresh].slice(-KEPT_LINES));
  }, [project, progress]);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label={WORDS.progressNewsLabel}>
      {lines.map((line) => <p key={line.id}>{line.text}</p>)}
    </div>
  );
}

const openedNews = ({ script }: NonNullable<ReturnType<typeof selectOpenProject>>) => WORDS.openedNews(script.title || WORDS.untitled, scriptLines(script).length, script.speakers.length);
