import { expect, it } from 'vitest';
import { parseRoute, routeHash, type Route } from './route';

it('every route comes back from its address', () => {
  const routes: Route[] = [];
  for (const sheet of [null, 'settings', 'notes'] as const) {
    routes.push({ place: 'talk', documentId: null, sheet }, { place: 'studio', documentId: null, sheet }, { place: 'script', documentId: null, sheet });
    for (const documentId of [null, 'file-1', 'a/b ü']) routes.push({ place: 'files', documentId, sheet });
  }
  expect(routes.map((route) => parseRoute(routeHash(route)))).toEqual(routes);
});

it('an address nobody made leads to Talk', () => {
  for (const hash of ['', '#', '#nowhere', '#/']) expect(parseRoute(hash)).toEqual({ place: 'talk', documentId: null, sheet: null });
});
