export const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** Unit as written after a number → [one, many]. */
export const UNITS: Record<string, readonly [string, string]> = {
  'km/h': ['kilometer per hour', 'kilometers per hour'], mph: ['mile per hour', 'miles per hour'],
  'm/s': ['meter per second', 'meters per second'],
  km: ['kilometer', 'kilometers'], m: ['meter', 'meters'], cm: ['centimeter', 'centimeters'], mm: ['millimeter', 'millimeters'],
  mi: ['mile', 'miles'], ft: ['foot', 'feet'], yd: ['yard', 'yards'],
  kg: ['kilogram', 'kilograms'], g: ['gram', 'grams'], mg: ['milligram', 'milligrams'],
  lb: ['pound', 'pounds'], lbs: ['pound', 'pounds'], oz: ['ounce', 'ounces'],
  l: ['liter', 'liters'], L: ['liter', 'liters'], ml: ['milliliter', 'milliliters'], mL: ['milliliter', 'milliliters'],
  s: ['second', 'seconds'], sec: ['second', 'seconds'], min: ['minute', 'minutes'], h: ['hour', 'hours'], hr: ['hour', 'hours'], hrs: ['hour', 'hours'],
  ms: ['millisecond', 'milliseconds'], KB: ['kilobyte', 'kilobytes'], MB: ['megabyte', 'megabytes'], GB: ['gigabyte', 'gigabytes'], TB: ['terabyte', 'terabytes'],
  Hz: ['hertz', 'hertz'], kHz: ['kilohertz', 'kilohertz'], MHz: ['megahertz', 'megahertz'], GHz: ['gigahertz', 'gigahertz'],
  W: ['watt', 'watts'], kW: ['kilowatt', 'kilowatts'], V: ['volt', 'volts'], kcal: ['kilocalorie', 'kilocalories'],
};

/** Sign → [one, many, hundredth]; no hundredth means that cents are not said. */
export const CURRENCIES: Record<string, readonly [string, string, string]> = {
  $: ['dollar', 'dollars', 'cents'], '£': ['pound', 'pounds', 'pence'], '€': ['euro', 'euros', 'cents'], '¥': ['yuan', 'yuan', ''],
};

/** Abbreviations by exact spelling. */
export const ABBREVIATIONS: Record<string, string> = {
  'Dr.': 'doctor', 'Mr.': 'mister', 'Mrs.': 'misses', 'Ms.': 'miz', 'Prof.': 'professor', 'St.': 'saint', 'Jr.': 'junior', 'Sr.': 'senior',
  'vs.': 'versus', vs: 'versus', 'etc.': 'et cetera', etc: 'et cetera', 'e.g.': 'for example', 'i.e.': 'that is', 'approx.': 'approximately',
};

/** Capitals that would otherwise be read as a word, or that the dictionary reads wrongly. */
export const SPELLED_WORDS = new Set(['AI', 'IT', 'US', 'USA', 'UK', 'EU', 'UN', 'PM', 'AM', 'ID', 'OS', 'UI', 'IP', 'CEO', 'FAQ', 'DIY', 'ATM', 'API', 'USB', 'GPU', 'CPU', 'SUV', 'UFO', 'URL', 'AAA', 'TV', 'PC', 'DVD', 'CD', 'LA']);

export const SYMBOLS: Record<string, string> = {
  '&': 'and', '@': 'at', '+': 'plus', '=': 'equals', '×': 'times', '*': 'times', '÷': 'divided by', '/': 'divided by', '^': 'to the power of', '<': 'is less than', '>': 'is greater than',
};

/** Marks inside addresses. */
export const NAME_MARKS: Record<string, string> = { '.': 'dot', _: 'underscore', '+': 'plus', '@': 'at', '-': 'dash' };
