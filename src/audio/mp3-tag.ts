/** What stands before the sound of an MP3 file. Times in milliseconds. */
export type Mp3Tags = { title: string; chapters: readonly { title: string; startMs: number; endMs: number }[] };

/** The table of contents counts its chapters in one byte. */
const MAX_CHAPTERS = 255;
const UTF_8 = 3;
/** Top of the table, and its chapters are in order. */
const TOP_AND_ORDERED = 3;
/** Stands where a chapter does not say at which byte it begins. */
const NO_OFFSET = 0xffff_ffff;

const encoder = new TextEncoder();

/** An ID3 tag (version 2.4.0) with the title and, as its chapter addendum has them, the chapters; nothing when there is nothing to say. */
export function mp3Tag({ title, chapters }: Mp3Tags): Uint8Array<ArrayBuffer> {
  const known = chapters.slice(0, MAX_CHAPTERS);
  const frames = [
    ...(title === '' ? [] : [textFrame('TIT2', title)]),
    ...(known.length === 0 ? [] : [frame('CTOC', [name('toc'), Uint8Array.of(TOP_AND_ORDERED, known.length), ...known.map((_, index) => name(chapterName(index)))])]),
    ...known.map((chapter, index) => frame('CHAP', [
      name(chapterName(index)),
      ...[chapter.startMs, chapter.endMs, NO_OFFSET, NO_OFFSET].map((value) => toUint32(Math.round(value))),
      textFrame('TIT2', chapter.title),
    ])),
  ];
  if (frames.length === 0) return new Uint8Array(0);
  const body = join(frames);
  return join([encoder.encode('ID3'), Uint8Array.of(4, 0, 0), toSynchsafe(body.length), body]);
}

const chapterName = (index: number) => `chp${index}`;
const name = (text: string) => encoder.encode(`${text}\0`);
const textFrame = (id: string, text: string) => frame(id, [Uint8Array.of(UTF_8), name(text)]);

function frame(id: string, parts: readonly Uint8Array[]): Uint8Array {
  const body = join(parts);
  return join([encoder.encode(id), toSynchsafe(body.length), Uint8Array.of(0, 0), body]);
}

function toUint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Seven bits a byte, so that a length never looks like the beginning of sound. */
function toSynchsafe(value: number): Uint8Array {
  return Uint8Array.of((value >> 21) & 0x7f, (value >> 14) & 0x7f, (value >> 7) & 0x7f, value & 0x7f);
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
