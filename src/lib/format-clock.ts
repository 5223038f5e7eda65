/** Whole seconds as `m:ss` or `h:mm:ss`; what is below zero is zero. */
export function formatClock(wholeSeconds: number): string {
  const seconds = Math.max(0, wholeSeconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
