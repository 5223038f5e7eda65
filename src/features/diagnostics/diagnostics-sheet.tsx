import { useCommands } from '../../stores/app-context';
import { Button } from '../../ui/button';
import { ErrorBoundary } from '../../ui/error-boundary';
import { saveFile } from '../../ui/save-file';
import { Sheet } from '../../ui/sheet';
import { useCopy } from '../../ui/use-copy';
import { LogPanel } from './log-panel';
import { MachinePanel } from './machine-panel';
import { SelfTestPanel } from './self-test-panel';
import { TurnTable } from './turn-table';
import { WORDS } from './words';

export function DiagnosticsSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const commands = useCommands();
  const { isCopied, copy } = useCopy();
  const save = () => {
    const { fileName, blob } = commands.exportDiagnostics();
    saveFile(fileName, blob);
  };
  return (
    <Sheet title={WORDS.title} isOpen={isOpen} isWide onClose={onClose}>
      <ErrorBoundary sentence="The diagnostics could not be drawn. They can still be saved.">
        <p className="soft">{WORDS.intro}</p>
        <div className="panel__actions">
          <Button size="small" onClick={() => void commands.exportDiagnostics().blob.text().then(copy)}>{isCopied ? WORDS.copied : WORDS.copy}</Button>
          <Button size="small" onClick={save}>{WORDS.save}</Button>
        </div>
        <TurnTable />
        <MachinePanel />
        <SelfTestPanel />
        <LogPanel />
      </ErrorBoundary>
    </Sheet>
  );
}
