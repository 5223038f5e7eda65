import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Player } from './player';

let timesPlayed = 0;

class SilentAudio extends EventTarget {
  src = '';
  readonly pause = () => undefined;
  readonly removeAttribute = () => undefined;
  play() {
    timesPlayed += 1;
    return Promise.resolve();
  }
}

describe('a player whose recording is still being read', () => {
  beforeEach(() => {
    timesPlayed = 0;
    vi.stubGlobal('Audio', SilentAudio);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('plays as soon as it is there', () => {
    const player = new Player();
    player.toggle();
    expect(timesPlayed).toBe(0);
    player.load(new Blob());
    expect(timesPlayed).toBe(1);
  });

  it('stays silent when the wish was taken back, or was for another recording', () => {
    const player = new Player();
    player.toggle();
    player.toggle();
    player.load(new Blob());
    player.release();
    player.toggle();
    player.release();
    player.load(new Blob());
    expect(timesPlayed).toBe(0);
  });

  it('forgets the wish when there is no recording', () => {
    const player = new Player();
    player.toggle();
    player.load(null);
    player.toggle();
    player.load(new Blob());
    expect(timesPlayed).toBe(0);
  });
});
