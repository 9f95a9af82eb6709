import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/preview/driver.ts';
import type { Seen } from '../../src/preview/seen.ts';
import { HOUR } from '../../src/study/schedule/day.ts';
import { monthsOfCards } from './learner.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ questions: monthsOfCards });
});
afterAll(() => stage.close());
afterEach(async () => {
  const on = await stage.store.liveMatch(stage.driver.person('Ada').place.id);
  const now = Date.now() + 1e9;
  if (on !== undefined)
    await stage.store.stopMatch({ matchId: on.match.id, userId: '', mayManage: true, now });
});

/** Sends what is due by now. */
async function settle(ms = 0): Promise<void> {
  stage.advance(ms);
  await stage.bot.matches.check();
}

function last(person: Actor, text: string | RegExp): Seen {
  const fits = ({ text: own }: Seen) => (typeof text === 'string' ? own.includes(text) : text.test(own));
  const found = person.messages().findLast((message) => !message.ephemeral && fits(message));
  if (found === undefined) throw new Error(`no message with ${text}`);
  return found;
}

/** A lobby with these people in it. */
async function lobby(
  options: Record<string, string | number | boolean>,
  ...names: string[]
): Promise<Actor[]> {
  const people = names.map((name) => stage.driver.person(name));
  const [host, ...others] = people;
  if (host === undefined) throw new Error('a match needs a host');
  const opened = await host.run('match', options);
  expect(opened.message?.ephemeral).toBe(true);
  expect(opened.message?.text).toContain('The lobby is open below');
  await settle();
  for (const person of others) await person.press(last(person, 'A match is about to begin'), 'Join');
  await settle(1000);
  // What the first round ends with an edit waits a second for: there is one a second in a channel.
  stage.advance(1000);
  return people;
}

async function stop(host: Actor): Promise<void> {
  await settle(1000);
  const controls = await host.run('match');
  await host.press(controls.message, /Stop|Call off/);
  await settle(1000);
}

