import type { SpeechText } from '../../protocol/speech';

/** What a text with its spans promises and does not keep; empty when all is well. */
export function findSpeechFaults({ text, spans, events, pronunciations }: SpeechText): string[] {
  const faults: string[] = [];
  let at = 0;
  for (const { textStart, textEnd } of spans) {
    if (textStart !== at || textEnd <= textStart) faults.push(`span [${textStart}, ${textEnd}) after ${at}`);
    at = textEnd;
  }
  if (at !== text.length) faults.push(`spans end at ${at} of ${text.length}`);
  let last = 0;
  for (const event of events) {
    if (event.at < last || event.at > text.length) faults.push(`event at ${event.at} after ${last}`);
    last = event.at;
  }
  for (const { textStart, textEnd } of pronunciations) if (textStart < 0 || textEnd <= textStart || textEnd > text.length) faults.push(`pronunciation [${textStart}, ${textEnd})`);
  return faults;
}
