import type { Provenance, SpeechText, VoiceChoice } from '../../protocol/speech';
import type { TextMark } from '../../protocol/vocoder';
import type { SoundHead } from '../../storage/line-sounds';
import { addClicks } from '../../studio/render/metronome';
import { uniteProvenances } from '../../studio/provenance';
import type { LineOrder } from '../../studio/render/plan';
import type { LineTape } from './line-tape';

/** The voice as scripts use it: it lets everybody else go first. `VocoderClient` is one. */
export interface ScriptVoice {
  render(request: { speech: SpeechText; voice: VoiceChoice; priority: 'background' }, signal: AbortSignal): AsyncGenerator<
    { type: 'synthesis.described'; provenance: Provenance } | { type: 'synthesis.chunk'; pcm: Float32Array; sampleRateHz: number; marks: readonly TextMark[] }, void>;
}

/**
 * Has a line said onto an empty tape; answers what the tape is then.
 *
 * The same order gives the same bytes, however often it was begun before.
 */
export async function recordLine(order: LineOrder, voice: ScriptVoice, tape: LineTape, signal: AbortSignal): Promise<Omit<SoundHead, 'lineId'>> {
  let textStart = 0;
  const provenances: Provenance[] = [];
  for (const { speech, voice: choice } of order.parts) {
    for await (const event of voice.render({ speech, voice: choice, priority: 'background' }, signal)) {
      signal.throwIfAborted();
      if (event.type === 'synthesis.described') {
        provenances.push(event.provenance);
        continue;
      }
      if (order.clicksPerMinute !== null) addClicks(event.pcm, tape.sampleCount, event.sampleRateHz, order.clicksPerMinute);
      await tape.add(event.pcm, event.sampleRateHz, event.marks, textStart);
    }
    textStart += speech.text.length;
  }
  // A job that was cancelled ends like one that is done.
  signal.throwIfAborted();
  return { ...await tape.end(), provenance: uniteProvenances(provenances) };
}
