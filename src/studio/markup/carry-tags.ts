import { lexMarkup } from './lex';
import { ProblemList } from './problem';
import { addTag, type TagOverlay } from './speech-state';

/** Which tags act at an offset of the source; {} where none does. */
export function tagsInForce(source: string, offset: number): TagOverlay {
  let overlay: TagOverlay = {};
  let isInGroup = false;
  for (const token of lexMarkup(source, new ProblemList())) {
    if (token.start >= offset) break;
    if (token.kind === 'tags') {
      for (const effect of token.effects) {
        overlay = addTag(overlay, effect, isInGroup);
        isInGroup = true;
      }
    } else {
      const text = source.slice(token.start, Math.min(offset, token.end));
      if (text.includes('\n')) overlay = {};
      if (/\S/.test(text)) isInGroup = false;
    }
  }
  return overlay;
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

/** Cuts a source in two, never inside markup; the tags that act where it is cut are written again in front of the second part. */
export function splitSource(source: string, place: number): [before: string, after: string] {
  const inside = lexMarkup(source, new ProblemList()).find(({ kind, start, end }) => kind !== 'text' && start < place && place < end);
  const offset = inside?.end ?? place;
  const after = source.slice(offset).trimStart();
  return [source.slice(0, offset).trimEnd(), after === '' ? '' : writeTags(tagsInForce(source, offset)) + after];
}

/** Puts two sources together, so that tags of the first do not reach into the second. */
export function joinSources(before: string, after: string): string {
  if (before === '' || after === '') return before + after;
  const isTagged = writeTags(tagsInForce(before, before.length)) !== '';
  const isSpaced = /[\p{L}\p{N}\p{P}]$/u.test(before) && !/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}。！？，；：…）」』]$/u.test(before);
  return `${before}${isSpaced || isTagged ? ' ' : ''}${isTagged ? '(/)' : ''}${after}`;
}

function exact(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
