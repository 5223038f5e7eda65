import { lexMarkup } from './lex';
import { ProblemList } from './problem';
import { addTag, type TagOverlay } from './speech-state';

type Place = { offset: number; overlay: TagOverlay; isInGroup: boolean };

/** Where each cut can be made, never inside markup, and which tags act there. Places are in order; one pass. */
function findPlaces(source: string, offsets: readonly number[]): Place[] {
  const places: Place[] = [];
  let overlay: TagOverlay = {};
  let isInGroup = false;
  const take = (start: number, end: number) => {
    const text = source.slice(start, end);
    if (text.includes('\n')) overlay = {};
    if (/\S/.test(text)) isInGroup = false;
  };
  for (const { kind, start, end, ...token } of lexMarkup(source, new ProblemList())) {
    let from = start;
    for (let offset = offsets[places.length]; offset !== undefined && offset < end; offset = offsets[places.length]) {
      if (kind !== 'text' && offset > start) break;
      take(from, offset);
      from = Math.max(from, offset);
      places.push({ offset, overlay, isInGroup });
    }
    if (!('effects' in token)) take(from, end);
    for (const effect of 'effects' in token ? token.effects : []) {
      overlay = addTag(overlay, effect, isInGroup);
      isInGroup = true;
    }
    while ((offsets[places.length] ?? end) < end) places.push({ offset: end, overlay, isInGroup });
  }
  while (places.length < offsets.length) places.push({ offset: source.length, overlay, isInGroup });
  return places;
}

/** Tags that bring about an overlay; '' for none. */
export function writeTags(overlay: TagOverlay): string {
  const { emotion, rate, pitch, range, energy, breathiness, style, dialect } = overlay;
  const parts = [
    ...Object.entries(emotion?.mix ?? {}).map(([name, strength]) => `${name} ${exact(strength)}`),
    ...(rate === undefined ? [] : [`speed ${exact(rate.factor)}`]),
    ...(pitch === undefined ? [] : [`pitch ${exact(pitch.semitones)}`]),
    ...(range === undefined ? [] : [`range ${exact(range.value)}`]),
    ...(energy === undefined ? [] : [`volume ${exact(energy.db)}`]),
    ...(breathiness === undefined ? [] : [`breathy ${exact(breathiness.value)}`]),
    ...(style === undefined ? [] : [style.style]),
    ...(dialect === undefined ? [] : [dialect.dialect]),
  ];
  return parts.length === 0 ? '' : `(${parts.join(')(')})`;
}

/** Cuts a source at places in order, never inside markup; the tags that act where it is cut are written again in front of the next part. */
export function cutSource(source: string, offsets: readonly number[]): string[] {
  const places = findPlaces(source, offsets);
  return [{ offset: 0, overlay: {}, isInGroup: false }, ...places].map(({ offset, overlay, isInGroup }, index) => {
    const piece = source.slice(offset, places[index]?.offset ?? source.length);
    const part = piece.trim();
    if (part === '' || piece.slice(0, piece.indexOf(part)).includes('\n')) return part;
    return writeTags(!isInGroup && startsWithFeeling(part) ? { ...overlay, emotion: undefined } : overlay) + part;
  });
}

/** Whether a part begins with a feeling: it takes over from the one before, and would mix with it if that stood right in front. */
function startsWithFeeling(part: string): boolean {
  const [first] = lexMarkup(part, new ProblemList());
  return first !== undefined && 'effects' in first && first.effects[0]?.kind === 'emotion';
}

export function splitSource(source: string, offset: number): [before: string, after: string] {
  const [before = '', after = ''] = cutSource(source, [offset]);
  return [before, after];
}

/** Puts two sources together, so that tags of the first do not reach into the second. */
export function joinSources(before: string, after: string): string {
  if (before === '' || after === '') return before + after;
  const isTagged = findPlaces(before, [before.length]).some(({ overlay }) => writeTags(overlay) !== '');
  const isSpaced = /[\p{L}\p{N}\p{P}]$/u.test(before) && !/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}。！？，；：…）」』]$/u.test(before);
  return `${before}${isSpaced || isTagged ? ' ' : ''}${isTagged ? '(/)' : ''}${after}`;
}

function exact(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
