import { Announcer } from '../features/conversation/announcer';
import { DropVeil } from '../features/conversation/drop-veil';
import { Elsewhere } from '../features/conversation/elsewhere';
import { HistorySheet } from '../features/conversation/history-sheet';
import { LoadingStatus } from '../features/conversation/loading-status';
import { NotesSheet } from '../features/conversation/notes-sheet';
import { Talk } from '../features/conversation/talk';
import { useClipDrop } from '../features/conversation/use-clip-drop';
import { useViewPhase } from '../features/conversation/use-view-phase';
import { Welcome } from '../features/conversation/welcome';
import { DiagnosticsSheet } from '../features/diagnostics/diagnostics-sheet';
import { LoadLine, useLoadShare } from '../features/models/load-line';
import { PackFaultNotice } from '../features/models/pack-fault-notice';
import { PackLine } from '../features/models/pack-line';
import { StoragePanel } from '../features/models/storage-panel';
import { SettingsSheet } from '../features/settings/settings-sheet';
import { useCommands, useTurn } from '../stores/app-context';
import { selectEntries } from '../stores/turn-store';
import { ErrorBoundary } from '../ui/error-boundary';
import { Header } from './header';
import { useSheet } from './use-sheet';

const CONVERSATION_FAULT = 'The conversation could not be drawn. It is kept on this device.';

/** One screen: the header, and either the welcome or the talk; everything else comes as a sheet over it. */
export function Page() {
  const commands = useCommands();
  const phase = useViewPhase();
  const isEmpty = useTurn((state) => selectEntries(state).length === 0);
  const loadShare = useLoadShare();
  const { sheet, open, close } = useSheet();
  const speakClip = async (file: File) => {
    if (phase === 'asleep') await commands.start({ withMicrophone: false });
    await commands.speakClip(file);
  };
  const isOver = useClipDrop((file) => void speakClip(file));
  const content = () => {
    if (phase === 'elsewhere') return <Elsewhere />;
    if (phase === 'asleep' && isEmpty) return <Welcome packLine={<PackLine />} onClip={(file) => void speakClip(file)} />;
    return <Talk loadShare={loadShare} loadLine={<LoadLine />} packNotice={<PackFaultNotice />} />;
  };
  return (
    <div className="page">
      <Header onOpen={open} onClip={(file) => void speakClip(file)} />
      <main className="main"><ErrorBoundary sentence={CONVERSATION_FAULT}>{content()}</ErrorBoundary></main>
      <LoadingStatus phase={phase} />
      <Announcer />
      {isOver && <DropVeil />}
      <NotesSheet isOpen={sheet === 'notes'} onClose={close} />
      <HistorySheet isOpen={sheet === 'history'} onClose={close} />
      <DiagnosticsSheet isOpen={sheet === 'diagnostics'} onClose={close} />
      <SettingsSheet isOpen={sheet === 'settings'} onClose={close} storage={<StoragePanel />} />
    </div>
  );
}
