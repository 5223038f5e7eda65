const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * Whether a folded query is about a day: "2026", "2026-11", "2026-11-22", "22 november", "nov 2026", "11月22日", "sunday".
 * Every part of the query has to hold; a query with other words in it is not about a day. In the device's own time zone.
 */
export function matchesDate(query: string, atMs: number): boolean {
  const date = new Date(atMs);
  const parts = query.replace(/(\d+)\s*[年月日号]/gu, (part) => ` ${part.replace(/\s/gu, '')} `).split(/[\s,/.]+/u).filter((part) => part !== '');
  return parts.length > 0 && parts.some((part) => !/^\d{1,2}$/u.test(part)) && parts.every((part) => matchesPart(part, date, parts.length > 1));
}

/** @param hasOthers A bare number is a day of the month only beside a month. */
function matchesPart(part: string, date: Date, hasOthers: boolean): boolean {
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/u.exec(part);
  if (iso !== null) return Number(iso[1]) === year && Number(iso[2]) === month && (iso[3] === undefined || Number(iso[3]) === day);
  const chinese = /^(\d+)([年月日号])$/u.exec(part);
  if (chinese !== null) return Number(chinese[1]) === { 年: year, 月: month, 日: day, 号: day }[chinese[2] ?? ''];
  if (/^\d{4}$/u.test(part)) return Number(part) === year;
  const ordinal = /^(\d{1,2})(?:st|nd|rd|th)?$/u.exec(part);
  if (ordinal !== null) return hasOthers && Number(ordinal[1]) === day;
  if (part.length < 3) return false;
  return (MONTHS[month - 1]?.startsWith(part) ?? false) || (DAYS[date.getDay()]?.startsWith(part) ?? false);
}
