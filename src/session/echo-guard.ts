/** How much of a transcript has to be in the assistant's own words, in order, to be taken for an echo. */
const SURE_SHARE = 0.8;
/** The same when the sound itself is like what was being played. */
const LIKELY_SHARE = 0.5;
/** Shorter transcripts match too easily: "yes" and "stop" are in many replies. */
const SURE_TOKENS = 3;

/** Words in lower case and single Han characters, without marks. */
export function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}']+?(?=\p{Script=Han}|[^\p{L}\p{N}']|$)/gu) ?? [];
}

/**
 * Whether what was heard while a reply was playing is that reply, come back through the microphone.
 *
 * `spoken` is what had been played shortly before; `soundsLikeEcho` is what a comparison of the sound said.
 */
export function isEchoOf(transcript: string, spoken: string, soundsLikeEcho: boolean): boolean {
  const heard = tokensOf(transcript);
  if (heard.length === 0) return false;
  const share = commonSubsequence(heard, tokensOf(spoken)) / heard.length;
  if (soundsLikeEcho && share >= LIKELY_SHARE) return true;
  return heard.length >= SURE_TOKENS && share >= SURE_SHARE;
}

/** Length of the longest common subsequence, within a window of `b` that a sentence of `a` could fill. */
function commonSubsequence(a: string[], b: string[]): number {
  const width = Math.ceil(a.length * 1.5) + 1;
  let best = 0;
  for (let start = 0; start < Math.max(1, b.length - width + 1); start += 1) {
    best = Math.max(best, lcsLength(a, b.slice(start, start + width)));
  }
  return best;
}

function lcsLength(a: string[], b: string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const left of a) {
    const next = [0];
    b.forEach((right, j) => next.push(left === right ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0)));
    row = next;
  }
  return row.at(-1) ?? 0;
}
