/** Paints a canvas now and whenever its size or the theme changes; returns what ends that. */
export function watchRepaint(canvas: HTMLCanvasElement, paint: () => void): () => void {
  paint();
  const observer = new ResizeObserver(paint);
  observer.observe(canvas);
  const scheme = window.matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', paint);
  const themes = new MutationObserver(paint);
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    observer.disconnect();
    themes.disconnect();
    scheme.removeEventListener('change', paint);
  };
}
