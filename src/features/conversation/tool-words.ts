import { formatCountdown } from './format-countdown';

/** How a tool call reads to a person: one-line JSON in, words out. */

const TOOL_TITLES: Record<string, string> = {
  get_time: 'Time',
  get_date: 'Date',
  calculate: 'Calculation',
  convert: 'Conversion',
  set_timer: 'New timer',
  list_timers: 'Timers',
  cancel_timer: 'Cancel a timer',
  add_note: 'New note',
  list_notes: 'Notes',
  delete_note: 'Delete notes',
  translate: 'Translation',
  set_voice: 'Change of voice',
  set_emotion: 'Change of mood',
  set_speed: 'Change of speed',
  get_weather: 'Weather',
  look_up: 'Wikipedia',
};

const ERROR_SENTENCES: Record<string, string> = {
  offline: 'This needs the network, and it could not be reached.',
  'the service is broken': 'The service was reached, but something is wrong with it. Try again later.',
  'the service was asked too often': 'The service has been asked too often for now. Try again in some minutes.',
  'the service did not answer in time': 'The service took too long to answer. Try again.',
  'the answer could not be read': 'The service gave an answer that cannot be read. Try again later.',
};

export type Field = { name: string; value: string };

/** The fields of a one-line JSON object that say something; text that is not an object is one field. */
export function readFields(json: string): Field[] {
  if (json.trim() === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // The model may write arguments that are not JSON; they are shown as they are.
    return [{ name: '', value: json }];
  }
  if (typeof value !== 'object' || value === null) return [{ name: '', value: String(value) }];
  return Object.entries(value)
    .map(([name, item]) => ({ name, value: typeof item === 'object' && item !== null ? JSON.stringify(item) : String(item ?? '') }))
    .filter((field) => field.value !== '');
}

/** A value that is a bare number says nothing without its name. */
const fieldWords = ({ name, value }: Field): string => (name && /^-?\d+(\.\d+)?$/.test(value) ? `${name} ${value}` : value);

const NUMBER_FORMS: Record<string, (given: Record<string, string>) => string[]> = {
  convert: ({ value = '', from = '', to = '' }) => [`${value} ${from}`, `to ${to}`],
  set_timer: ({ seconds = '', label = '' }) => [formatCountdown(Number(seconds) * 1000), label],
};

/** What went into a call, in the order and form a person would say it. */
export function argumentWords(name: string, argumentsJson: string): string[] {
  const fields = readFields(argumentsJson);
  const form = NUMBER_FORMS[name];
  if (!form || fields.some((field) => field.name === '')) return fields.map(fieldWords);
  return form(Object.fromEntries(fields.map((field) => [field.name, field.value]))).filter((word) => word.trim() !== '');
}

export const toolTitle = (name: string): string => TOOL_TITLES[name] ?? name.replaceAll('_', ' ');

/** What came back, without what the arguments already said. */
export function resultWords(argumentsJson: string, resultJson: string): { text: string; isError: boolean } {
  const given = new Set(readFields(argumentsJson).map((field) => field.value.toLowerCase()));
  const fields = readFields(resultJson);
  const error = fields.find((field) => field.name === 'error');
  if (error) return { text: ERROR_SENTENCES[error.value] ?? error.value, isError: true };
  const news = fields.filter((field) => !given.has(field.value.toLowerCase()));
  const words = (news.length > 0 ? news : fields).map((field) => (field.name === 'result' ? field.value : fieldWords(field)));
  return { text: words.join(' · ') || 'nothing', isError: false };
}
