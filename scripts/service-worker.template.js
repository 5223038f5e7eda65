// Filled in by scripts/shell-cache.ts. Serves the page's own files from the cache first; never touches weights.
const CACHE = 'sotto-shell-__VERSION__';
// One WebAssembly runtime of the three is used, and which one depends on the browser: the larger of two that cannot both serve is left out.
const UNUSED_RUNTIME = 'Suspending' in WebAssembly ? 'asyncify' : 'jspi';
const FILES = __FILES__.filter((file) => !file.includes(UNUSED_RUNTIME));

self.addEventListener('install', (event) => {
  // `cache: 'reload'` goes past the HTTP cache, so that an old copy cannot be kept under a new version.
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith('sotto-shell-') && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const scope = new URL(self.registration.scope);
  if (event.request.method !== 'GET' || url.origin !== scope.origin || url.pathname.includes('/models/')) return;
  // A module script is asked for with an `Origin` header and was stored without one: `Vary: Origin` must not make it a miss.
  const key = event.request.mode === 'navigate' ? scope.href : event.request;
  event.respondWith(caches.match(key, { ignoreSearch: true, ignoreVary: true }).then((hit) => hit ?? fetch(event.request)));
});
