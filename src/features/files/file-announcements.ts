import type { FileJob } from '../../transcripts/jobs';
import { FILE_FAULT_FACES } from './fault-words';
import { WORDS } from './words';

function announcementOf(job: FileJob, before: FileJob | undefined): string | null {
  if (before?.phase === job.phase) return null;
  switch (job.phase) {
    case 'waiting':
      return before === undefined ? WORDS.addedAnnouncement(job.fileName) : null;
    case 'running':
      return WORDS.beginAnnouncement(job.fileName);
    case 'paused':
      return WORDS.pausedAnnouncement(job.fileName);
    case 'finished':
      return WORDS.doneAnnouncement(job.fileName);
    case 'failed':
      return WORDS.failedAnnouncement(job.fileName, job.fault === null ? '' : FILE_FAULT_FACES[job.fault.code].sentence);
  }
}

/** What a change of the queue says to somebody who cannot see it: begun, done, failed; never how far it is. */
export function fileAnnouncements(before: readonly FileJob[], after: readonly FileJob[]): string[] {
  return after.map((job) => announcementOf(job, before.find(({ id }) => id === job.id))).filter((sentence) => sentence !== null);
}
