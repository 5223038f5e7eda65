import type { Language } from '../../protocol/tokenizer';

/**
 * How words become subtitles. Widths count a Latin letter as one column and a CJK character as two.
 *
 * Defaults follow Netflix's timed text style guides (42 columns and 20 characters a second for English adults'
 * programmes, 16 wide characters a line for Chinese, 2 lines, 5/6 s to 7 s, 2 frames between).
 */
export type SubtitleRules = {
  columnsPerLine: number;
  columnsPerSecond: number;
  maxLines: number;
  minDurationMs: number;
  maxDurationMs: number;
  minGapMs: number;
};

/** For English, and for bilingual subtitles: 42 columns hold 21 Chinese characters. */
export const DEFAULT_SUBTITLE_RULES: SubtitleRules = {
  columnsPerLine: 42,
  columnsPerSecond: 20,
  maxLines: 2,
  minDurationMs: 833,
  maxDurationMs: 7000,
  minGapMs: 83,
};

/** For Chinese (and Japanese): 16 wide characters a line, 9 characters a second. */
export const CHINESE_SUBTITLE_RULES: SubtitleRules = {
  ...DEFAULT_SUBTITLE_RULES,
  columnsPerLine: 32,
  columnsPerSecond: 18,
};

export function subtitleRulesFor(language: Language): SubtitleRules {
  return language === 'zh' || language === 'yue' || language === 'ja' ? CHINESE_SUBTITLE_RULES : DEFAULT_SUBTITLE_RULES;
}
