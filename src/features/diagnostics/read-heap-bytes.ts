/** The script heap of the page as Chromium reports it (`performance.memory`, not a standard); null elsewhere. */
export function readHeapBytes(): number | null {
  if (!('memory' in performance)) return null;
  const { memory } = performance;
  if (typeof memory !== 'object' || memory === null || !('usedJSHeapSize' in memory)) return null;
  return typeof memory.usedJSHeapSize === 'number' ? memory.usedJSHeapSize : null;
}
