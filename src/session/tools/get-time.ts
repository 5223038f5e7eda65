import * as v from 'valibot';
import type { SpokenLanguage } from '../conversation';
import { defineTool, textArgument } from './tool';
import { zoneOf } from './zone';

export const getTime = defineTool('get_time', v.object({ place: textArgument }), async ({ place }, request) => {
  const { timeZone, shown } = await zoneOf(place, request);
  return { result: { place: shown, time: clockText(request.services.now(), timeZone, request.language) } };
});

/** A time of day as it is said: "2:05 PM", "下午2点05分". */
export function clockText(date: Date, timeZone: string, language: SpokenLanguage): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(date);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const hour = numberOf('hour');
  const minute = String(numberOf('minute')).padStart(2, '0');
  const hour12 = hour % 12 === 0 ? 12 : hour % 12;
  if (language === 'en') return `${hour12}:${minute} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${partOfDay(hour)}${hour12}点${minute}分`;
}

function partOfDay(hour: number): string {
  if (hour < 6) return '凌晨';
  if (hour < 12) return '上午';
  if (hour < 13) return '中午';
  return hour < 18 ? '下午' : '晚上';
}
