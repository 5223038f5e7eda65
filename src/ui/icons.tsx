import type { ReactNode } from 'react';

type IconProps = { size?: number };

/** Draws on a 24-unit grid with one stroke weight; hidden from screen readers, because the button beside it has a name. */
function Icon({ size = 22, children }: IconProps & { children: ReactNode }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

export const MicIcon = (props: IconProps) => (
  <Icon {...props}><rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" /></Icon>
);
export const MicOffIcon = (props: IconProps) => (
  <Icon {...props}><path d="M9 6a3 3 0 0 1 6 0v5m-1 2.2A3 3 0 0 1 9 11.5V9M5.5 11.5a6.5 6.5 0 0 0 10.7 5M18.5 11.5c0 1-.2 1.9-.6 2.7M12 18v3M4 3l16 18" /></Icon>
);
export const StopIcon = (props: IconProps) => (
  <Icon {...props}><rect x="6.5" y="6.5" width="11" height="11" rx="1.8" fill="currentColor" stroke="none" /></Icon>
);
export const SendIcon = (props: IconProps) => (
  <Icon {...props}><path d="M12 19V5M6 11l6-6 6 6" /></Icon>
);
export const ReplayIcon = (props: IconProps) => (
  <Icon {...props}><path d="M4.5 12a7.5 7.5 0 1 0 2.6-5.7L4.5 8.5M4.5 4v4.5H9" /></Icon>
);
export const CopyIcon = (props: IconProps) => (
  <Icon {...props}><rect x="9" y="9" width="11" height="11" rx="2" /><path d="M5.5 15H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v.5" /></Icon>
);
export const CheckIcon = (props: IconProps) => (
  <Icon {...props}><path d="M5 12.5l4.5 4.5L19 7.5" /></Icon>
);
export const CloseIcon = (props: IconProps) => (
  <Icon {...props}><path d="M6 6l12 12M18 6L6 18" /></Icon>
);
export const TuneIcon = (props: IconProps) => (
  <Icon {...props}><path d="M4 7h9M17 7h3M4 17h3M11 17h9" /><circle cx="15" cy="7" r="2" /><circle cx="9" cy="17" r="2" /></Icon>
);
export const GaugeIcon = (props: IconProps) => (
  <Icon {...props}><path d="M4 17a8 8 0 1 1 16 0M12 17l4-6" /><circle cx="12" cy="17" r="1.2" fill="currentColor" /></Icon>
);
export const NoteIcon = (props: IconProps) => (
  <Icon {...props}><path d="M6 4h12v11l-5 5H6zM13 20v-5h5M9 8.5h6M9 12h4" /></Icon>
);
export const ExportIcon = (props: IconProps) => (
  <Icon {...props}><path d="M12 4v11M8 11l4 4 4-4M5 19.5h14" /></Icon>
);
export const NewIcon = (props: IconProps) => (
  <Icon {...props}><path d="M12 5v14M5 12h14" /></Icon>
);
export const FileAudioIcon = (props: IconProps) => (
  <Icon {...props}><path d="M4 10v4M8 7v10M12 4v16M16 8v8M20 10.5v3" /></Icon>
);
export const KeyboardIcon = (props: IconProps) => (
  <Icon {...props}><rect x="3" y="6" width="18" height="12" rx="2" /><path d="M7 10h.01M11 10h.01M15 10h.01M17.5 10h.01M8 14h8" /></Icon>
);
export const BellIcon = (props: IconProps) => (
  <Icon {...props}><path d="M6 16v-5a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5a2.2 2.2 0 0 0 4 0" /></Icon>
);
export const TrashIcon = (props: IconProps) => (
  <Icon {...props}><path d="M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5" /></Icon>
);
export const LinkOutIcon = (props: IconProps) => (
  <Icon {...props}><path d="M8 16l8-8M9.5 8H16v6.5" /></Icon>
);
export const OfflineIcon = (props: IconProps) => (
  <Icon {...props}><path d="M4 9.5a12 12 0 0 1 5-2.6M13 6.3a12 12 0 0 1 7 3.2M7.5 13.2a7 7 0 0 1 3.5-1.8M14.5 11.8a7 7 0 0 1 2 1.4M12 18h.01M4 3.5l16 17" /></Icon>
);
export const AlertIcon = (props: IconProps) => (
  <Icon {...props}><path d="M12 4l9 16H3zM12 10v4.5M12 17.5h.01" /></Icon>
);
export const MenuIcon = (props: IconProps) => (
  <Icon {...props}><path d="M5 7h14M5 12h14M5 17h9" /></Icon>
);
export const HistoryIcon = (props: IconProps) => (
  <Icon {...props}><circle cx="12" cy="12" r="8" /><path d="M12 7.5V12l3 2" /></Icon>
);
export const PlayIcon = (props: IconProps) => (
  <Icon {...props}><path d="M8 5.5v13l10.5-6.5z" fill="currentColor" /></Icon>
);
export const PauseIcon = (props: IconProps) => (
  <Icon {...props}><path d="M8.5 6v12M15.5 6v12" strokeWidth="3.2" /></Icon>
);
export const UndoIcon = (props: IconProps) => (
  <Icon {...props}><path d="M8.5 5L4.5 9l4 4M5 9h9a5.5 5.5 0 0 1 0 11h-3" /></Icon>
);
export const RedoIcon = (props: IconProps) => (
  <Icon {...props}><path d="M15.5 5l4 4-4 4M19 9h-9a5.5 5.5 0 0 0 0 11h3" /></Icon>
);
export const SearchIcon = (props: IconProps) => (
  <Icon {...props}><circle cx="10.5" cy="10.5" r="6" /><path d="M15 15l5 5" /></Icon>
);
export const BackIcon = (props: IconProps) => (
  <Icon {...props}><path d="M19 12H5M11 6l-6 6 6 6" /></Icon>
);
export const LinkIcon = (props: IconProps) => (
  <Icon {...props}><path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1" /></Icon>
);
export const MoreIcon = (props: IconProps) => (
  <Icon {...props}><path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="2.6" /></Icon>
);
export const ZoomInIcon = (props: IconProps) => (
  <Icon {...props}><circle cx="10.5" cy="10.5" r="6" /><path d="M15 15l5 5M10.5 8v5M8 10.5h5" /></Icon>
);
export const ZoomOutIcon = (props: IconProps) => (
  <Icon {...props}><circle cx="10.5" cy="10.5" r="6" /><path d="M15 15l5 5M8 10.5h5" /></Icon>
);
export const PencilIcon = (props: IconProps) => (
  <Icon {...props}><path d="M5 19l1-4L16 5l3 3L9 18zM14 7l3 3" /></Icon>
);
export const NextIcon = (props: IconProps) => (
  <Icon {...props}><path d="M6 9.5l6 6 6-6" /></Icon>
);
export const PreviousIcon = (props: IconProps) => (
  <Icon {...props}><path d="M6 14.5l6-6 6 6" /></Icon>
);
export const DragIcon = (props: IconProps) => (
  <Icon {...props}><path d="M9 6h.01M9 12h.01M9 18h.01M15 6h.01M15 12h.01M15 18h.01" strokeWidth="2.4" /></Icon>
);
export const FoldIcon = (props: IconProps) => (
  <Icon {...props}><path d="M9.5 7l5 5-5 5" /></Icon>
);
export const VoicesIcon = (props: IconProps) => (
  <Icon {...props}><circle cx="9" cy="9" r="3" /><path d="M3.5 19a5.5 5.5 0 0 1 11 0M15 6.5a3 3 0 0 1 0 5.4M17 14.6a5.5 5.5 0 0 1 3.5 4.4" /></Icon>
);
export const BookIcon = (props: IconProps) => (
  <Icon {...props}><path d="M5 5.5A1.5 1.5 0 0 1 6.5 4H19v13H6.5A1.5 1.5 0 0 0 5 18.5zM5 18.5A1.5 1.5 0 0 0 6.5 20H19M9 8h6" /></Icon>
);
