import type { Word } from '../../protocol/tokenizer';
import type { Segment, Speaker, TranscriptDocument } from '../document';
import { joinWords, splitWords } from '../join-words';
import { guessLanguage } from '../scripts';
import { spreadTokens } from '../spread-words';
import type { CueRun } from './cue-text';
import { separateSegments } from './separate-segments';

export type TimedRuns = { startMs: number; endMs: number; runs: readonly CueRun[] };
export type ImportSource = { id: string; fileName: string; createdAtMs: number };

/** Cues as a document: a segment each (one a voice, where several speak), words spread over it by their share of the characters. */
export function cuesToDocument(cues: readonly TimedRuns[], { id, fileName, createdAtMs }: ImportSource): TranscriptDocument {
  const speakers = new Map<string, Speaker>();
  const drafts = cues.flatMap((cue) => cueToSegments(cue, speakers));
  const segments = separateSegments(drafts).map((segment, index) => ({ ...segment, id: `s${index + 1}` }));
  return {
    id, fileName, createdAtMs,
    title: fileName.replace(/\.[^.]+$/u, '') || fileName,
    updatedAtMs: createdAtMs,
    durationMs: segments.at(-1)?.endMs ?? 0,
    speakers: [...speakers.values()],
    segments,
    sounds: [],
  };
}

function cueToSegments(cue: TimedRuns, speakers: Map<string, Speaker>): Segment[] {
  const groups: { voice: string | null; words: Word[] }[] = [];
  for (const { word, voice } of spreadRuns(cue)) {
    const last = groups.at(-1);
    if (last !== undefined && last.voice === voice) last.words.push(word);
    else groups.push({ voice, words: [word] });
  }
  return groups.map(({ voice, words }, index) => ({
    id: '',
    startMs: index === 0 ? cue.startMs : (words[0]?.startMs ?? cue.startMs),
    endMs: groups[index + 1]?.words[0]?.startMs ?? cue.endMs,
    speakerId: voice === null ? null : speakerOf(voice, speakers).id,
    language: guessLanguage(joinWords(words)),
    words,
    translation: null,
  }));
}

function speakerOf(name: string, speakers: Map<string, Speaker>): Speaker {
  const speaker = speakers.get(name) ?? { id: `speaker-${speakers.size + 1}`, name };
  speakers.set(name, speaker);
  return speaker;
}

/** Runs that begin at a known time share the time until the next that does; all others share by their characters. */
function spreadRuns({ startMs, endMs, runs }: TimedRuns): { word: Word; voice: string | null }[] {
  const blocks: { startMs: number; runs: CueRun[] }[] = [];
  for (const run of runs) {
    const last = blocks.at(-1);
    const isLater = run.startMs !== null && run.startMs > (last?.startMs ?? startMs) && run.startMs < endMs;
    if (last === undefined || isLater) blocks.push({ startMs: isLater && run.startMs !== null ? run.startMs : startMs, runs: [run] });
    else last.runs.push(run);
  }
  return blocks.flatMap((block, index) => {
    const tokens = block.runs.flatMap(({ text, voice }) => splitWords(text).map((token) => ({ token, voice })));
    const words = spreadTokens(tokens.map(({ token }) => token), { startMs: block.startMs, endMs: blocks[index + 1]?.startMs ?? endMs }, 1);
    return words.map((word, position) => ({ word, voice: tokens[position]?.voice ?? null }));
  });
}
