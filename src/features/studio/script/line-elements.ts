export const lineElementId = (lineId: string): string => `line-${lineId}`;
export const lineElement = (lineId: string): HTMLElement | null => document.getElementById(lineElementId(lineId));
/** The element that holds the words of a line: while it is read, or behind its field. */
export const lineTextElement = (lineId: string): HTMLElement | null => lineElement(lineId)?.querySelector<HTMLElement>('.script-line__text, .writing__paint') ?? null;

/** Where the drawer with the controls of a line was opened. */
export const focusTuneButton = (lineId: string): void => lineElement(lineId)?.querySelector<HTMLElement>('.script-line__tune')?.focus({ preventScroll: true });

export const focusFindButton = (): void => document.querySelector<HTMLElement>('.script-head__find')?.focus();

/** At once, or when a row that was far away is drawn, by the next frame. */
export function showLine(lineId: string, isLastTry = false): void {
  const row = lineElement(lineId);
  if (row === null && !isLastTry) requestAnimationFrame(() => showLine(lineId, true));
  row?.scrollIntoView({ block: 'nearest' });
  row?.querySelector<HTMLElement>('.script-line__text')?.focus({ preventScroll: true });
}

/** The button that opens how somebody speaks; null is the narrator. */
export function focusSpeakerButton(name: string | null): void {
  document.querySelector<HTMLElement>(`.cast__choices [data-speaker="${CSS.escape(name ?? '')}"]`)?.focus();
}
