import { EMOTIONS, NEUTRAL_SPEECH, type SpeechControls, type Style } from '../protocol/speech';

const STYLE_WORDS: Readonly<Record<Style, string>> = {
  plain: 'plain', narrate: 'narrated', whisper: 'whispered', shout: 'shouted', news: 'as news', bedtime: 'as a bedtime story',
  rap: 'as rap', hum: 'hummed', sing: 'sung',
};

/** What is different from neutral, in words: "a little slower, happy 0.6"; "neutral" when nothing is. */
export function describeControls(controls: SpeechControls): string {
  const { speakingRate, pitchSemitones, pitchRange, energyDb, breathiness, pauseScale, emotions, style } = controls;
  const parts = [
    style === NEUTRAL_SPEECH.style ? '' : STYLE_WORDS[style],
    compare(Math.log2(speakingRate), [0.02, 0.3, 0.7], 'slower', 'faster'),
    compare(pitchSemitones, [0.1, 2.5, 6], 'lower', 'higher'),
    compare(pitchRange - 1, [0.03, 0.4, 0.8], 'flatter', 'livelier'),
    compare(energyDb, [0.3, 4, 8], 'quieter', 'louder'),
    compare(breathiness, [0.02, 0.4, 0.8], '', 'breathy'),
    pauseScale === 0 ? 'without pauses' : compare(Math.log2(pauseScale), [0.05, 0.6, 1.2], 'with shorter pauses', 'with longer pauses'),
    ...EMOTIONS.filter((emotion) => emotions[emotion] >= 0.005).map((emotion) => `${emotion} ${round(emotions[emotion])}`),
  ];
  return parts.filter((part) => part !== '').join(', ') || 'neutral';
}

/** @param steps From where on it is worth saying, said without "a little", said with "much". */
function compare(difference: number, [least, plain, much]: readonly [number, number, number], less: string, more: string): string {
  const size = Math.abs(difference);
  const word = difference < 0 ? less : more;
  if (size < least || word === '') return '';
  const degree = size < plain ? 'a little ' : size < much ? '' : word === 'breathy' ? 'very ' : 'much ';
  return word.startsWith('with ') ? `with ${degree}${word.slice('with '.length)}` : `${degree}${word}`;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
