import { useEffect, useState, type ReactNode } from 'react';
import { useFileCommands, useFiles } from '../../stores/app-context';
import { selectOpenDocument } from '../../stores/files-store';
import { DocumentView } from './document-view';
import { FilesHome } from './files-home';

type FilesProps = {
  /** The transcript to show; null for the queue and the library. */
  documentId: string | null;
  onShow: (documentId: string | null) => void;
  notices: ReactNode;
  /** What of the models is being loaded, in words. */
  loadLine: ReactNode;
};

/** Recordings made into text: the queue and the library, or one transcript. */
export function Files({ documentId, onShow, notices, loadLine }: FilesProps) {
  const commands = useFileCommands();
  const open = useFiles(selectOpenDocument);
  const [landing, setLanding] = useState<{ documentId: string; segmentId: string } | null>(null);
  useEffect(() => {
    if (documentId === null) commands.closeDocument();
    else void commands.openDocument(documentId);
  }, [commands, documentId]);
  const show = (id: string, segmentId?: string) => {
    setLanding(segmentId === undefined ? null : { documentId: id, segmentId });
    onShow(id);
  };
  const isShown = open !== null && open.id === documentId;
  return (
    <div className="files">
      {isShown
        ? <DocumentView key={open.id} document={open} landingId={landing?.documentId === open.id ? landing.segmentId : null} notices={notices} onBack={() => onShow(null)} />
        : <FilesHome onShow={show} notices={notices} loadLine={loadLine} />}
    </div>
  );
}
