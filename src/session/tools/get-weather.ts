import * as v from 'valibot';
import type { SpokenLanguage } from '../conversation';
import { fetchShape, geocode } from './geocode';
import { cityOfZone } from './places';
import { defineTool, textArgument, ToolError } from './tool';

/** Where the weather models know nothing of a value there is a null in its place. */
const Values = v.array(v.nullable(v.number()));
const Forecast = v.object({
  current: v.object({ temperature_2m: v.nullable(v.number()), weather_code: v.nullable(v.number()) }),
  daily: v.object({ weather_code: Values, temperature_2m_max: Values }),
});

const schema = v.object({ place: textArgument, day: v.optional(v.picklist(['today', 'tomorrow']), 'today') });

export const getWeather = defineTool('get_weather', schema, async ({ place, day }, request) => {
  const { services, language } = request;
  if (!services.isOnline()) throw new ToolError('offline');
  const asked = place === '' ? cityOfZone(services.timeZone()) : place;
  const location = asked === null ? null : await geocode(asked, language, request);
  if (location === null) throw new ToolError('unknown place', { place });
  const query = new URLSearchParams({
    latitude: String(location.latitude),
    longitude: String(location.longitude),
    current: 'temperature_2m,weather_code',
    daily: 'weather_code,temperature_2m_max',
    timezone: 'auto',
    forecast_days: '2',
  });
  const { current, daily } = await fetchShape(`https://api.open-meteo.com/v1/forecast?${query.toString()}`, Forecast, request);
  const [code, degrees] = day === 'today' ? [current.weather_code, current.temperature_2m] : [daily.weather_code[1], daily.temperature_2m_max[1]];
  if (code == null || degrees == null) throw new ToolError('the answer could not be read');
  return {
    result: { place: location.name, weather: weatherText(code, Math.round(degrees), language) },
    source: { title: 'Open-Meteo', url: 'https://open-meteo.com/' },
  };
});

/** Words for the WMO weather interpretation codes, as Open-Meteo documents them (WMO code table 4677, shortened). */
const SKIES: [codes: number[], en: string, zh: string][] = [
  [[0], 'clear', '晴'],
  [[1], 'mainly clear', '晴间多云'],
  [[2], 'partly cloudy', '多云'],
  [[3], 'overcast', '阴'],
  [[45, 48], 'fog', '雾'],
  [[51, 53, 55], 'drizzle', '毛毛雨'],
  [[56, 57], 'freezing drizzle', '冻毛毛雨'],
  [[61], 'light rain', '小雨'],
  [[63], 'rain', '中雨'],
  [[65], 'heavy rain', '大雨'],
  [[66, 67], 'freezing rain', '冻雨'],
  [[71], 'light snow', '小雪'],
  [[73], 'snow', '中雪'],
  [[75, 77], 'heavy snow', '大雪'],
  [[80, 81, 82], 'rain showers', '阵雨'],
  [[85, 86], 'snow showers', '阵雪'],
  [[95, 96, 99], 'thunderstorm', '雷阵雨'],
];

export function weatherText(code: number, degrees: number, language: SpokenLanguage): string {
  const sky = SKIES.find(([codes]) => codes.includes(code));
  if (language === 'zh') return sky === undefined ? `${degrees}度` : `${sky[2]}，${degrees}度`;
  const temperature = `${degrees} ${degrees === 1 ? 'degree' : 'degrees'}`;
  return sky === undefined ? temperature : `${sky[1]}, ${temperature}`;
}
