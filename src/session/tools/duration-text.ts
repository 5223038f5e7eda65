import type { SpokenLanguage } from '../conversation';

const UNITS = [
  { seconds: 3600, en: 'hour', zh: '小时' },
  { seconds: 60, en: 'minute', zh: '分钟' },
  { seconds: 1, en: 'second', zh: '秒' },
];

/** A length of time as it is said: "1 hour 20 minutes", "1小时20分钟". */
export function durationText(totalSeconds: number, language: SpokenLanguage): string {
  let rest = Math.max(0, Math.round(totalSeconds));
  const parts: string[] = [];
  for (const unit of UNITS) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count === 0 && !(unit.seconds === 1 && parts.length === 0)) continue;
    parts.push(language === 'zh' ? `${count}${unit.zh}` : `${count} ${unit.en}${count === 1 ? '' : 's'}`);
  }
  return parts.join(language === 'zh' ? '' : ' ');
}
