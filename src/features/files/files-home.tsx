import { useEffect, useRef, type ReactNode } from 'react';
import { useFiles, useModel } from '../../stores/app-context';
import { selectJobs, selectLibrary } from '../../stores/files-store';
import { selectPack, selectPackSummary } from '../../stores/model-store';
import { formatBytes } from '../../ui/format-bytes';
import { Intake } from './intake';
import { Library } from './library';
import { QueueRow } from './queue-row';
import { RunLine } from './run-line';
import { WORDS } from './words';

type FilesHomeProps = { onShow: (documentId: string, segmentId?: string) => void; notices: ReactNode; loadLine: ReactNode };

/** Where recordings come in, what is being done with them, and what came of those before. */
export function FilesHome({ onShow, notices, loadLine }: FilesHomeProps) {
  const jobs = useFiles(selectJobs).filter(({ phase }) => phase !== 'finished');
  const isEmpty = useFiles((state) => selectJobs(state).length === 0 && selectLibrary(state).length === 0);
  const packBytes = useModel((state) => selectPackSummary(state)?.totalBytes ?? 0);
  const isAbsent = useModel((state) => selectPack(state).phase === 'absent') && packBytes > 0;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What led here is gone, and the focus with it.
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="files-home" data-empty={isEmpty}>
      <div className="files-home__content">
        <header className="files-home__head">
          <h1 className="files-home__title" ref={title} tabIndex={-1}>{WORDS.headline}</h1>
          <p className="files-home__promise">{WORDS.promise}</p>
        </header>
        {notices}
        <Intake onShow={onShow} hint={isAbsent ? WORDS.willLoad(formatBytes(packBytes)) : null} />
        {jobs.length > 0 && (
          <section className="files-part" aria-labelledby="files-queue">
            <h2 className="files-part__title" id="files-queue">{WORDS.queue}</h2>
            <ul className="queue">{jobs.map((job) => <QueueRow key={job.id} job={job} loadLine={loadLine} onShow={onShow} />)}</ul>
          </section>
        )}
        <RunLine />
        <Library onShow={onShow} />
      </div>
    </div>
  );
}
