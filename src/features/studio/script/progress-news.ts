import type { RenderProgress } from '../../../stores/script-store';
import { WORDS } from './words';

/** How often somebody who cannot see the bar is told how far it is. */
const STEP_PERCENT = 25;
/** A script this short is made before anybody wonders how far it is. */
const FEW_LINES = 8;

const isAtWork = ({ phase }: RenderProgress) => phase === 'rendering' || phase === 'starting';
const quarterOf = ({ readyCount, lineCount }: RenderProgress) => (lineCount === 0 ? 0 : Math.floor((100 * readyCount) / lineCount / STEP_PERCENT));

/** What a change of the progress says to somebody who cannot see it: begun, paused, each quarter, done, failed. Both belong to one script. */
export function progressNews(before: RenderProgress, after: RenderProgress): string[] {
  const news: string[] = [];
  if (isAtWork(after) && !isAtWork(before) && before.phase !== 'yielding') news.push(WORDS.makingNews);
  if (after.phase === 'paused' && before.phase !== 'paused') news.push(WORDS.pausedNews);
  if (after.failedCount > before.failedCount) news.push(WORDS.failedNews(after.failedCount));
  const isDone = after.lineCount > 0 && after.readyCount === after.lineCount;
  const wasDone = before.lineCount > 0 && before.readyCount === before.lineCount;
  if (isDone && !wasDone && isAtWork(before)) news.push(WORDS.allNews);
  else if (!isDone && isAtWork(after) && after.lineCount > FEW_LINES && quarterOf(after) > quarterOf(before)) news.push(WORDS.shareNews(quarterOf(after) * STEP_PERCENT));
  return news;
}
