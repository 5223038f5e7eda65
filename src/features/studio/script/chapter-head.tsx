import type { Chapter } from '../../../studio/script/script';
import { IconButton } from '../../../ui/button';
import { FoldIcon, MoreIcon } from '../../../ui/icons';
import { Menu } from '../../../ui/menu';
import type { ChapterHandlers } from './use-chapter-handlers';
import { chapterName } from './outline';
import { WORDS } from './words';

type ChapterHeadProps = { chapter: Chapter; index: number; count: number; isFolded: boolean; handlers: ChapterHandlers };

/** The name of a chapter, written in place, with what is done with it as a whole. */
export function ChapterHead({ chapter, index, count, isFolded, handlers }: ChapterHeadProps) {
  const { id, title, lines } = chapter;
  const name = chapterName(chapter, index);
  const first = lines[0]?.id;
  return (
    <div className="script-chapter__head" data-chapter={id}>
      <h2 className="script-chapter__name" id={chapterElementId(id)}>
        <IconButton size="small" className="script-chapter__fold" label={isFolded ? WORDS.unfold(name) : WORDS.fold(name)} aria-expanded={!isFolded} onClick={() => handlers.fold(id)}><FoldIcon size={18} /></IconButton>
        <input type="text" value={title} maxLength={200} aria-label={WORDS.chapterTitle(index)} placeholder={WORDS.chapter(index)} onChange={(event) => handlers.rename(id, event.target.value)} />
      </h2>
      <span className="script-chapter__count">{WORDS.lines(lines.length)}</span>
      <Menu
        label={WORDS.chapterActions(name)} icon={<MoreIcon size={18} />}
        items={[
          { label: WORDS.playChapter, isDisabled: first === undefined, onSelect: () => first !== undefined && handlers.play(first) },
          { label: WORDS.addLine, onSelect: () => handlers.addLine(id) },
          { label: WORDS.newChapterAfter, onSelect: () => handlers.addAfter(index) },
          { label: WORDS.chapterUp, isDisabled: index === 0, onSelect: () => handlers.move(id, index - 1) },
          { label: WORDS.chapterDown, isDisabled: index === count - 1, onSelect: () => handlers.move(id, index + 1) },
          { label: WORDS.deleteChapter, isDisabled: count === 1, onSelect: () => handlers.remove(id) },
        ]}
      />
    </div>
  );
}

export const chapterElementId = (chapterId: string): string => `chapter-${chapterId}`;
