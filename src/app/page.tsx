import { useEffect, useRef } from 'react';
import { Announcer } from '../features/conversation/announcer';
import { Elsewhere } from '../features/conversation/elsewhere';
import { HistorySheet } from '../features/conversation/history-sheet';
import { LoadingStatus } from '../features/conversation/loading-status';
import { NoticeList } from '../features/conversation/notice-list';
import { NotesSheet } from '../features/conversation/notes-sheet';
import { Talk } from '../features/conversation/talk';
import { useViewPhase } from '../features/conversation/use-view-phase';
import { Welcome } from '../features/conversation/welcome';
import { DiagnosticsSheet } from '../features/diagnostics/diagnostics-sheet';
import { FileAnnouncer } from '../features/files/file-announcer';
import { Files } from '../features/files/files';
import { LoadLine, useLoadShare } from '../features/models/load-line';
import { PackFaultNotice } from '../features/models/pack-fault-notice';
import { PackLine } from '../features/models/pack-line';
import { StoragePanel } from '../features/models/storage-panel';
import { ScriptAnnouncer } from '../features/studio/script/script-announcer';
import { ScriptPlace } from '../features/studio/script/script-place';
import { Studio } from '../features/studio/studio';
import { StudioAnnouncer } from '../features/studio/studio-announcer';
import { StudioTabs, type StudioPart } from '../features/studio/studio-tabs';
import { SettingsSheet } from '../features/settings/settings-sheet';
import { useCommands, useFileCommands, useScriptCommands, useTurn } from '../stores/app-context';
import { selectEntries } from '../stores/turn-store';
import { ErrorBoundary } from '../ui/error-boundary';
import { DropChoice } from './drop-choice';
import { Header } from './header';
import { useFileDrop } from './use-file-drop';
import { useRoute } from './use-route';

const CONVERSATION_FAULT = 'The conversation could not be drawn. It is kept on this device.';
const STUDIO_FAULT = 'Studio could not be drawn. The text is kept on this device.';
const FILES_FAULT = 'Files could not be drawn. The transcripts are kept on this device.';
const SCRIPT_FAULT = 'The script could not be drawn. It is kept on this device.';
const FAULTS = { talk: CONVERSATION_FAULT, files: FILES_FAULT, studio: STUDIO_FAULT, script: SCRIPT_FAULT } as const;

/** One screen: the header and one of three places under it; everything else comes as a sheet over them. */
export function Page() {
  const commands = useCommands();
  const fileCommands = useFileCommands();
  const scriptCommands = useScriptCommands();
  const phase = useViewPhase();
  const isEmpty = useTurn((state) => selectEntries(state).length === 0);
  const loadShare = useLoadShare();
  const { place, documentId, sheet, openSheet, closeSheet, showDocument, showPlace } = useRoute();
  // Whoever comes back to Studio comes back to where they were in it.
  const studioPart = useRef<StudioPart>('studio');
  useEffect(() => {
    if (place === 'studio' || place === 'script') studioPart.current = place;
  }, [place]);
  const speakClip = async (file: File) => {
    if (phase === 'asleep') await commands.start({ withMicrophone: false });
    await commands.speakClip(file);
  };
  const over = useFileDrop((files, half) => {
    const [first] = files;
    if (place === 'talk' && half === 0 && first !== undefined) return void speakClip(first);
    if (place === 'script') return void (first !== undefined && scriptCommands.createFromFile(first));
    showPlace('files');
    void fileCommands.addFiles(files);
  });
  const content = () => {
    if (phase === 'elsewhere') return <Elsewhere />;
    const notices = <NoticeList><PackFaultNotice /></NoticeList>;
    if (place === 'files') return <Files documentId={documentId} onShow={showDocument} notices={notices} loadLine={<LoadLine />} />;
    if (place === 'script') return <ScriptPlace tabs={<StudioTabs part={place} onShow={showPlace} />} notices={notices} loadLine={<LoadLine />} packLine={<PackLine />} />;
    if (place === 'studio') return <Studio tabs={<StudioTabs part={place} onShow={showPlace} />} notices={notices} loadLine={<LoadLine />} packLine={<PackLine />} />;
    if (phase === 'asleep' && isEmpty) return <Welcome packLine={<PackLine />} onClip={(file) => void speakClip(file)} />;
    return <Talk loadShare={loadShare} loadLine={<LoadLine />} packNotice={<PackFaultNotice />} />;
  };
  return (
    <div className="page">
      <Header place={place} onShow={(target) => showPlace(target === 'studio' ? studioPart.current : target)} onOpen={openSheet} onClip={(file) => void speakClip(file)} />
      <main className="main"><ErrorBoundary key={place} sentence={FAULTS[place]}>{content()}</ErrorBoundary></main>
      <LoadingStatus phase={phase} />
      <Announcer />
      <FileAnnouncer />
      <StudioAnnouncer />
      <ScriptAnnouncer />
      {over !== null && phase !== 'elsewhere' && <DropChoice over={over} place={place} />}
      <NotesSheet isOpen={sheet === 'notes'} onClose={closeSheet} />
      <HistorySheet isOpen={sheet === 'history'} onClose={closeSheet} />
      <DiagnosticsSheet isOpen={sheet === 'diagnostics'} onClose={closeSheet} />
      <SettingsSheet isOpen={sheet === 'settings'} onClose={closeSheet} storage={<StoragePanel />} />
    </div>
  );
}
