import { useEffect, useRef, useState } from 'react';
import { useFiles } from '../../stores/app-context';
import { selectJobs } from '../../stores/files-store';
import { fileAnnouncements } from './file-announcements';

/** So many lines are kept, so that none is drawn twice, which would be read twice. */
const KEPT_LINES = 4;

/** Tells screen readers what began, is done or failed. */
export function FileAnnouncer() {
  const jobs = useFiles(selectJobs);
  const before = useRef(jobs);
  const count = useRef(0);
  const [lines, setLines] = useState<readonly { id: number; text: string }[]>([]);
  useEffect(() => {
    const fresh = fileAnnouncements(before.current, jobs).map((text) => ({ id: count.current++, text }));
    before.current = jobs;
    if (fresh.length > 0) setLines((shown) => [...shown, ...fresh].slice(-KEPT_LINES));
  }, [jobs]);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label="News of recordings">
      {lines.map((line) => <p key={line.id}>{line.text}</p>)}
    </div>
  );
}
