import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Actor } from '../../src/preview/driver.ts';
import type { Seen } from '../../src/preview/seen.ts';
import { startPreview } from '../../src/preview/server.ts';
import { randomFrom } from '../../src/study/random.ts';
import { MINUTE } from '../../src/study/schedule/day.ts';
import { onPostgres, openStore } from '../store/database.ts';
import { killedBot } from './killed-bot.ts';

/** Half as many on PostgreSQL, as in match-kills.test.ts. */
const KILLS = onPostgres ? 3 : 6;
/** How long the bot is away for good once, as its own clock has it. */
const AWAY = 7 * MINUTE;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

test('an exam whose bot is killed with -9 again and again, and once is away for seven minutes, keeps every answer, counts each once, and gives the time back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'podium-exam-kills-'));
  const preview = await startPreview({ port: 0, limits: { windowMs: 0 } });
  const database = join(folder, 'podium.db');
  cleanups.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => preview.close(),
  );
  const random = randomFrom(Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31));
  const bots = killedBot(preview, './exam-bot.child.ts', database);
  cleanups.push(() => bots.kill());
  await bots.start({ OFFSET: '0' });
  const people = ['Ida', 'Max'].map((name) => preview.driver.person(name));
  const sat = await Promise.all(people.map((person) => begin(person)));
  const answering = Promise.all(people.map((person, index) => sit(person, sat[index] ?? null)));
  let kills = 0;
  const killing = (async () => {
    for (; kills < KILLS; kills += 1) {
      await sleep(300 + random.below(900));
      await bots.kill();
      await bots.start({ OFFSET: '0' });
    }
  })();
  const [given] = await Promise.all([answering, killing]);
  await bots.kill();
  await bots.start({ OFFSET: String(AWAY) });
  for (const [index, person] of people.entries()) {
    const message = sat[index] ?? null;
    await pressed(person, message, 'All tasks', 'Hand in…');
    await pressed(person, message, 'Hand in…', 'Hand in now');
    await pressed(person, message, 'Hand in now', 'Go through the tasks');
    expect(message?.text).toContain('Podium was away for 7 minutes while you were in this exam');
  }
  await bots.kill();
  expect(kills).toBe(KILLS);
  const store = await openStore({ path: database });
  cleanups.push(() => store.close());
  for (const [index, person] of people.entries()) {
    const exams = await store.earlierExams(person.id);
    expect(exams).toHaveLength(1);
    const { exam, items } = await store.examView(exams[0]?.id ?? 0, person.id);
    expect(exam.state).toBe('reported');
    // The kills were short; the long absence is given back, with what the start took.
    expect(exam.awayMs).toBeGreaterThanOrEqual(AWAY);
    expect(exam.awayMs).toBeLessThan(AWAY + MINUTE / 2);
    expect((exam.deadlineAt ?? 0) - (exam.startedAt ?? 0)).toBe(exam.minutes * MINUTE + exam.awayMs);
    const kept = new Map(items.flatMap(({ item, answer }) => (answer === null ? [] : [[item, answer]])));
    expect([...kept.keys()]).toEqual([...(given[index] ?? new Map()).keys()]);
    for (const [item, key] of given[index] ?? [])
      expect(kept.get(item)).toEqual({ kind: 'options', keys: [key] });
    const right = items.filter(({ correct }) => correct === true).length;
    expect(await store.stats(person.id, Date.now() + AWAY)).toMatchObject({
      answered: kept.size,
      correct: right,
    });
  }
}, 240_000);

async function begin(person: Actor): Promise<Seen> {
  const { message } = await person.run('exam start', { exam: 'ckad-security-contexts' });
  await person.press(message, 'Begin');
  if (message === null) throw new Error('no exam');
  return message;
}

/**
 * Answers what has a button for each answer: first one, then another, as somebody does whose press is not answered:
 * once more, until it is. Gives what was answered last, by task.
 */
async function sit(person: Actor, message: Seen | null): Promise<ReadonlyMap<number, string>> {
  const given = new Map<number, string>();
  for (;;) {
    const [, task = '', of = ''] = /task (\d+) of (\d+)/.exec(message?.text ?? '') ?? [];
    const buttons = (message?.buttons ?? []).map(({ label }) => label);
    if (buttons.includes('B')) {
      for (const key of ['A', 'B']) await pressed(person, message, key, `Your answer:** **${key}**`);
      given.set(Number(task) - 1, 'B');
    }
    if (task === of) return given;
    await pressed(person, message, 'Next', `task ${Number(task) + 1} of`);
  }
}

/** Presses until the message says so. */
async function pressed(person: Actor, message: Seen | null, button: string, says: string): Promise<void> {
  for (let tries = 0; message?.text.includes(says) !== true; tries += 1) {
    if (tries > 20) throw new Error(`${button} led nowhere: ${message?.text}`);
    const there = message?.buttons.some(({ label }) => label === button) === true;
    if (there) await person.press(message, button);
    else await sleep(50);
  }
}
