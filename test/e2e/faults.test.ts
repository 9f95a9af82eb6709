import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, upload } from '../../src/preview/driver.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let ada: Actor;
beforeAll(async () => {
  stage = await startStage();
  ada = stage.driver.person('Ada');
});
afterAll(() => stage.close());

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n  - name: c\n    image: i\n    securityContext:\n      runAsUser: 7\n';
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

/** The callbacks of one act, in order. */
async function callbacksOf(act: () => Promise<unknown>) {
  const before = stage.driver.calls.length;
  await act();
  return stage.driver.calls.slice(before).filter((call) => call.path.endsWith('/callback'));
}

describe('a 429 of a callback', () => {
  test.each([
    ['in the body', { retryAfter: 0.4 }, 400],
    ['of scope "shared"', { retryAfter: 0.3, scope: 'shared' }, 300],
    ['of scope "global"', { retryAfter: 0.3, scope: 'global' }, 300],
    ['in the header alone', { retryAfter: 1, headerOnly: true }, 1000],
  ] as const)('%s is waited for before the first retry', async (_name, fault, wait) => {
    const armed = stage.driver.fault({ kind: 'rate-limit', ...fault, ...CALLBACK });
    const calls = await callbacksOf(async () => {
      expect((await ada.run('help')).kind).toBe('message');
    });
    expect(armed.hits()).toBe(1);
    const [refused, taken, ...more] = calls;
    expect([refused?.status, taken?.status, more]).toEqual([429, 204, []]);
    expect((taken?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(wait);
  });

  test('that is global holds back the answers to others too', async () => {
    stage.driver.fault({ kind: 'rate-limit', retryAfter: 0.5, scope: 'global', ...CALLBACK });
    const [first, ...others] = await callbacksOf(async () => {
      const running = ada.run('help');
      while (!stage.driver.calls.some((call) => call.status === 429 && call.at > Date.now() - 400))
        await new Promise((resolve) => setImmediate(resolve));
      const other = await stage.driver.person('Ben').run('help');
      expect([(await running).kind, other.kind]).toEqual(['message', 'message']);
    });
    expect(first?.status).toBe(429);
    for (const { at } of others) expect(at - (first?.at ?? 0)).toBeGreaterThanOrEqual(490);
    expect(others).toHaveLength(2);
  });

  test('that lasts longer than the 3 s is not tried again, and is no incident', async () => {
    const lines = stage.logged.length;
    const armed = stage.driver.fault({ kind: 'rate-limit', retryAfter: 5, times: 9, ...CALLBACK });
    const calls = await callbacksOf(async () => {
      expect((await ada.run('help')).kind).toBe('failed');
    });
    armed.remove();
    expect(calls).toHaveLength(1);
    const told = stage.logged.slice(lines).filter((line) => Number(line.level) > 30);
    expect(told).toMatchObject([{ level: 40, what: '/help', status: 429, tries: 1 }]);
    expect((await ada.run('help')).kind).toBe('message');
  });
});

test('trouble that goes on is tried until the 3 s are over and never after', async () => {
  const armed = stage.driver.fault({ kind: 'drop', times: 99, ...CALLBACK });
  const began = Date.now();
  const calls = await callbacksOf(async () => {
    expect((await ada.run('help')).kind).toBe('failed');
  });
  armed.remove();
  expect(calls.length).toBeGreaterThan(3);
  for (const { at } of calls) expect(at - began).toBeLessThan(3000);
});

test('a Discord that does not answer is asked again while there is time', async () => {
  const armed = stage.driver.fault({ kind: 'hang', ...CALLBACK });
  expect((await ada.run('help')).kind).toBe('message');
  expect(armed.hits()).toBe(1);
});

describe('autocomplete', () => {
  test.each(['drop', 'reset'] as const)(
    'is tried again after a connection that breaks (%s)',
    async (kind) => {
      const armed = stage.driver.fault({ kind, ...CALLBACK });
      expect(await ada.complete('quiz', 'topic', 'choi')).toEqual([{ name: 'choice', value: 'choice' }]);
      expect(armed.hits()).toBe(1);
    },
  );

  test('whose list is refused gets the empty list', async () => {
    const armed = stage.driver.fault({ kind: 'status', status: 400, code: 50035, ...CALLBACK });
    const calls = await callbacksOf(async () => {
      expect(await ada.complete('quiz', 'topic', 'choi')).toEqual([]);
    });
    armed.remove();
    expect(calls.map(({ status }) => status)).toEqual([400, 204]);
  });
});

describe('what comes after the first answer is tried again after a connection that breaks', () => {
  test('an edit', async () => {
    const armed = stage.driver.fault({ kind: 'drop', path: /original$/ });
    const explained = await ada.run('explain', { file: upload('pod.yaml', POD) });
    expect(explained.message?.text).toContain('UID 7');
    expect(armed.hits()).toBe(1);
  });

  test('a follow-up', async () => {
    const person = stage.driver.person('Follow');
    const asked = await person.run('quiz', { topic: 'choice' });
    const refused = stage.driver.fault({ kind: 'status', status: 400, afterEffect: true, ...CALLBACK });
    const armed = stage.driver.fault({ kind: 'drop', path: /^\/webhooks\/\d+\/[^/]+$/ });
    const said = person.next((message) => message.text.includes('Something went wrong'));
    await person.press(asked.message, 'B');
    expect((await said).ephemeral).toBe(true);
    expect([refused.hits(), armed.hits()]).toEqual([1, 1]);
  });
});

test('an error told after an answer of which nothing was known stands beside it, not in its place', async () => {
  const person = stage.driver.person('Beside');
  const asked = await person.run('quiz', { topic: 'choice' });
  const broken = stage.driver.fault({ kind: 'status', status: 400, afterEffect: true, ...CALLBACK });
  const said = person.next((message) => message.text.includes('Something went wrong'));
  await person.press(asked.message, 'B');
  expect(broken.hits()).toBe(1);
  expect((await said).ephemeral).toBe(true);
  expect(asked.message?.text).toContain('✓ Right');
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
    expect(asked.message?.text).toContain('✗ **A**  1000 · *your answer, wrong*');
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
