import * as v from 'valibot';
import type { SpokenLanguage } from '../conversation';
import { defineTool, textArgument } from './tool';
import { zoneOf } from './zone';

const DAY_OFFSET = { yesterday: -1, today: 0, tomorrow: 1 };

export const getDate = defineTool(
  'get_date',
  v.object({ place: textArgument, day: v.optional(v.picklist(['today', 'tomorrow', 'yesterday']), 'today') }),
  async ({ place, day }, request) => {
    const { timeZone } = await zoneOf(place, request);
    return { result: { day, date: dateText(request.services.now(), timeZone, DAY_OFFSET[day], request.language) } };
  },
);

/** A calendar day, some days from the one it is in that zone: "Sunday, November 22, 2026", "2026年11月22日星期日". */
export function dateText(now: Date, timeZone: string, dayOffset: number, language: SpokenLanguage): string {
  // The day is counted on the calendar of the zone and written at noon UTC, so that no clock change can shift it.
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(now);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const noon = new Date(Date.UTC(numberOf('year'), numberOf('month') - 1, numberOf('day') + dayOffset, 12));
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-US', { timeZone: 'UTC', dateStyle: 'full' }).format(noon);
}
