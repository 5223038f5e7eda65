import * as v from 'valibot';
import type { SpokenLanguage } from '../conversation';
import { ServiceError, ToolError, type ToolRequest } from './tool';

const Locations = v.object({
  results: v.optional(v.array(v.object({ name: v.string(), latitude: v.number(), longitude: v.number(), timezone: v.optional(v.string()) })), []),
});

export type Location = { name: string; latitude: number; longitude: number; timeZone: string | null };

/** GET of a document of a known shape. A host that cannot be reached is `offline`, at once when there is no network. */
export async function fetchShape<Schema extends v.GenericSchema>(url: string, schema: Schema, { services, signal }: ToolRequest): Promise<v.InferOutput<Schema>> {
  if (!services.isOnline()) throw new ToolError('offline');
  let document: unknown;
  try {
    document = await services.fetchJson(url, signal);
  } catch (error) {
    throw new ToolError(error instanceof ServiceError ? error.fault : 'offline');
  }
  const parsed = v.safeParse(schema, document);
  if (!parsed.success) throw new ToolError('the answer could not be read');
  return parsed.output;
}

/** Where a place is, by Open-Meteo's geocoder (GeoNames); null when it knows none of that name. */
export async function geocode(place: string, language: SpokenLanguage, request: ToolRequest): Promise<Location | null> {
  const query = new URLSearchParams({ name: place, count: '1', language, format: 'json' });
  const { results } = await fetchShape(`https://geocoding-api.open-meteo.com/v1/search?${query.toString()}`, Locations, request);
  const [first] = results;
  return first === undefined ? null : { name: first.name, latitude: first.latitude, longitude: first.longitude, timeZone: first.timezone ?? null };
}
