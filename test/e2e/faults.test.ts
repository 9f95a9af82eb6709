import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/preview/driver.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let ada: Actor;
beforeAll(async () => {
  stage = await startStage();
  ada = stage.driver.person('Ada');
});
afterAll(() => stage.close());

const CALLBACK = { path: /callback$/ } as const;

describe('a REST call that goes wrong', () => {
  test.each([
    ['429', { kind: 'rate-limit', retryAfter: 0.05 }],
    ['500', { kind: 'status', status: 500 }],
    ['a connection that breaks', { kind: 'drop' }],
  ] as const)('%s before it took effect: the answer arrives all the same', async (_name, fault) => {
    const armed = stage.driver.fault({ ...fault, ...CALLBACK });
    const asked = await ada.run('quiz', { topic: 'choice' });
    expect(armed.hits()).toBe(1);
    expect(asked.message?.text).toContain('Which UID');
    await ada.press(asked.message, 'B');
    expect(asked.message?.text).toContain('✓ Right');
  });

  test.each([
    ['500', { kind: 'status', status: 500 }],
    ['a connection that breaks', { kind: 'drop' }],
  ] as const)(
    '%s after it took effect: the retry is refused with 40060, which is a success',
    async (_name, fault) => {
      const person = stage.driver.person('Lost');
      const asked = await person.run('quiz', { topic: 'choice' });
      const before = (await stage.store.stats(person.id, Date.now())).answered;
      const errors = stage.logged.filter((line) => Number(line.level) >= 50).length;
      const armed = stage.driver.fault({ ...fault, ...CALLBACK, afterEffect: true });
      await person.press(asked.message, 'B');
      expect(armed.hits()).toBe(1);
      expect(asked.message?.text).toContain('✓ Right');
      await person.run('help');
      expect((await stage.store.stats(person.id, Date.now())).answered).toBe(before + 1);
      expect(stage.logged.filter((line) => Number(line.level) >= 50)).toHaveLength(errors);
    },
  );

  test('an answer that comes too late (10062) is logged at info, and the bot goes on', async () => {
    let late = 0;
    const slow = await startStage({
      previewNow: () => Date.now() + late,
      store: (store) => ({
        ...store,
        leaderboard: (input) => {
          late = 5000;
          return store.leaderboard(input);
        },
      }),
    });
    try {
      expect((await slow.driver.person('Ada').run('leaderboard')).kind).toBe('failed');
      expect((await slow.driver.person('Ada').run('help')).kind).toBe('message');
      expect(slow.logged.filter((line) => Number(line.level) > 30)).toEqual([]);
      expect(slow.logged.find((line) => line.code === 10062)).toMatchObject({
        level: 30,
        what: '/leaderboard',
      });
    } finally {
      await slow.close();
    }
  });
});

describe('the gateway', () => {
  test.each([
    ['a lost connection', (it: Stage) => it.driver.gateway.drop(), 'resumes'],
    ['a request to reconnect (op 7)', (it: Stage) => it.driver.gateway.askReconnect(), 'resumes'],
    ['an invalid session (op 9)', (it: Stage) => it.driver.gateway.invalidate(false), 'identifies'],
  ] as const)('%s is survived: a button pressed meanwhile or after works', async (_name, trouble, how) => {
    const asked = await ada.run('quiz', { topic: 'choice' });
    const before = stage.driver.gateway[how];
    const back = stage.driver.gateway.nextReady();
    trouble(stage);
    await back;
    expect(stage.driver.gateway[how]).toBe(before + 1);
    await ada.press(asked.message, 'A');
    expect(asked.message?.text).toContain('you answered A');
  });
});

describe('a handler that throws', () => {
  test('is told to the person with a number that stands in the log, without what they typed', async () => {
    const broken = await startStage({
      store: (store) => ({
        ...store,
        stats: async () => {
          throw new SyntaxError('unexpected token: kind: Pod');
        },
      }),
    });
    try {
      const reply = await broken.driver.person('Ada').run('stats');
      expect(reply.message?.ephemeral).toBe(true);
      const incident = /`([0-9a-f]{8})`/.exec(reply.message?.text ?? '')?.[1];
      const line = broken.logged.find((each) => each.incident === incident);
      expect(line).toMatchObject({ what: '/stats', error: { type: 'SyntaxError' } });
      expect(JSON.stringify(broken.logged)).not.toContain('kind: Pod');
    } finally {
      await broken.close();
    }
  });
});
