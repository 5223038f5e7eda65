import { useEffect, useState, type ReactNode } from 'react';
import type { Project } from '../../../studio/project';
import { scriptLines } from '../../../studio/script/script';
import { useMedia } from '../../../ui/use-media';
import { useRowWindow } from '../../../ui/use-row-window';
import { FindBar } from './find-bar';
import { LineMenu } from './line-menu';
import { focusFindButton } from './line-elements';
import { MissingVoicesLine } from './missing-voices-line';
import { NewsLine } from './news-line';
import { findPlace } from './outline';
import { ScriptExportSheet } from './script-export-sheet';
import { ScriptFaultLine } from './script-fault-line';
import { ScriptHead } from './script-head';
import { ScriptList } from './script-list';
import { ScriptSide } from './script-side';
import { SpeakerPopover } from './speaker-popover';
import { Transport } from './transport';
import { useChapterHandlers } from './use-chapter-handlers';
import { useLineHandlers } from './use-line-handlers';
import { useNews } from './use-news';
import { usePlayingLine } from './use-playing-line';
import { useScriptKeys } from './use-script-keys';

/** As the stylesheet has it: where there is no room for a side. */
const NARROW = '(max-width: 56rem)';

type ScriptViewProps = { project: Project; tabs: ReactNode; notices: ReactNode; loadLine: ReactNode; packLine: ReactNode };

/** One script: read, written, heard, and taken along. */
export function ScriptView({ project, tabs, notices, loadLine, packLine }: ScriptViewProps) {
  const { script } = project;
  const [landing] = useState(() => scriptLines(script));
  const rows = useRowWindow(landing, null);
  const { news, say, clear } = useNews();
  const { activeId, editing, panel, closePanel, tuned: tuning, closeTuning, handlers } = useLineHandlers(rows, say);
  const { folded, handlers: chapterHandlers } = useChapterHandlers(handlers, say);
  const [open, setOpen] = useState<'find' | 'export' | 'cast' | null>(null);
  const isNarrow = useMedia(NARROW);
  useEffect(() => {
    // A script that is to be written begins with the caret in it.
    const [first, ...others] = landing;
    if (first?.source === '' && others.length === 0) handlers.edit({ lineId: first.id, caret: 0 });
  }, [landing, handlers]);
  usePlayingLine(rows, chapterHandlers.unfold);
  useScriptKeys({ handlers, activeId, onFind: () => setOpen('find') });
  // Beside the script the controls follow the line that is reached.
  const tuned = tuning === null ? null : (findPlace(script, activeId) ?? findPlace(script, tuning.lineId));
  const reached = findPlace(script, panel?.lineId ?? null);
  const close = () => setOpen(null);
  const closeFind = (lineId: string | null) => {
    close();
    // To what was found, or to where the search was asked for.
    requestAnimationFrame(() => (lineId === null ? focusFindButton() : handlers.show(lineId)));
  };
  return (
    <div className="studio studio--script">
      <div className="studio__main">
        <div className="script-top">
          <ScriptHead project={project} tabs={tabs} handlers={handlers} chapterHandlers={chapterHandlers} onFind={() => setOpen('find')} onExport={() => setOpen('export')} />
          {open === 'find' && <FindBar script={script} rows={rows} onUnfold={chapterHandlers.unfoldAll} onClose={closeFind} />}
          {notices}
          <ScriptFaultLine />
          <MissingVoicesLine project={project} />
        </div>
        <ScriptList script={script} rows={rows} activeId={activeId} editing={editing} folded={folded} handlers={handlers} chapterHandlers={chapterHandlers} />
        <NewsLine news={news} script={script} onClear={clear} />
        <Transport project={project} activeId={activeId} loadLine={loadLine} packLine={packLine} onShow={handlers.show} onOpenCast={() => setOpen('cast')} />
      </div>
      <ScriptSide project={project} tuned={tuned === null ? null : { place: tuned, request: tuning?.request ?? 0 }} isNarrow={isNarrow} isCastOpen={open === 'cast'} onCloseLine={closeTuning} onCloseCast={close} />
      {panel?.kind === 'speaker' && reached !== null && <SpeakerPopover key={panel.lineId} script={script} line={reached.line} anchor={panel.anchor} onClose={closePanel} />}
      {panel?.kind === 'menu' && reached !== null && <LineMenu key={panel.lineId} place={reached} anchor={panel.anchor} handlers={handlers} onClose={closePanel} />}
      <ScriptExportSheet project={project} isOpen={open === 'export'} onClose={close} />
    </div>
  );
}
