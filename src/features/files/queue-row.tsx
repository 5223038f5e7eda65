import type { ReactNode } from 'react';
import { formatWait } from '../../lib/format-duration';
import { useCommands, useFileCommands, useModel } from '../../stores/app-context';
import { selectIsReady } from '../../stores/model-store';
import { Button, IconButton } from '../../ui/button';
import { formatBytes } from '../../ui/format-bytes';
import { AlertIcon, CloseIcon, PauseIcon, PlayIcon } from '../../ui/icons';
import { pickFiles } from '../../ui/pick-file';
import { Progress } from '../../ui/progress';
import type { FileJob } from '../../transcripts/jobs';
import { FILE_FAULT_FACES, REMEDY_LABELS, type FaultRemedy } from './fault-words';
import { formatClock } from './format-time';
import { heardShare, timeLeftMs } from './job-progress';
import { RECORDING_TYPES, WORDS } from './words';

type QueueRowProps = { job: FileJob; loadLine: ReactNode; onShow: (documentId: string) => void };

/** One recording in work: how far it is, what can be done with it, or why it stopped. */
export function QueueRow({ job, loadLine, onShow }: QueueRowProps) {
  const commands = useFileCommands();
  const { id, fileName, phase } = job;
  const canRead = job.heardMs > 0;
  return (
    <li className="queue__row" data-phase={phase}>
      <div className="queue__head">
        {canRead
          ? <button type="button" className="queue__name queue__name--button" aria-label={WORDS.read(fileName)} onClick={() => onShow(id)}>{fileName}</button>
          : <span className="queue__name">{fileName}</span>}
        {job.bytes > 0 && <span className="queue__bytes">{formatBytes(job.bytes)}</span>}
        <div className="queue__actions">
          {(phase === 'running' || phase === 'waiting') && <IconButton size="small" label={WORDS.pause(fileName)} onClick={() => commands.pauseFile(id)}><PauseIcon size={18} /></IconButton>}
          {phase === 'paused' && <IconButton size="small" label={WORDS.resume(fileName)} onClick={() => commands.resumeFile(id)}><PlayIcon size={18} /></IconButton>}
          <IconButton size="small" label={WORDS.cancel(fileName)} onClick={() => commands.cancelFile(id)}><CloseIcon size={18} /></IconButton>
        </div>
      </div>
      {phase !== 'failed' && <Progress label={WORDS.progress(fileName)} fraction={heardShare(job) ?? (job.heardMs > 0 ? null : 0)} />}
      {phase === 'failed' ? <FaultLine job={job} canRead={canRead} onShow={onShow} /> : <StateLine job={job} loadLine={loadLine} />}
    </li>
  );
}

function StateLine({ job, loadLine }: { job: FileJob; loadLine: ReactNode }) {
  const isReady = useModel(selectIsReady);
  const { phase, heardMs, durationMs, speed } = job;
  const left = timeLeftMs(job);
  const heard = WORDS.heard(formatClock(heardMs), durationMs === null || durationMs < heardMs ? null : formatClock(durationMs));
  return (
    <p className="queue__state">
      {phase === 'paused' && <span>{WORDS.paused}</span>}
      {phase === 'waiting' && <span>{WORDS.waiting}</span>}
      {phase === 'running' && !isReady && <span>{WORDS.loadingModels} {loadLine}</span>}
      {job.isVolatile === true && <span>{WORDS.volatile}</span>}
      {heardMs > 0 && <span>{heard}</span>}
      {phase === 'running' && speed !== null && <span>{WORDS.speed(speed)}</span>}
      {phase === 'running' && left !== null && <span>{WORDS.left(formatWait(left))}</span>}
    </p>
  );
}

type FaultLineProps = { job: FileJob; canRead: boolean; onShow: (documentId: string) => void };

function FaultLine({ job: { id, fileName, fault }, canRead, onShow }: FaultLineProps) {
  const commands = useFileCommands();
  const app = useCommands();
  const face = FILE_FAULT_FACES[fault?.code ?? 'internal'];
  // A file that broke before anything was heard has nothing to be read.
  const remedy = face.remedy === 'open' && !canRead ? 'dismiss' : face.remedy;
  const act: Record<FaultRemedy, () => void> = {
    retry: () => commands.resumeFile(id),
    choose: () => pickFiles(RECORDING_TYPES, (files) => {
      if (!canRead) commands.cancelFile(id);
      void commands.addFiles(files);
    }),
    free: () => void app.freeStorage().then(() => commands.resumeFile(id)),
    open: () => onShow(id),
    dismiss: () => commands.cancelFile(id),
  };
  return (
    <div className="queue__fault" data-code={fault?.code}>
      <AlertIcon size={18} />
      <p>{face.sentence}{canRead && fault?.atMs != null && <> {WORDS.brokeAt(formatClock(fault.atMs))}</>}</p>
      <Button size="small" aria-label={`${REMEDY_LABELS[remedy]}: ${fileName}`} onClick={act[remedy]}>{REMEDY_LABELS[remedy]}</Button>
    </div>
  );
}
