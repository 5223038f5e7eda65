import { useEffect, useState, type ReactNode } from 'react';
import type { TranscriptDocument } from '../../transcripts/document';
import { useRowWindow } from '../../ui/use-row-window';
import { DocumentHead } from './document-head';
import { DocumentExportSheet } from './document-export-sheet';
import { FindBar } from './find-bar';
import { RunLine } from './run-line';
import { SegmentList } from './segment-list';
import { SpeakerPanel } from './speaker-panel';
import { TimePanel } from './time-panel';
import { Transport } from './transport';
import { useDocumentKeys } from './use-document-keys';
import { usePlayer } from './use-player';
import { usePlayingPlace } from './use-playing-place';
import { useSegmentHandlers } from './use-segment-handlers';

type DocumentViewProps = {
  document: TranscriptDocument;
  /** A segment to begin at, from a search. */
  landingId: string | null;
  notices: ReactNode;
  onBack: () => void;
};

/** One transcript: read, heard, corrected and taken along. */
export function DocumentView({ document: open, landingId, notices, onBack }: DocumentViewProps) {
  const player = usePlayer(open.id);
  const rows = useRowWindow(open.segments, landingId);
  const { activeId, editing, panel, closePanel, handlers } = useSegmentHandlers(player, rows, landingId);
  const [isFindOpen, setIsFindOpen] = useState(false);
  const [isExportOpen, setIsExportOpen] = useState(false);
  const [hasTranslation, setHasTranslation] = useState(true);
  const [hasSounds, setHasSounds] = useState(true);
  usePlayingPlace(player, open, rows);
  useDocumentKeys({ player, handlers, activeId, onFind: () => setIsFindOpen(true) });
  useEffect(() => {
    if (landingId !== null) handlers.show(landingId);
  }, [landingId, handlers]);
  const closeFind = (segmentId: string | null) => {
    // To what was found, while there still is a focus to take along.
    if (segmentId !== null) handlers.show(segmentId);
    setIsFindOpen(false);
  };
  const view = {
    hasTranslation, hasSounds,
    onToggleTranslation: () => setHasTranslation(!hasTranslation),
    onToggleSounds: () => setHasSounds(!hasSounds),
  };
  const index = open.segments.findIndex(({ id }) => id === panel?.segmentId);
  const segment = open.segments[index];
  return (
    <div className="document">
      <div className="document__top">
        <DocumentHead open={open} view={view} onBack={onBack} onFind={() => setIsFindOpen(true)} onExport={() => setIsExportOpen(true)} />
        {isFindOpen && <FindBar open={open} rows={rows} onClose={closeFind} />}
        <RunLine />
        {notices}
      </div>
      <SegmentList open={open} rows={rows} activeId={activeId} editing={editing} hasTranslation={hasTranslation} hasSounds={hasSounds} handlers={handlers} />
      <Transport open={open} player={player} />
      {panel?.kind === 'speaker' && segment && <SpeakerPanel key={panel.segmentId} open={open} segment={segment} anchor={panel.anchor} onClose={closePanel} />}
      {panel?.kind === 'time' && segment && <TimePanel key={panel.segmentId} segment={segment} nextSegmentId={open.segments[index + 1]?.id ?? null} player={player} anchor={panel.anchor} onClose={closePanel} />}
      <DocumentExportSheet open={open} isOpen={isExportOpen} onClose={() => setIsExportOpen(false)} />
    </div>
  );
}
