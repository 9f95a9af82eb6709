import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/preview/driver.ts';
import { DAY, learnerDay } from '../../src/study/schedule/day.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let ada: Actor;
beforeAll(async () => {
  stage = await startStage();
  ada = stage.driver.person('Ada');
});
afterAll(() => stage.close());

async function shown(person: Actor, options = {}): Promise<string> {
  const { message } = await person.run('settings', options);
  expect(message?.ephemeral).toBe(true);
  return message?.text ?? '';
}

function dayFromToday(days: number): string {
  const today = learnerDay(Date.now(), { zone: 'UTC', rollover: 4 });
  return new Date((today + days) * DAY).toISOString().slice(0, 10);
}

describe('/settings', () => {
  test('shows the defaults, saved nowhere', async () => {
    const text = await shown(stage.driver.person('Fresh'));
    for (const part of [
      '**UTC**',
      '**04:00**',
      'New cards a day: **20**',
      'Reviews a day: **200**',
      '**90 %**',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('Reminder: **off**');
    expect(text).toContain('Break: **none**');
    expect(text).not.toContain('Saved');
  });

  test('changes what was given and leaves the rest', async () => {
    const text = await shown(ada, { zone: 'europe/berlin', new_cards: 5, retention: '85 %', reminder: '18' });
    expect(text).toContain('Saved');
    expect(text).toContain('**Europe/Berlin**');
    expect(text).toContain('Reminder: **18:00**');
    expect(await stage.store.settings(ada.id)).toEqual({
      zone: 'Europe/Berlin',
      rollover: 4,
      newPerDay: 5,
      reviewsPerDay: 200,
      retention: 0.85,
    });
    expect(await shown(ada, { rollover: 0, reviews: 50, reminder: 'off' })).toContain('Reminder: **off**');
    expect(await stage.store.settings(ada.id)).toMatchObject({
      rollover: 0,
      reviewsPerDay: 50,
      newPerDay: 5,
    });
  });

  test('completes time zones by region or city, with the time it is there', async () => {
    const choices = await ada.complete('settings', 'zone', 'new york');
    expect(choices[0]?.value).toBe('America/New_York');
    expect(choices[0]?.name).toMatch(/^New York \(America\/New_York, \d\d:\d\d now\)$/);
    expect((await ada.complete('settings', 'zone', 'SAO PAU'))[0]?.value).toBe('America/Sao_Paulo');
    expect((await ada.complete('settings', 'zone', 'münchen'))[0]?.value).toBe('Europe/Berlin');
    expect((await ada.complete('settings', 'zone', 'berl'))[0]?.value).toBe('Europe/Berlin');
    expect((await ada.complete('settings', 'zone', 'kyiv'))[0]?.value).toBe('Europe/Kyiv');
    expect(await ada.complete('settings', 'zone', '')).toHaveLength(25);
  });

  test.each([
    ['90 %', '**90 %**'],
    // Kept in whole per cent, as it is shown everywhere.
    ['92,5%', '**93 %**'],
    ['85', '**85 %**'],
    ['0.97', '**97 %**'],
  ])('takes a retention of %s as it is typed', async (retention, told) => {
    expect(await shown(ada, { retention })).toContain(told);
  });

  test.each(['79 %', '98', '1', 'high'])(
    'a retention of %s is told what it may be, and not saved',
    async (retention) => {
      const ben = stage.driver.person('Ben');
      expect(await shown(ben, { retention, new_cards: 7 })).toContain('from 80 % to 97 %');
      expect(await stage.store.settings(ben.id)).toMatchObject({ newPerDay: 20, retention: 0.9 });
    },
  );

  test('offers percentages, what was typed first', async () => {
    const offered = async (typed: string) =>
      (await ada.complete('settings', 'retention', typed)).map(({ value }) => value);
    expect(await offered('')).toEqual(['80 %', '85 %', '90 %', '95 %', '97 %']);
    expect((await offered('88'))[0]).toBe('88 %');
  });

  test('finds a city without its accents, and asks which where there are several', async () => {
    expect(await shown(ada, { zone: 'são paulo' })).toContain('**America/Sao_Paulo**');
    expect(await shown(ada, { zone: 'munich' })).toContain('**Europe/Berlin**');
    const told = await shown(ada, { zone: 'Portland' });
    expect(told).toMatch(/- Portland, Oregon \(America\/Los_Angeles, \d\d:\d\d now\)/);
    expect(told).toContain('- Portland, Maine (America/New_York');
    expect((await stage.store.settings(ada.id)).zone).toBe('Europe/Berlin');
  });

  test('are changed in a box that has them as they are', async () => {
    const fay = stage.driver.person('Fay');
    const { message } = await fay.run('settings');
    const opened = await fay.press(message, 'Change…');
    const values = [...JSON.stringify(opened.modal).matchAll(/"value":"([^"]*)"/g)].map(([, value]) => value);
    expect(values).toEqual(['UTC', '04:00', '20', '200', '90 %']);
    await fay.submit(opened, {
      zone: 'Tokyo',
      rollover: '5',
      'new-cards': '',
      reviews: '90',
      retention: '95',
    });
    expect(message?.text).toContain('Saved');
    expect(await stage.store.settings(fay.id)).toEqual({
      zone: 'Asia/Tokyo',
      rollover: 5,
      newPerDay: 20,
      reviewsPerDay: 90,
      retention: 0.95,
    });
    const wrong = await fay.submit(await fay.press(message, 'Change…'), { rollover: '25:00', reviews: '1' });
    expect(wrong.message?.text).toContain('“25:00” is not a full hour');
    expect((await stage.store.settings(fay.id)).reviewsPerDay).toBe(90);
    const paused = await fay.press(message, 'Reminder and break…');
    await fay.submit(paused, { reminder: '18 h', 'break-until': dayFromToday(4) });
    expect(message?.text).toContain('Reminder: **18:00**');
    expect(message?.text).toContain(`until ${dayFromToday(4)}`);
    await fay.submit(await fay.press(message, 'Reminder and break…'), {
      reminder: 'off',
      'break-until': 'end',
    });
    expect(message?.text).toContain('Reminder: **off**');
    expect(message?.text).toContain('Break: **none**');
  });

  test('a zone that does not exist is said to be none, and nothing is saved', async () => {
    const ben = stage.driver.person('Ben');
    expect(await shown(ben, { zone: 'Atlantis/Capital', new_cards: 7 })).toContain("I don't know that place");
    expect((await stage.store.settings(ben.id)).newPerDay).toBe(20);
  });
});

test('several options are one change: one that cannot be saved leaves all as it was', async () => {
  const writes: string[] = [];
  const counted = await startStage({
    store: (store) => ({
      ...store,
      ...Object.fromEntries(
        (['saveSettings', 'takeBreak', 'remindAt', 'changeSettings'] as const).map((name) => [
          name,
          (...given: never[]) => {
            writes.push(name);
            return (store[name] as (...args: never[]) => unknown)(...given);
          },
        ]),
      ),
    }),
  });
  try {
    const eve = counted.driver.person('Eve');
    const all = { zone: 'Asia/Tokyo', new_cards: 5, reminder: '18', break_until: dayFromToday(3) };
    const reply = await eve.run('settings', all);
    expect(reply.message?.text).toContain('Saved');
    expect(writes).toEqual(['changeSettings']);
    const before = await counted.store.learnerSettings(eve.id, Date.now());
    expect(before).toMatchObject({ schedule: { zone: 'Asia/Tokyo', newPerDay: 5 }, reminderHour: 18 });
    const impossible = { schedule: { newPerDay: 9 }, breakUntil: null, remindAt: 99 };
    await expect(counted.store.changeSettings(eve.id, impossible, Date.now())).rejects.toMatchObject({
      code: 'not-possible',
    });
    expect(await counted.store.learnerSettings(eve.id, Date.now())).toEqual(before);
  } finally {
    await counted.close();
  }
});

describe('a break', () => {
  test('is taken until a day, shown, and ended', async () => {
    const cleo = stage.driver.person('Cleo');
    const until = dayFromToday(7);
    expect((await cleo.complete('settings', 'break_until', '')).map((each) => each.value)).toContain(until);
    expect(await shown(cleo, { break_until: until })).toContain(`until ${until}`);
    expect(await shown(cleo)).toContain(`until ${until}`);
    expect(await shown(cleo, { break_until: 'end' })).toContain('Break: **none**');
  });

  test.each([
    ['soon', 'That is not a date'],
    ['2026-02-30', 'That is not a date'],
    ['2020-01-01', '2020-01-01 is in the past'],
  ])('until %s: %s, and nothing is saved', async (until, told) => {
    const dora = stage.driver.person('Dora');
    expect(await shown(dora, { break_until: until, new_cards: 3 })).toContain(told);
    expect((await stage.store.settings(dora.id)).newPerDay).toBe(20);
  });
});
