import { useEffect, useState } from 'react';
import { useFileCommands } from '../../stores/app-context';
import type { TranscriptDocument } from '../../transcripts/document';
import { joinWords } from '../../transcripts/join-words';
import { Button } from '../../ui/button';
import { Sheet } from '../../ui/sheet';
import { WORDS } from './words';

type VersionsSheetProps = { documentId: string; onClose: () => void };

/** What a transcript was whenever somebody began to edit it, to be brought back. */
export function VersionsSheet({ documentId, onClose }: VersionsSheetProps) {
  const commands = useFileCommands();
  const [versions, setVersions] = useState<readonly TranscriptDocument[] | null>(null);
  useEffect(() => {
    let isGone = false;
    void commands.listVersions(documentId).then((found) => {
      if (!isGone) setVersions(found);
    });
    return () => {
      isGone = true;
    };
  }, [commands, documentId]);
  const restore = (version: TranscriptDocument) => {
    commands.edit({ type: 'version.restore', version });
    onClose();
  };
  return (
    <Sheet title={WORDS.versions} isOpen onClose={onClose}>
      <p className="soft">{versions?.length === 0 ? WORDS.noVersions : WORDS.versionsHint}</p>
      <ul className="rows">
        {versions?.map((version) => {
          const when = new Date(version.updatedAtMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
          return (
            <li key={version.updatedAtMs} className="row">
              <div className="row__main">
                <span>{when}</span>
                <span className="row__sub">{WORDS.segments(version.segments.length)} · {firstWords(version)}</span>
              </div>
              <Button size="small" aria-label={`${WORDS.restoreVersion}: ${when}`} onClick={() => restore(version)}>{WORDS.restoreVersion}</Button>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}

const FIRST_WORDS = 8;

function firstWords({ segments }: TranscriptDocument): string {
  return joinWords(segments.flatMap(({ words }) => words).slice(0, FIRST_WORDS));
}
