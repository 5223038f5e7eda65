import * as v from 'valibot';
import { languageOfText } from '../script';
import { fetchShape } from './geocode';
import { defineTool, neededText, ToolError } from './tool';

/** What goes wrong is told with HTTP 200 and an `error`; a search that finds nothing has no `query`. */
const Answer = v.object({
  error: v.optional(v.object({ code: v.string() })),
  query: v.optional(v.object({ pages: v.array(v.object({ title: v.string(), extract: v.optional(v.string(), ''), index: v.optional(v.number(), 0) })) })),
});

/** What is read aloud; the model itself is shown no more than it needs for a lead-in. */
const MAX_QUOTATION_UNITS = 420;

export const lookUp = defineTool('look_up', v.object({ query: neededText }), async ({ query }, request) => {
  const language = languageOfText(query);
  const origin = `https://${language}.wikipedia.org`;
  // `origin=*` asks the MediaWiki Action API for an anonymous cross-origin answer.
  const parameters = new URLSearchParams({
    action: 'query', format: 'json', formatversion: '2', origin: '*', redirects: '1',
    generator: 'search', gsrsearch: query, gsrlimit: '1', prop: 'extracts', exintro: '1', explaintext: '1', exsentences: '3',
    ...(language === 'zh' ? { variant: 'zh-cn' } : {}),
  });
  const answer = await fetchShape(`${origin}/w/api.php?${parameters.toString()}`, Answer, request);
  if (answer.error !== undefined) throw new ToolError('the answer could not be read');
  const page = answer.query?.pages[0];
  const extract = page === undefined ? '' : plainExtract(page.extract);
  if (page === undefined || extract === '') throw new ToolError('nothing found');
  return {
    result: { title: page.title, summary: firstSentences(extract, 120) },
    quotation: firstSentences(extract, MAX_QUOTATION_UNITS),
    source: { title: `Wikipedia: ${page.title}`, url: `${origin}/wiki/${encodeURIComponent(page.title.replaceAll(' ', '_'))}` },
  };
});

/** Without the brackets of pronunciations and other names, which nobody can follow by ear. */
function plainExtract(extract: string): string {
  let text = extract;
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\s*[（(][^()（）]*[)）]/g, '');
  }
  return text.replace(/\s+/g, ' ').replace(/ ([,.;，。；])/g, '$1').trim();
}

/** As many whole sentences as fit; at least the first, cut at a word where it is too long. */
export function firstSentences(text: string, maxUnits: number): string {
  let taken = '';
  for (const sentence of sentencesOf(text)) {
    if (taken !== '' && (taken + sentence).trimEnd().length > maxUnits) break;
    taken += sentence;
  }
  const whole = taken.trim();
  if (whole.length <= maxUnits) return whole;
  const gap = whole.lastIndexOf(' ', maxUnits - 1);
  return `${whole.slice(0, gap > 0 ? gap : maxUnits - 1)}…`;
}

/** Sentences with the space after them; an initial or an abbreviation ends none. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    const last = sentences.at(-1);
    if (last !== undefined && /(?:^|\s)(?:\p{Lu}|St|Dr|Mr|Mrs|Jr|Sr|c|b|d)\.\s*$/u.test(last)) sentences[sentences.length - 1] = last + segment;
    else sentences.push(segment);
  }
  return sentences;
}
