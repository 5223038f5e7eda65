import { useMemo, useState } from 'react';
import { useModel } from '../../../stores/app-context';
import { selectVoices } from '../../../stores/model-store';
import { findMissingVoices } from '../../../studio/missing-voices';
import type { Project } from '../../../studio/project';
import { IconButton } from '../../../ui/button';
import { CloseIcon } from '../../../ui/icons';
import { WORDS } from './words';

/** Says, once for a script that was opened, that voices it names are not here, and who speaks instead. */
export function MissingVoicesLine({ project }: { project: Project }) {
  const voices = useModel(selectVoices);
  const missing = useMemo(() => findMissingVoices(project, voices), [project, voices]);
  const [isDismissed, setDismissed] = useState(false);
  if (missing === null || isDismissed) return null;
  const speakers = missing.speakers.map((name) => name ?? WORDS.narrator);
  return (
    <div className="notice" role="status">
      <p className="notice__text">{WORDS.missingVoices(speakers, missing.lineCount, missing.standIns)}</p>
      <IconButton label={WORDS.dismiss} size="small" onClick={() => setDismissed(true)}><CloseIcon size={18} /></IconButton>
    </div>
  );
}
