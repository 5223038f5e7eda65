import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RowFocus } from './row-focus';

/** A list of which rows are drawn one by one; frames come when the test says so. */
function createList() {
  const drawn = new Set<string>();
  const focused: string[] = [];
  const rows = new RowFocus((id) => drawn.has(id) && focused.push(id) > 0);
  return { drawn, focused, rows };
}

let frames: (() => void)[] = [];
const frame = () => frames.splice(0).forEach((draw) => draw());

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
});

describe('the focus of a list', () => {
  it('is on a row that is drawn at once, and taken there once', async () => {
    const { drawn, focused, rows } = createList();
    drawn.add('a');
    rows.show('a');
    expect(focused).toEqual(['a']);
    await Promise.resolve();
    frame();
    expect(focused).toEqual(['a']);
  });

  it('is on a row that is drawn after the event before the next key comes', async () => {
    const { drawn, focused, rows } = createList();
    queueMicrotask(() => drawn.add('far'));
    rows.show('far');
    await Promise.resolve();
    await Promise.resolve();
    expect(focused).toEqual(['far']);
  });

  it('is not taken back by a row that was slow to be drawn', async () => {
    const { drawn, focused, rows } = createList();
    rows.show('slow');
    await Promise.resolve();
    drawn.add('slow').add('next');
    rows.show('next');
    frame();
    expect(focused).toEqual(['next']);
  });

  it('is left where the person has put it meanwhile', async () => {
    const { drawn, focused, rows } = createList();
    rows.show('slow');
    rows.settle('clicked');
    drawn.add('slow');
    await Promise.resolve();
    frame();
    expect(focused).toEqual([]);
  });

  it('comes with the next frame to a row that takes that long, and no later', () => {
    const { drawn, focused, rows } = createList();
    rows.show('slow');
    drawn.add('slow');
    frame();
    rows.show('never');
    frame();
    drawn.add('never');
    frame();
    expect(focused).toEqual(['slow']);
  });
});
