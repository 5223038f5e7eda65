import { changeSegment } from './change-segment';
import type { TranscriptDocument } from './document';

const has = (document: TranscriptDocument, speakerId: string) => document.speakers.some(({ id }) => id === speakerId);

export function setSpeaker(document: TranscriptDocument, segmentId: string, speakerId: string | null): TranscriptDocument {
  if (speakerId !== null && !has(document, speakerId)) return document;
  return changeSegment(document, segmentId, (segment) => (segment.speakerId === speakerId ? segment : { ...segment, speakerId }));
}

export function addSpeaker(document: TranscriptDocument, speakerId: string, name: string): TranscriptDocument {
  if (name.trim() === '' || has(document, speakerId)) return document;
  return { ...document, speakers: [...document.speakers, { id: speakerId, name: name.trim() }] };
}

export function renameSpeaker(document: TranscriptDocument, speakerId: string, name: string): TranscriptDocument {
  const speaker = document.speakers.find(({ id }) => id === speakerId);
  if (speaker === undefined || name.trim() === '' || speaker.name === name.trim()) return document;
  return { ...document, speakers: document.speakers.map((other) => (other === speaker ? { ...speaker, name: name.trim() } : other)) };
}

export function mergeSpeakers(document: TranscriptDocument, speakerId: string, intoSpeakerId: string): TranscriptDocument {
  if (speakerId === intoSpeakerId || !has(document, speakerId) || !has(document, intoSpeakerId)) return document;
  return {
    ...document,
    speakers: document.speakers.filter(({ id }) => id !== speakerId),
    segments: document.segments.map((segment) => (segment.speakerId === speakerId ? { ...segment, speakerId: intoSpeakerId } : segment)),
  };
}
