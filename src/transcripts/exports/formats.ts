import type { SubtitleRules } from '../subtitles/rules';

export type TextFormat = 'txt' | 'markdown' | 'srt' | 'vtt' | 'json' | 'csv' | 'docx';

/** What goes into an export besides the words. */
export type ExportOptions = {
  /** The words as they were said, their translation, or both (bilingual subtitles: the translation on the second line). */
  languages: 'original' | 'translation' | 'both';
  hasSpeakers: boolean;
  hasTimes: boolean;
  /** For SRT and VTT. */
  subtitles: SubtitleRules;
};
