import { useMemo, useState } from 'react';
import { createId } from '../../../lib/create-id';
import { useScriptCommands, useScriptStore } from '../../../stores/app-context';
import type { LineHandlers } from './line-handlers';
import { chapterName } from './outline';
import type { Say } from './use-news';
import { WORDS } from './words';

export type ChapterHandlers = {
  /** Folds what is open, opens what is folded. */
  fold(chapterId: string): void;
  unfold(chapterId: string): void;
  foldAll(): void;
  unfoldAll(): void;
  rename(chapterId: string, title: string): void;
  play(lineId: string): void;
  addLine(chapterId: string): void;
  /** A chapter after the one at this place; −1 is before all. */
  addAfter(index: number): void;
  move(chapterId: string, index: number): void;
  remove(chapterId: string): void;
};

/** Which chapters are folded, and what is done with chapters. */
export function useChapterHandlers(lines: LineHandlers, say: Say) {
  const commands = useScriptCommands();
  const store = useScriptStore();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const handlers = useMemo((): ChapterHandlers => {
    const chapters = () => store.getState().open?.script.chapters ?? [];
    const nameOf = (chapterId: string) => {
      const index = chapters().findIndex(({ id }) => id === chapterId);
      const chapter = chapters()[index];
      return chapter === undefined ? '' : chapterName(chapter, index);
    };
    const unfold = (chapterId: string) => setFolded((now) => (now.has(chapterId) ? new Set([...now].filter((id) => id !== chapterId)) : now));
    return {
      unfold,
      fold: (chapterId) => setFolded((now) => (now.has(chapterId) ? new Set([...now].filter((id) => id !== chapterId)) : new Set([...now, chapterId]))),
      foldAll: () => setFolded(new Set(chapters().map(({ id }) => id))),
      unfoldAll: () => setFolded(new Set()),
      rename: (chapterId, title) => commands.edit({ type: 'chapter.title', chapterId, title }),
      play: (lineId) => lines.play(lineId),
      addLine(chapterId) {
        unfold(chapterId);
        lines.addTo(chapterId);
      },
      addAfter(index) {
        const chapterId = createId('chapter');
        commands.edit({ type: 'chapter.insert', chapterId, title: '', index: index + 1 });
        lines.addTo(chapterId);
      },
      move(chapterId, index) {
        commands.edit({ type: 'chapter.move', chapterId, index });
        say(WORDS.chapterMovedNews(nameOf(chapterId), index + 1, chapters().length));
      },
      remove(chapterId) {
        const name = nameOf(chapterId);
        commands.edit({ type: 'chapter.delete', chapterId });
        say(WORDS.chapterDeletedNews(name), () => commands.undo());
      },
    };
  }, [commands, lines, say, store]);
  return { folded, handlers };
}
