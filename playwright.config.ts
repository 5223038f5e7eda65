import { defineConfig } from '@playwright/test';
import { EXPECT_MS, TEST_MS } from './e2e/fixtures/patience';

const PORT = Number(process.env.SOTTO_PORT ?? 4179);

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results/e2e',
  // One at a time: every page runs three models, and two cores are all there is.
  workers: 1,
  fullyParallel: false,
  retries: process.env.CI ? 1 : 0,
  timeout: TEST_MS,
  expect: { timeout: EXPECT_MS },
  // The shell's service worker would answer in place of the routes that serve test clips; offline.spec.ts opens a context of its own.
  use: { baseURL: `http://localhost:${PORT}`, serviceWorkers: 'block' },
  webServer: { command: `npx vite preview --port ${PORT} --strictPort`, port: PORT, reuseExistingServer: !process.env.CI },
});
