import { encodeWav } from '../../workers/dsp/wav';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import { NEUTRAL_SPEECH, PLAIN_SHAPE, plainSpeech, type Provenance, type SpeechControls, type SpeechLanguage, type SpeechText } from '../protocol/speech';
import type { SpokenWord, SynthesizeCall, SynthesizeReport } from '../protocol/test-interface';
import { parseMarkup } from '../studio/markup/parse-markup';
import { BUILTIN_PRESETS } from '../studio/presets';
import { joinPieces, type SoundPiece } from './sound-pieces';
import type { Sotto } from './sotto';

/** Speaks as the Studio does: through its reader of markup, where the call says that the text has any, and the same worker. */
export async function synthesize(app: Sotto, call: SynthesizeCall): Promise<SynthesizeReport> {
  const voiceId = call.voice ?? voiceFor(app, call.language);
  if (voiceId === null) throw new Error('The pack has no voice.');
  const speech = toSpeech(call);
  const voice = { voiceId, shape: { ...PLAIN_SHAPE, ...call.shape } };
  const startedAtMs = performance.now();
  let ttfaMs: number | null = null;
  let computeMs = 0;
  const pieces: SoundPiece[] = [];
  const words: SpokenWord[] = [];
  let sampleCount = 0;
  let provenance: Provenance = { neural: [], signal: [] };
  for await (const chunk of app.engines.vocoder.render({ speech, voice }, new AbortController().signal)) {
    if (chunk.type === 'synthesis.described') {
      provenance = chunk.provenance;
      continue;
    }
    ttfaMs ??= performance.now() - startedAtMs;
    computeMs += chunk.computeMs;
    pieces.push({ pcm: chunk.pcm, sampleRateHz: chunk.sampleRateHz });
    const toSeconds = (sample: number): number => (sampleCount + sample) / chunk.sampleRateHz;
    words.push(...chunk.marks.map(({ textStart, textEnd, startSample, endSample }) => ({ text: speech.text.slice(textStart, textEnd), startSeconds: toSeconds(startSample), endSeconds: toSeconds(endSample) })));
    sampleCount += chunk.pcm.length;
  }
  const sampleRateHz = pieces[0]?.sampleRateHz ?? CAPTURE_RATE_HZ;
  const pcm = joinPieces(pieces, sampleRateHz, 0);
  return { wav: encodeWav(pcm, sampleRateHz), seconds: pcm.length / sampleRateHz, ttfaMs: ttfaMs ?? 0, computeMs, words, provenance };
}

function toSpeech(call: SynthesizeCall): SpeechText {
  const dialect = call.dialect ?? DIALECT_OF[call.language];
  const controls = toControls(call);
  const speech = call.hasMarkup === true ? parseMarkup(call.text, { controls, dialect }).speech : plainSpeech(call.text, controls, dialect);
  return { ...speech, melody: call.melody ?? speech.melody, beatsPerMinute: call.beatsPerMinute ?? speech.beatsPerMinute };
}

const DIALECT_OF = { en: 'american', zh: 'mandarin', yue: 'cantonese', ja: 'japanese' } as const;

/** The voice that Talk would take; it has none for a language that it does not speak. */
function voiceFor(app: Sotto, language: SpeechLanguage): string | null {
  if (language === 'en' || language === 'zh') return app.voices.voiceFor(language);
  throw new Error(`Name a voice: none is chosen for ${language}.`);
}

/** The preset, neutral where none is named, with what the call itself says. */
function toControls({ preset, emotions, style, rate, pitch, range, energy, breathiness, pause }: SynthesizeCall): SpeechControls {
  const base = preset === undefined ? NEUTRAL_SPEECH : BUILTIN_PRESETS.find(({ id }) => id === preset)?.controls;
  if (base === undefined) throw new RangeError(`Expected preset ${BUILTIN_PRESETS.map(({ id }) => id).join(', ')}, got ${preset}`);
  return {
    speakingRate: rate ?? base.speakingRate,
    pitchSemitones: pitch ?? base.pitchSemitones,
    pitchRange: range ?? base.pitchRange,
    energyDb: energy ?? base.energyDb,
    breathiness: breathiness ?? base.breathiness,
    pauseScale: pause ?? base.pauseScale,
    emotions: { ...base.emotions, ...emotions },
    style: style ?? base.style,
  };
}
