import { expect, it } from 'vitest';
import { createStudioStore } from '../stores/studio-store';
import { mergeControls, type ControlChanges } from '../studio/controls';
import { StudioHistory } from './studio-history';

function createWorld() {
  const store = createStudioStore();
  let nowMs = 0;
  const history = new StudioHistory(store, () => nowMs);
  const { draft: first } = store.getState();
  const type = (source: string) => store.setState(({ draft }) => ({ draft: { ...draft, line: { ...draft.line, source } } }));
  const set = (changes: ControlChanges) => store.setState(({ draft }) => ({ draft: { ...draft, line: { ...draft.line, controls: mergeControls(draft.line.controls, changes) } } }));
  const state = () => {
    const { draft: { line }, canUndo, canRedo } = store.getState();
    return [line.source, line.controls.speakingRate, line.controls.pitchSemitones, canUndo, canRedo];
  };
  return { store, history, first, type, set, state, wait: () => { nowMs += 5000; } };
}

it('takes back a spell of typing and a drag as one step each, and does them again', () => {
  const { history, type, set, state } = createWorld();
  for (const source of ['H', 'He', 'Hello']) type(source);
  for (const speakingRate of [1.05, 1.1, 1.15]) set({ speakingRate });
  set({ pitchSemitones: 2 });
  expect(state()).toEqual(['Hello', 1.15, 2, true, false]);
  history.undo();
  expect(state()).toEqual(['Hello', 1.15, 0, true, true]);
  history.undo();
  history.undo();
  expect(state()).toEqual(['', 1, 0, false, true]);
  history.redo();
  history.redo();
  expect(state()).toEqual(['Hello', 1.15, 0, true, true]);
});

it('has a step for each spell, and forgets what was undone when something else is set', () => {
  const { history, type, set, state, wait } = createWorld();
  type('One.');
  wait();
  type('One. Two.');
  history.undo();
  expect(state()).toEqual(['One.', 1, 0, true, true]);
  set({ pitchSemitones: -1 });
  history.redo();
  expect(state()).toEqual(['One.', 1, -1, true, false]);
});

it('has a step of its own for what comes after a seal, although it is the same that is set', () => {
  const { history, set, state } = createWorld();
  set({ speakingRate: 1.05 });
  history.seal();
  set({ speakingRate: 1 });
  history.undo();
  expect(state()).toEqual(['', 1.05, 0, true, true]);
});

it('does not reach into another text', () => {
  const { store, history, first, type, state } = createWorld();
  type('One.');
  store.setState({ draft: { ...first, id: 'other' } });
  expect(state()).toEqual(['', 1, 0, false, false]);
  history.undo();
  expect(store.getState().draft.id).toBe('other');
});

it('does not bring back what was taken out of its past', () => {
  const { store, history, first, type } = createWorld();
  store.setState({ draft: { ...first, voice: { ...first.voice, voiceId: 'clone-a' } } });
  type('One.');
  history.adopt((draft) => ({ ...draft, voice: { ...draft.voice, voiceId: '' } }));
  expect(store.getState().draft).toMatchObject({ line: { source: 'One.' }, voice: { voiceId: '' } });
  history.undo();
  expect(store.getState().draft).toMatchObject({ line: { source: '' }, voice: { voiceId: '' } });
});
