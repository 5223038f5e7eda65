import { geocode, type Location } from './geocode';
import { findPlace } from './places';
import { ToolError, type ToolRequest } from './tool';

/** The time zone of a place as it was said, and how to write the place; the empty place is here. */
export async function zoneOf(place: string, request: ToolRequest): Promise<{ timeZone: string; shown: string }> {
  if (place === '') return { timeZone: request.services.timeZone(), shown: '' };
  const known = findPlace(place);
  if (known !== null) return { timeZone: known.timeZone, shown: known.names[request.language] };
  // The table holds the cities people ask for most; for any other the geocoder is asked, if there is a network.
  const location = await geocodeIfOnline(place, request);
  if (location === null || location.timeZone === null) throw new ToolError('unknown place', { place });
  return { timeZone: location.timeZone, shown: location.name };
}

/** A clock needs no network: without one, a place is merely unknown. */
async function geocodeIfOnline(place: string, request: ToolRequest): Promise<Location | null> {
  try {
    return await geocode(place, request.language, request);
  } catch (error) {
    if (error instanceof ToolError) return null;
    throw error;
  }
}
