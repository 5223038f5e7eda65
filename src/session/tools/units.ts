import type { SpokenLanguage } from '../conversation';

export type Unit = { name: string; kind: string; factor: number; offset: number; singular: string; plural: string; chinese: string };

/**
 * `kind: name | factor to the kind's base unit | plural | Chinese | other names`. The first names are those the
 * model was trained on. Factors: NIST SP 811, appendix B; US customary measures for volume.
 */
const TABLE = `
length: mile|1609.344|miles|英里|mi; kilometer|1000|kilometers|公里|km kilometre 千米; meter|1|meters|米|m metre; centimeter|0.01|centimeters|厘米|cm centimetre 公分; foot|0.3048|feet|英尺|ft; inch|0.0254|inches|英寸|in 寸; yard|0.9144|yards|码|yd; millimeter|0.001|millimeters|毫米|mm millimetre; nautical mile|1852|nautical miles|海里|nmi; li|500|li|里|华里; light year|9460730472580800|light years|光年|lightyear
mass: pound|0.45359237|pounds|磅|lb lbs; kilogram|1|kilograms|公斤|kg kilo kilos 千克; gram|0.001|grams|克|g; ounce|0.028349523125|ounces|盎司|oz; ton|1000|tons|吨|t tonne tonnes; jin|0.5|jin|斤|catty; liang|0.05|liang|两|tael; milligram|0.000001|milligrams|毫克|mg; stone|6.35029318|stone|英石|st
volume: liter|1|liters|升|l litre litres; milliliter|0.001|milliliters|毫升|ml millilitre; gallon|3.785411784|gallons|加仑|gal; cup|0.2365882365|cups|杯|; tablespoon|0.01478676478125|tablespoons|汤匙|tbsp; teaspoon|0.00492892159375|teaspoons|茶匙|tsp; pint|0.473176473|pints|品脱|pt; quart|0.946352946|quarts|夸脱|qt; fluid ounce|0.0295735295625|fluid ounces|液盎司|floz; cubic meter|1000|cubic meters|立方米|m3
time: second|1|seconds|秒|s sec 秒钟; minute|60|minutes|分钟|min 分; hour|3600|hours|小时|h hr 钟头; day|86400|days|天|日; week|604800|weeks|周|星期; month|2629746|months|个月|月; year|31556952|years|年|yr
area: hectare|10000|hectares|公顷|ha; acre|4046.8564224|acres|英亩|; square meter|1|square meters|平方米|m2 sqm 平米 平方; square kilometer|1000000|square kilometers|平方公里|km2; square foot|0.09290304|square feet|平方英尺|sqft; square mile|2589988.110336|square miles|平方英里|; mu|666.6666666667|mu|亩|
speed: kilometer per hour|0.2777777777778|kilometers per hour|公里每小时|kmh kph kilometersperhour; mile per hour|0.44704|miles per hour|英里每小时|mph; meter per second|1|meters per second|米每秒|mps; knot|0.5144444444444|knots|节|kn
energy: calorie|4.184|calories|卡路里|cal 卡; kilocalorie|4184|kilocalories|千卡|kcal 大卡; joule|1|joules|焦耳|j; kilojoule|1000|kilojoules|千焦|kj; kilowatt hour|3600000|kilowatt hours|千瓦时|kwh 度电
data: byte|1|bytes|字节|b; kilobyte|1000|kilobytes|千字节|kb; megabyte|1000000|megabytes|兆字节|mb 兆; gigabyte|1000000000|gigabytes|吉字节|gb; terabyte|1000000000000|terabytes|太字节|tb
temperature: celsius|1|celsius|摄氏度|c degreescelsius centigrade; fahrenheit|0.5555555555556|fahrenheit|华氏度|f degreesfahrenheit; kelvin|1|kelvin|开尔文|k
`;

/** Base is Celsius: °C = factor · value + offset. */
const OFFSETS: Record<string, number> = { fahrenheit: (-32 * 5) / 9, kelvin: -273.15 };
const EXACT_FACTORS: Record<string, number> = { fahrenheit: 5 / 9 };

const UNITS = new Map<string, Unit>();
for (const line of TABLE.trim().split('\n')) {
  const colon = line.indexOf(':');
  for (const row of line.slice(colon + 1).split(';')) {
    const [name = '', factor = '', plural = '', chinese = '', others = ''] = row.trim().split('|');
    const unit: Unit = { name, kind: line.slice(0, colon), factor: EXACT_FACTORS[name] ?? Number(factor), offset: OFFSETS[name] ?? 0, singular: name, plural, chinese };
    for (const alias of [name, plural, chinese, ...others.split(' ')]) if (alias !== '') UNITS.set(keyOf(alias), unit);
  }
}

function keyOf(name: string): string {
  return name.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** A unit by any of its names, singular or plural, in either language. */
export function findUnit(name: string): Unit | null {
  const key = keyOf(name);
  return UNITS.get(key) ?? UNITS.get(key.replace(/^degrees?/, '')) ?? UNITS.get(key.replace(/s$/, '')) ?? null;
}

export const toBase = (unit: Unit, value: number): number => value * unit.factor + unit.offset;
export const fromBase = (unit: Unit, value: number): number => (value - unit.offset) / unit.factor;

export function unitName(name: string, language: SpokenLanguage, isPlural: boolean): string {
  const unit = findUnit(name);
  if (unit === null) return name;
  if (language === 'zh') return unit.chinese;
  return isPlural ? unit.plural : unit.singular;
}
