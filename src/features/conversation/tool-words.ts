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

const ERROR_SENTENCES: Record<string, string> = { offline: 'This needs the network, and there is none.' };

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

export const toolTitle = (name: string): string => TOOL_TITLES[name] ?? name.replaceAll('_', ' ');

/** What came back, without what the arguments already said. */
export function resultWords(argumentsJson: string, resultJson: string): { text: string; isError: boolean } {
  const given = new Set(readFields(argumentsJson).map((field) => `${field.name}=${field.value}`));
  const fields = readFields(resultJson);
  const error = fields.find((field) => field.name === 'error');
  if (error) return { text: ERROR_SENTENCES[error.value] ?? error.value, isError: true };
  const news = fields.filter((field) => !given.has(`${field.name}=${field.value}`));
  const words = (news.length > 0 ? news : fields).map((field) => (/^\d+$/.test(field.value) && field.name ? `${field.name} ${field.value}` : field.value));
  return { text: words.join(' · ') || 'nothing', isError: false };
}
