import { useEffect, useState } from 'react';
import { useFileCommands } from '../../stores/app-context';
import type { Peaks } from '../../transcripts/commands';
import type { TranscriptDocument } from '../../transcripts/document';

/** While a recording is being heard, its waveform is read again each time this much has been added. */
const GROWTH_MS = 15_000;

/** The waveform of a document's recording, as far as it was heard. */
export function usePeaks({ id, durationMs }: TranscriptDocument): Peaks | null {
  const commands = useFileCommands();
  const [peaks, setPeaks] = useState<Peaks | null>(null);
  const growth = Math.ceil(durationMs / GROWTH_MS);
  useEffect(() => {
    let isCurrent = true;
    void commands.readPeaks(id).then((read) => {
      if (isCurrent) setPeaks(read);
    });
    return () => {
      isCurrent = false;
    };
  }, [commands, id, growth]);
  return peaks;
}
