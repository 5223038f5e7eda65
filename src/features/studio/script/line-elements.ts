import type { RowElements } from '../../../ui/find-places';

export const lineElementId = (lineId: string): string => `line-${lineId}`;
export const lineElement = (lineId: string): HTMLElement | null => document.getElementById(lineElementId(lineId));
/** The element that holds the words of a line: while it is read, or behind its field. */
export const lineTextElement = (lineId: string): HTMLElement | null => lineElement(lineId)?.querySelector<HTMLElement>('.script-line__text, .writing__paint') ?? null;

export const LINE_ELEMENTS: RowElements = { row: lineElement, text: lineTextElement };

/** Where the drawer with the controls of a line was opened. */
export const focusTuneButton = (lineId: string): void => lineElement(lineId)?.querySelector<HTMLElement>('.script-line__tune')?.focus({ preventScroll: true });

export const focusFindButton = (): void => document.querySelector<HTMLElement>('.script-head__find')?.focus();

/** Takes the focus to a line; false while it is not drawn. */
export function focusLine(lineId: string): boolean {
  const row = lineElement(lineId);
  row?.scrollIntoView({ block: 'nearest' });
  row?.querySelector<HTMLElement>('.script-line__text')?.focus({ preventScroll: true });
  return row !== null;
}

/** The button that opens how somebody speaks; null is the narrator. */
export function focusSpeakerButton(name: string | null): void {
  document.querySelector<HTMLElement>(`.cast__head [data-speaker="${CSS.escape(name ?? '')}"]`)?.focus();
}
