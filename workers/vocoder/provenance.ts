import { EMOTIONS, type Provenance, type SpeechControls, type SpeechText, type VoiceShape } from '../../src/protocol/speech';

type Rule = { when: (speech: SpeechText, shape: VoiceShape) => boolean; words: string };

const anyControls = (test: (controls: SpeechControls) => boolean) => ({ spans }: SpeechText): boolean => spans.some(({ controls }) => test(controls));

/** What is done by rule or by signal processing, and when. */
const RULES: readonly Rule[] = [
  { when: anyControls(({ emotions }) => EMOTIONS.some((emotion) => emotions[emotion] > 0)), words: 'Emotion: rules on length, pitch, loudness, breath and spectral tilt' },
  { when: anyControls(({ style }) => style !== 'plain'), words: 'Style: rules on length, pitch, loudness and spectral tilt' },
  { when: anyControls(({ style }) => style === 'rap'), words: 'Rap: syllables put on a beat grid' },
  { when: (speech) => speech.melody.length > 0 && anyControls(({ style }) => style === 'sing' || style === 'hum')(speech), words: 'Melody: pitch and length of syllables set from the notes' },
  { when: anyControls(({ speakingRate, pauseScale }) => speakingRate !== 1 || pauseScale !== 1), words: 'Pace and pauses: predicted lengths scaled' },
  { when: (speech, shape) => shape.pitchSemitones !== 0 || speech.pitchPoints.length > 0 || anyControls(({ pitchSemitones, pitchRange }) => pitchSemitones !== 0 || pitchRange !== 1)(speech), words: 'Pitch: predicted contour moved and scaled' },
  { when: anyControls(({ energyDb }) => energyDb !== 0), words: 'Loudness: up to 6 dB louder by the acoustic model, the rest as gain' },
  { when: anyControls(({ breathiness, style }) => breathiness > 0 || style === 'whisper'), words: 'Breath: harmonic energy turned to noise in the filters' },
  { when: ({ spans }) => spans.some(({ emphasis }) => emphasis !== null), words: 'Emphasis: rules on length, pitch and loudness' },
  { when: ({ spans }) => spans.some(({ dialect }) => dialect === 'british'), words: 'British accent: sounds exchanged by rule' },
  { when: ({ spans }) => spans.some(({ dialect }) => dialect === 'sichuanese'), words: 'Sichuanese: tones drawn and sounds exchanged by rule' },
  { when: (_, { age }) => age !== 0, words: 'Age: frequency axis of the filters warped' },
  { when: (_, { brightness }) => brightness !== 0, words: 'Brightness: slope added to the filters' },
  { when: (_, { roughness }) => roughness !== 0, words: 'Roughness: irregular periods in the excitation' },
  { when: ({ events }) => events.some(({ kind }) => kind === 'gesture'), words: 'Laughs, sighs and breaths: scored by rule, voiced by the models' },
];

const CLONED_WORDS = 'Cloned voice: a built-in voice with pitch, melody, pace, formants and spectrum set to those of the recording';

/** What of a render comes from the models and what from rules. */
export function describeProvenance(speech: SpeechText, shape: VoiceShape, isCloned = false): Provenance {
  return {
    neural: ['Prosody model (lengths, pitch, loudness)', 'Acoustic model (mel spectrum)', 'Vocoder model (filters of the sound)'],
    signal: [...(isCloned ? [CLONED_WORDS] : []), ...RULES.flatMap(({ when, words }) => (when(speech, shape) ? [words] : []))],
  };
}
