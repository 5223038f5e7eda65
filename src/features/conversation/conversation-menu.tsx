import { useCommands, useTurn } from '../../stores/app-context';
import { selectEntries } from '../../stores/turn-store';
import type { ExportFormat } from '../../session/commands';
import { saveFile } from '../../ui/save-file';
import { ExportIcon, FileAudioIcon, HistoryIcon, MenuIcon, NewIcon } from '../../ui/icons';
import { Menu, type MenuItem } from '../../ui/menu';
import { pickFile } from '../../ui/pick-file';
import { CLIP_TYPES, WORDS } from './words';

type ConversationMenuProps = { onOpenHistory: () => void; onClip: (file: File) => void };

/** New, earlier, a recording, and the three ways to take a conversation along. */
export function ConversationMenu({ onOpenHistory, onClip }: ConversationMenuProps) {
  const commands = useCommands();
  const isEmpty = useTurn((state) => selectEntries(state).length === 0);
  const save = async (format: ExportFormat) => {
    const { fileName, blob } = await commands.exportConversation(format);
    saveFile(fileName, blob);
  };
  const items: MenuItem[] = [
    { label: WORDS.newConversation, icon: <NewIcon />, isDisabled: isEmpty, onSelect: () => void commands.newConversation() },
    { label: WORDS.earlier, icon: <HistoryIcon />, onSelect: onOpenHistory },
    { label: WORDS.clipInstead, icon: <FileAudioIcon />, onSelect: () => pickFile(CLIP_TYPES, onClip) },
    { label: WORDS.exportMarkdown, icon: <ExportIcon />, isDisabled: isEmpty, onSelect: () => void save('markdown') },
    { label: WORDS.exportJson, icon: <ExportIcon />, isDisabled: isEmpty, onSelect: () => void save('json') },
    { label: WORDS.exportWav, icon: <ExportIcon />, isDisabled: isEmpty, onSelect: () => void save('wav') },
  ];
  return <Menu label={WORDS.menu} icon={<MenuIcon />} items={items} />;
}
