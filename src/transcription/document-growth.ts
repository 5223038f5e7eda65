import type { Segment, Speaker, TranscriptDocument } from '../transcripts/document';
import { appendMarks } from './sounds';
import { placeWords, type RunStep } from './transcription-run';
import { speakerNumber, type SpeakerMerge, type SpeakerState, type SpeakerStep } from './speakers';

type Settled = Extract<RunStep, { type: 'settled' }>;
/** A pure change, so that it can be made to what a person is editing and to what they may undo to, alike. */
export type DocumentChange = (document: TranscriptDocument) => TranscriptDocument;

export function createDocument(id: string, fileName: string, nowMs: number): TranscriptDocument {
  return { id, title: titleOf(fileName), fileName, createdAtMs: nowMs, updatedAtMs: nowMs, durationMs: 0, speakers: [], segments: [], sounds: [] };
}

/** The name without its extension. */
function titleOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(0, dot) : fileName;
}

/** What a settled stretch adds: its segment, its sounds, and what was learned about who is who. */
export function growBy(step: Settled, voice: SpeakerStep | null, segmentId: string, nowMs: number): DocumentChange {
  return (document) => {
    const renamed = voice === null || voice.renamed.size === 0 ? document : renameSpeakers(document, voice.renamed);
    const { segment } = step;
    const grown = { ...renamed, updatedAtMs: nowMs, durationMs: Math.max(renamed.durationMs, step.toMs), sounds: appendMarks(renamed.sounds, step.sounds) };
    if (segment === null || renamed.segments.some(({ id }) => id === segmentId)) return grown;
    const speakerId = voice?.speakerId ?? null;
    const previousEndMs = renamed.segments.at(-1)?.endMs ?? 0;
    // A person may have stretched the segment before this one into it.
    const startMs = Math.min(segment.endMs, Math.max(previousEndMs, segment.startMs));
    const added: Segment = {
      id: segmentId, startMs, endMs: segment.endMs, speakerId, language: segment.language, translation: null,
      words: placeWords(segment.words.map((word) => ({ ...word, startMs: word.startMs - startMs, endMs: word.endMs - startMs })), startMs, segment.endMs),
    };
    return { ...grown, speakers: withSpeaker(renamed.speakers, speakerId), segments: [...renamed.segments, added] };
  };
}

/** Leaves what was settled before `heardMs`: a guard for documents that were written by hand of another version. */
export function cutDocument(document: TranscriptDocument, heardMs: number): TranscriptDocument {
  const segments = document.segments.filter(({ startMs }) => startMs < heardMs);
  return segments.length === document.segments.length ? document : { ...document, segments };
}

function withSpeaker(speakers: readonly Speaker[], speakerId: string | null): readonly Speaker[] {
  if (speakerId === null || speakers.some(({ id }) => id === speakerId)) return speakers;
  return [...speakers, { id: speakerId, name: defaultName(speakerId) }];
}

function defaultName(speakerId: string): string {
  return `Speaker ${speakerNumber(speakerId)}`;
}

/**
 * At the end of a recording: who was hardly heard is somebody else. Not one whom a person has named, or given segments to by hand.
 *
 * @param renamed as `settleVoices` says
 */
export function settleSpeakers(renamed: ReadonlyMap<string, string>): DocumentChange {
  return (document) => {
    const isUntouched = (id: string) => document.speakers.some((speaker) => speaker.id === id && speaker.name === defaultName(id));
    const standing = new Map([...renamed].filter(([from, to]) => isUntouched(from) && document.speakers.some(({ id }) => id === to)));
    return standing.size === 0 ? document : renameSpeakers(document, standing);
  };
}

function renameSpeakers(document: TranscriptDocument, renamed: ReadonlyMap<string, string>): TranscriptDocument {
  const nameOf = new Map(document.speakers.map(({ id, name }) => [id, name]));
  const speakers = document.speakers.filter(({ id }) => !renamed.has(id)).map((speaker) => {
    if (speaker.name !== defaultName(speaker.id)) return speaker;
    // The name a person gave stays, whichever of the two ids it was given to.
    const given = [...renamed].map(([from, to]) => (to === speaker.id ? nameOf.get(from) : undefined)).find((name, index) => name !== undefined && name !== defaultName([...renamed.keys()][index] ?? ''));
    return given === undefined ? speaker : { ...speaker, name: given };
  });
  const segments = document.segments.map((segment) => {
    const to = segment.speakerId === null ? undefined : renamed.get(segment.speakerId);
    return to === undefined ? segment : { ...segment, speakerId: to };
  });
  return { ...document, speakers: [...renamed.values()].reduce<readonly Speaker[]>(withSpeaker, speakers), segments };
}

/** A person merged speakers: what is heard of either voice from now on is called the same. */
export function followMerges(voices: SpeakerState, before: TranscriptDocument, after: TranscriptDocument): SpeakerState {
  const kept = new Set(after.speakers.map(({ id }) => id));
  const nowOf = new Map(after.segments.map(({ id, speakerId }) => [id, speakerId]));
  const merges: SpeakerMerge[] = [];
  for (const { id } of before.speakers) {
    const now = kept.has(id) ? null : before.segments.find((segment) => segment.speakerId === id && nowOf.get(segment.id) != null);
    const into = now == null ? null : (nowOf.get(now.id) ?? null);
    if (into !== null) merges.push({ from: id, into });
  }
  // A merge that was undone brings its speaker back.
  const standing = voices.merges.filter(({ from }) => !kept.has(from));
  const isUnchanged = merges.length === 0 && standing.length === voices.merges.length;
  return isUnchanged ? voices : { ...voices, merges: [...standing, ...merges] };
}
