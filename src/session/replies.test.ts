import { describe, expect, it } from 'vitest';
import { createWorld } from './test-helpers/conversation-world';

describe('a voice that is deleted', () => {
  it('leaves what it said to no turn', async () => {
    const world = createWorld();
    world.llm.script = () => ['One two three four.'];
    await world.say('hello');
    await world.listen();
    await world.say('and again');
    const [{ turnId } = { turnId: '' }] = world.view().conversation.entries;
    const [heard = ''] = world.session.played.playbacksOf(turnId);
    expect(world.session.played.isOfTurn(heard)).toBe(true);
    expect(world.session.played.forgetVoice('voice-en')).toContain(heard);
    expect(world.session.played.playbacksOf(turnId)).toEqual([]);
    expect(world.session.played.isOfTurn(heard)).toBe(false);
    expect(world.session.played.forgetVoice('voice-en')).toEqual([]);
  });

  it('is not heard in what another voice said', async () => {
    const world = createWorld();
    world.llm.script = () => ['你好！'];
    await world.say('你好', 'zh');
    await world.listen();
    const [turnId = ''] = world.view().conversation.entries.map((entry) => entry.turnId);
    expect(world.session.played.forgetVoice('voice-en')).toEqual([]);
    expect(world.session.played.playbacksOf(turnId)).toHaveLength(1);
  });
});
