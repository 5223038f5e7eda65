import { useState } from 'react';
import { useCommands, useDevice, useModel } from '../../stores/app-context';
import { selectPackSummary, selectProvider, selectProviderReason } from '../../stores/model-store';
import { Button } from '../../ui/button';
import { formatBytes } from '../../ui/format-bytes';
import { Progress } from '../../ui/progress';
import { REASON_WORDS, WORDS } from './words';

/** What is loaded, where it computes, how much room it takes, and the button that frees some. */
export function StoragePanel() {
  const summary = useModel(selectPackSummary);
  const provider = useModel(selectProvider);
  const reason = useModel(selectProviderReason);
  const storage = useDevice((state) => state.storage);
  const commands = useCommands();
  const [freedBytes, setFreedBytes] = useState<number | null>(null);
  return (
    <section className="panel">
      <h3 className="panel__title">{WORDS.storage}</h3>
      <dl className="facts">
        {summary && (
          <>
            <div><dt>{WORDS.pack}</dt><dd>{summary.name} {summary.version}</dd></div>
            <div><dt>{WORDS.size}</dt><dd>{formatBytes(summary.totalBytes)}</dd></div>
            <div><dt>{WORDS.licence}</dt><dd>{summary.licence}</dd></div>
          </>
        )}
        {provider && <div><dt>{WORDS.runsOn}</dt><dd>{provider === 'webgpu' ? 'WebGPU' : 'WebAssembly'}{reason && `, ${REASON_WORDS[reason]}`}</dd></div>}
        {storage && (
          <>
            <div><dt>{WORDS.used}</dt><dd>{formatBytes(storage.usedBytes)}</dd></div>
            <div><dt>{WORDS.room}</dt><dd>{formatBytes(storage.quotaBytes)}</dd></div>
          </>
        )}
      </dl>
      {storage && storage.quotaBytes > 0 && <Progress label={WORDS.used} fraction={storage.usedBytes / storage.quotaBytes} />}
      {storage && <p className="field__hint">{storage.isPersistent ? WORDS.persistent : WORDS.mayBeCleared}. {WORDS.freeHint}</p>}
      <div className="panel__actions">
        <Button size="small" onClick={() => void commands.freeStorage().then(setFreedBytes)}>{WORDS.freeRoom}</Button>
        <span role="status" className="soft">{freedBytes !== null && WORDS.freed(freedBytes)}</span>
      </div>
    </section>
  );
}