describe('/match', () => {
  test('five people play five rounds: each round one message, answers private, the standings at the end', async () => {
    const people = await lobby({ rounds: 5, seconds: 20 }, 'Ada', 'Bob', 'Cem', 'Dua', 'Eli');
    const [ada, bob] = people as [Actor, Actor];
    const first = last(ada, 'A match is about to begin');
    expect(first.text).toContain('5 players');
    await ada.press(first, 'Start');
    await settle();
    expect(first.text).toContain('It has begun');
    expect(first.buttons).toEqual([]);
    for (let round = 1; round <= 5; round += 1) {
      const asked = last(bob, `Round ${round} of 5`);
      for (const [index, person] of people.entries()) {
        const given = await person.press(asked, index < round ? 'B' : 'A');
        expect(given.message?.ephemeral).toBe(true);
        expect(given.message?.text).toContain(`You chose **${index < round ? 'B' : 'A'}**`);
      }
      await settle(1000);
      expect(asked.text).toContain('5 of 5 answered');
      expect(asked.text).not.toContain('✓');
      await settle(5000);
      expect(asked.text).toContain(`${round} of 5 answers right`);
      expect(asked.text).toContain('✓ **B**');
      expect(asked.buttons).toEqual([]);
      await settle(13_000);
    }
    const end = last(ada, 'The match is over');
    expect(end.text).toContain('🥇');
    expect(end.text).toContain('5 right');
    expect(end.pictures[0]?.description).toMatch(/^The podium. 1: .* points; 2: /);
    const missed = await bob.press(end, 'What I missed');
    expect(missed.message?.ephemeral).toBe(true);
    expect(missed.message?.text).toContain('Round 1');
    await bob.press(end, 'Rematch');
    await settle();
    expect(last(ada, 'A match is about to begin').text).toContain('1 player');
    await stop(bob);
  });

  test('one answer may be changed once; after that and after the end it is told that it stays', async () => {
    const [ada] = (await lobby({ rounds: 3, seconds: 20 }, 'Ada', 'Bob')) as [Actor];
    await ada.press(last(ada, 'A match is about to begin'), 'Start');
    await settle();
    const asked = last(ada, 'Round 1 of 3');
    await ada.press(asked, 'A');
    expect((await ada.press(asked, 'B')).message?.text).toContain('That was your one change');
    expect((await ada.press(asked, 'C')).message?.text).toContain('changed your answer once already');
    await settle(21_000);
    expect(asked.text).toContain('1 of 1 answer right');
    await stop(ada);
  });

  test('who did not join watches, unless the match is open', async () => {
    const [ada] = (await lobby({ rounds: 3, seconds: 20 }, 'Ada', 'Bob')) as [Actor];
    await ada.press(last(ada, 'A match is about to begin'), 'Start');
    await settle();
    const eve = stage.driver.person('Eve');
    const told = await eve.press(last(eve, 'Round 1 of 3'), 'B');
    expect(told.message?.text).toContain('only those who joined before take part');
    await stop(ada);
    const [bob] = (await lobby({ rounds: 3, seconds: 20, open: true }, 'Bob')) as [Actor];
    await bob.press(last(bob, 'A match is about to begin'), 'Start');
    await settle();
    expect((await eve.press(last(eve, 'Round 1 of 3'), 'B')).message?.text).toContain('You chose');
    await stop(bob);
  });

  test('pausing keeps the time that is left; only the host and who may manage messages can', async () => {
    const [ada, bob] = (await lobby({ rounds: 3, seconds: 20 }, 'Ada', 'Bob')) as [Actor, Actor];
    await ada.press(last(ada, 'A match is about to begin'), 'Start');
    await settle();
    const asked = last(ada, 'Round 1 of 3');
    const bobs = await bob.press(asked, 'Controls…');
    expect(bobs.message?.buttons.map(({ label }) => label)).toEqual(['Let others see what I choose']);
    const adas = await ada.press(asked, 'Controls…');
    await settle(5000);
    await ada.press(adas.message, 'Pause');
    await settle(1000);
    expect(asked.text).toContain('Paused.');
    expect((await bob.press(asked, 'Go on')).message?.text).toContain('who may manage messages');
    await settle(10 * 60_000);
    await ada.press(asked, 'Go on');
    await settle(1000);
    expect((await bob.press(asked, 'B')).message?.text).toContain('You chose');
    await settle(15_000);
    expect(asked.text).toContain('1 of 1 answer right');
    await stop(ada);
  });

  test('what somebody chose is named only with their leave', async () => {
    const [ada, bob] = (await lobby({ rounds: 3, seconds: 20 }, 'Ada', 'Bob')) as [Actor, Actor];
    await ada.press(last(ada, 'A match is about to begin'), 'Start');
    await settle();
    const asked = last(ada, 'Round 1 of 3');
    const own = await bob.press(asked, 'Controls…');
    await bob.press(own.message, 'Let others see what I choose');
    await bob.press(asked, 'A');
    await ada.press(asked, 'A');
    await settle(21_000);
    const chose = asked.text.split('\n').find((line) => line.startsWith('✗ **A**')) ?? asked.text;
    expect(chose).toContain('2');
    expect(chose).toContain(`<@${bob.id}>`);
    expect(chose).not.toContain(`<@${ada.id}>`);
    await stop(ada);
  });

  test('in a channel that is gone pauses, tells its host, and ends within the hour', async () => {
    const [ada] = (await lobby({ rounds: 3, seconds: 20 }, 'Ada', 'Bob')) as [Actor];
    await ada.press(last(ada, 'A match is about to begin'), 'Start');
    await settle();
    const gone = stage.driver.fault({
      kind: 'status',
      status: 404,
      code: 10003,
      times: 1000,
      path: new RegExp(`/channels/${ada.place.id}/messages`),
    });
    await settle(21_000);
    await settle(20_000);
    expect(ada.inDm().messages().at(-1)?.text).toContain('is paused: the channel is gone');
    gone.remove();
    await settle(HOUR + 1000);
    expect(last(ada, 'The match is over').text).toContain('stayed paused for an hour');
  });
});
