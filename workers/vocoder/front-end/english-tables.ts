export const WEEKDAYS: Readonly<Record<string, string>> = { Mon: 'monday', Tues: 'tuesday', Tue: 'tuesday', Wed: 'wednesday', Thurs: 'thursday', Thu: 'thursday', Fri: 'friday', Sat: 'saturday', Sun: 'sunday' };

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
  kWh: ['kilowatt hour', 'kilowatt hours'], MW: ['megawatt', 'megawatts'], mA: ['milliamp', 'milliamps'], dB: ['decibel', 'decibels'], px: ['pixel', 'pixels'], fps: ['frame per second', 'frames per second'],
  Mbps: ['megabit per second', 'megabits per second'], bpm: ['beat per minute', 'beats per minute'],
};

/** Sign → [one, many, hundredth]; no hundredth means that cents are not said. */
export const CURRENCIES: Record<string, readonly [string, string, string]> = {
  $: ['dollar', 'dollars', 'cents'], '£': ['pound', 'pounds', 'pence'], '€': ['euro', 'euros', 'cents'], '¥': ['yuan', 'yuan', ''],
  '₹': ['rupee', 'rupees', ''], '₩': ['won', 'won', ''],
};

/** Letters after a sum → what it is a sum of. */
export const CURRENCY_CODES: Readonly<Record<string, string>> = { USD: 'U S dollars', EUR: 'euros', GBP: 'pounds', CNY: 'yuan', RMB: 'yuan', JPY: 'yen', HKD: 'hong kong dollars', INR: 'rupees', AUD: 'australian dollars', CAD: 'canadian dollars', CHF: 'swiss francs' };

/** Letters before a dollar sign that say whose it is. */
export const DOLLAR_COUNTRIES: Readonly<Record<string, string>> = { US: 'U S', A: 'australian', C: 'canadian', NZ: 'new zealand', HK: 'hong kong' };

export const VULGAR_FRACTIONS: Readonly<Record<string, [string, string]>> = {
  '½': ['1', '2'], '¼': ['1', '4'], '¾': ['3', '4'], '⅓': ['1', '3'], '⅔': ['2', '3'], '⅕': ['1', '5'], '⅛': ['1', '8'], '⅜': ['3', '8'], '⅝': ['5', '8'], '⅞': ['7', '8'],
};

/** Abbreviations by exact spelling. */
export const ABBREVIATIONS: Record<string, string> = {
  'Dr.': 'doctor', 'Mr.': 'mister', 'Mrs.': 'misses', 'Ms.': 'miz', 'Prof.': 'professor', 'St.': 'saint', 'Jr.': 'junior', 'Sr.': 'senior',
  'vs.': 'versus', vs: 'versus', 'etc.': 'et cetera', etc: 'et cetera', 'e.g.': 'for example', 'i.e.': 'that is', 'approx.': 'approximately',
  'Ave.': 'avenue', 'Blvd.': 'boulevard', 'Rd.': 'road', 'Mt.': 'mount', 'Ft.': 'fort', 'Inc.': 'incorporated', 'Ltd.': 'limited', 'Corp.': 'corporation', 'Dept.': 'department', 'dept.': 'department',
  'Gov.': 'governor', 'Gen.': 'general', 'Sen.': 'senator', 'Rep.': 'representative', 'Rev.': 'reverend', 'Capt.': 'captain', 'Lt.': 'lieutenant', 'Col.': 'colonel', 'Sgt.': 'sergeant', 'Hon.': 'honorable',
  'Fig.': 'figure', 'fig.': 'figure', 'Vol.': 'volume', 'vol.': 'volume', 'pp.': 'pages', 'Ch.': 'chapter', 'ch.': 'chapter', 'est.': 'established', 'Tel.': 'telephone', 'tel.': 'telephone', 'min.': 'minimum', 'max.': 'maximum',
  'al.': 'al', 'a.k.a.': 'also known as',
};

/** Capitals that would otherwise be read as a word, or that the dictionary reads wrongly. */
export const SPELLED_WORDS = new Set(['AI', 'IT', 'US', 'USA', 'UK', 'EU', 'UN', 'PM', 'AM', 'ID', 'OS', 'UI', 'IP', 'CEO', 'FAQ', 'DIY', 'ATM', 'API', 'USB', 'GPU', 'CPU', 'SUV', 'UFO', 'URL', 'AAA', 'TV', 'PC', 'DVD', 'CD', 'LA']);

export const SYMBOLS: Record<string, string> = {
  '&': 'and', '@': 'at', '+': 'plus', '=': 'equals', '×': 'times', '*': 'times', '÷': 'divided by', '/': 'divided by', '^': 'to the power of', '<': 'is less than', '>': 'is greater than', '±': 'plus or minus', '≈': 'is about', '≤': 'is at most', '≥': 'is at least', '≠': 'is not', '√': 'the square root of', 'π': 'pi', '§': 'section', '©': 'copyright', '™': 'trademark', '°': 'degrees',
};

/** Marks inside addresses. */
export const NAME_MARKS: Record<string, string> = { '.': 'dot', _: 'underscore', '+': 'plus', '@': 'at', '-': 'dash' };
