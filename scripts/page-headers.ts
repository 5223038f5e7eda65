/** Response headers the page needs; also written to `dist/_headers` for static hosts that read that file. */

/** Cross-origin isolation: without it WebAssembly runs on one thread. */
export const ISOLATION_HEADERS: Record<string, string> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Hosts the two online tools call; `connect-src` is the wall that keeps everything else on the device. */
const TOOL_HOSTS = [
  'https://api.open-meteo.com',
  'https://geocoding-api.open-meteo.com',
  'https://en.wikipedia.org',
  'https://zh.wikipedia.org',
];

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  `connect-src 'self' ${TOOL_HOSTS.join(' ')}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Everything the built page is served with. */
export const PAGE_HEADERS: Record<string, string> = {
  ...ISOLATION_HEADERS,
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Permissions-Policy': 'microphone=(self), camera=(), geolocation=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
