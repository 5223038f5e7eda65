import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../lib/coded-error';
import { PLAIN_SHAPE } from '../../protocol/speech';
import { FakeSounds } from './test-helpers/fake-script-voice';
import { QueueWorld as World, scriptOf, VOICE } from './test-helpers/queue-world';

const turns = async (count = 50) => { for (let n = 0; n < count; n += 1) await Promise.resolve(); };

describe('rendering a script', () => {
  it('waits for the models when their voices, and with them the plan, are not known yet', async () => {
    let hasModels = false;
    const world = new World(scriptOf('One.', 'Two.'), new FakeSounds(), (self) => {
      if (hasModels) self.show();
      return hasModels;
    });
    world.queue.open('s', new Map());
    await world.queue.renderAll();
    expect(world.voice.asked).toEqual([]);
    expect(world.faults).toEqual(['models']);
    hasModels = true;
    await world.queue.renderAll();
    expect(world.voice.asked).toEqual(['One.', 'Two.']);
    expect(world.queue.wantsAll).toBe(false);
  });

  it('makes what has something to say once, in order, and tells how far it is', async () => {
    const world = new World(scriptOf('One two.', '---', 'Three.', 'One two.'));
    expect(world.phases()).toEqual(['none', 'silent', 'none', 'none']);
    await world.queue.renderAll();
    expect(world.voice.asked).toEqual(['One two.', 'Three.']);
    expect(world.phases()).toEqual(['ready', 'silent', 'ready', 'ready']);
    expect(world.queue.progress()).toMatchObject({ phase: 'idle', readyCount: 3, lineCount: 3, failedCount: 0 });
    expect(world.queue.stateOf('l2')).toEqual({ phase: 'ready', seconds: 0.1 });
  });

  it('makes only what an edit has touched, nothing after a move, and nothing after it was taken back', async () => {
    const world = new World(scriptOf('One.', 'Two.', 'Three.'));
    await world.queue.renderAll();
    world.edit({ type: 'source.set', lineId: 'l1', source: 'Two and more.' });
    expect(world.phases()).toEqual(['ready', 'stale', 'ready']);
    await world.queue.renderAll();
    world.edit({ type: 'line.move', lineId: 'l2', chapterId: 'c', index: 0 });
    world.edit({ type: 'line.set', lineIds: ['l0'], changes: { pauseAfterMs: 5 } });
    world.edit({ type: 'source.set', lineId: 'l1', source: 'Two.' });
    await world.queue.renderAll();
    expect(world.voice.asked).toEqual(['One.', 'Two.', 'Three.', 'Two and more.']);
  });

  it('after any edits asks for exactly the lines whose sound is not kept', async () => {
    const edit = fc.oneof(
      fc.record({ type: fc.constant('source.set' as const), lineId: fc.constantFrom('l0', 'l1', 'l2'), source: fc.constantFrom('a', 'b', '(sad)a', '---') }),
      fc.record({ type: fc.constant('line.move' as const), lineId: fc.constantFrom('l0', 'l1', 'l2'), chapterId: fc.constant('c'), index: fc.nat(3) }),
      fc.record({ type: fc.constant('speaker.voice' as const), name: fc.constant('Ann'), voice: fc.constantFrom(null, VOICE, { voiceId: 'bo', shape: PLAIN_SHAPE }) }),
      fc.record({ type: fc.constant('lines.delete' as const), lineIds: fc.constantFrom(['l1'], ['l2']) }),
    );
    await fc.assert(fc.asyncProperty(fc.array(fc.array(edit, { maxLength: 4 }), { maxLength: 4 }), async (rounds) => {
      const world = new World(scriptOf('a', 'b', 'c'));
      for (const edits of [[], ...rounds]) {
        for (const one of edits) world.edit(one);
        const planned = new Set(world.queue.lines.plan.map(({ key }) => key));
        const missing = [...planned].filter((key) => !world.sounds.heads.has(key)).length;
        const before = world.voice.asked.length;
        await world.queue.renderAll();
        expect(world.voice.asked.length - before).toBe(missing);
        expect([...planned].every((key) => world.sounds.heads.has(key))).toBe(true);
      }
    }), { numRuns: 60 });
  });

  it('broken off at any chunk and begun again on the same disk makes the same bytes', async () => {
    const script = scriptOf('One two three.', 'Four.', 'Five six.');
    const whole = new World(script);
    await whole.queue.renderAll();
    for (let at = 1; at <= 6; at += 1) {
      const broken = new World(script);
      // The tab is closed in the middle: nothing after this moment happens.
      broken.voice.beforeChunk = (count) => (count === at ? new Promise<void>(() => undefined) : undefined);
      void broken.queue.renderAll();
      await turns(200);
      const again = new World(script, broken.sounds);
      await again.queue.renderAll();
      expect(again.sounds.dump()).toEqual(whole.sounds.dump());
    }
  });

  it('waits for the conversation, and is paused after the line in work', async () => {
    const world = new World(scriptOf('One.', 'Two.', 'Three.'));
    world.isBusy = true;
    const all = world.queue.renderAll();
    await turns();
    expect(world.queue.progress().phase).toBe('yielding');
    expect(world.voice.asked).toEqual([]);
    world.voice.beforeChunk = (count) => { if (count === 2) world.queue.pause(); };
    world.free();
    await all;
    expect(world.phases()).toEqual(['ready', 'ready', 'none']);
    expect(world.queue.progress().phase).toBe('paused');
    world.queue.resume();
    await turns(200);
    expect(world.phases()).toEqual(['ready', 'ready', 'ready']);
  });

  it('leaves what is in work for the line that was asked for last, also when that has its sound, and comes back to it', async () => {
    const world = new World(scriptOf('One more.', 'Two.', 'Three.'));
    await world.queue.again('l2');
    let asked: Promise<boolean>[] = [];
    world.voice.beforeChunk = (count) => { if (count === 3) asked = [world.queue.again('l1'), world.queue.again('l2')]; };
    await world.queue.renderAll();
    expect(await Promise.all(asked)).toEqual([true, true]);
    expect(world.voice.asked).toEqual(['Three.', 'One more.', 'Three.', 'Two.', 'One more.']);
  });

  it('tells of a line that cannot be said and goes on; after three in a row that fail otherwise it stops and keeps what it has', async () => {
    const world = new World(scriptOf('Good.', 'Bad.', 'Fine.', 'Ugly.', 'Ugly too.', 'Ugly again.', 'Never.'));
    world.voice.failWith = (text) => (/Bad/.test(text) ? new CodedError('bad-input', 'Nobody says that.') : /Ugly/.test(text) ? new CodedError('internal', 'It broke.') : null);
    await world.queue.renderAll();
    expect(world.phases()).toEqual(['ready', 'failed', 'ready', 'failed', 'failed', 'failed', 'none']);
    expect(world.queue.stateOf('l1')).toEqual({ phase: 'failed', code: 'bad-input', message: 'Nobody says that.' });
    expect(world.faults).toEqual(['internal']);
    world.voice.failWith = () => null;
    await world.queue.renderAll();
    expect(new Set(world.phases())).toEqual(new Set(['ready']));
  });

  it('has the voice loaded anew after a fault of the device, once a line', async () => {
    const world = new World(scriptOf('One.'));
    let faults = 2;
    world.voice.failWith = () => (faults-- > 0 ? new CodedError('device-lost', 'Gone.') : null);
    await world.queue.renderAll();
    expect(world.phases()).toEqual(['failed']);
    expect(world.voice.asked).toHaveLength(2);
  });

  it('without room deletes what nobody wants, then stops, and loses nothing', async () => {
    const world = new World(scriptOf('One.', 'Two.', 'Three.'));
    world.sounds.room = 2;
    await world.queue.renderAll();
    expect(world.faults).toEqual(['storage-full']);
    expect(world.phases()).toEqual(['ready', 'ready', 'none']);
    world.edit({ type: 'lines.delete', lineIds: ['l0'] });
    await world.queue.renderAll();
    expect(world.phases()).toEqual(['ready', 'ready']);
    expect(world.faults).toEqual(['storage-full']);
  });

  it('forgets the sound of lines that are gone or have a newer one, and keeps that of a changed line', async () => {
    const world = new World(scriptOf('One.', 'Two.', 'Three.'));
    await world.queue.renderAll();
    world.edit({ type: 'source.set', lineId: 'l0', source: 'First.' });
    world.edit({ type: 'source.set', lineId: 'l1', source: 'Second.' });
    world.edit({ type: 'lines.delete', lineIds: ['l2'] });
    await world.queue.again('l0');
    expect(await world.queue.prune(false)).toBe(2);
    expect(new World(world.script, world.sounds).phases()).toEqual(['ready', 'stale']);
  });

  it('closed in the middle writes nothing more', async () => {
    const world = new World(scriptOf('One two.', 'Three.'));
    world.voice.beforeChunk = (count) => { if (count === 2) void world.queue.close(); };
    await world.queue.renderAll();
    await turns();
    expect(world.sounds.heads.size).toBe(0);
    expect(world.queue.lines.plan).toEqual([]);
  });
});
