import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import type { Actor } from '../../src/preview/driver.ts';
import { withWriter } from '../store/full-disk.ts';
import { type Stage, startStage } from './stage.ts';

const MINUTE = 60_000;

let stage: Stage | undefined;
afterEach(() => stage?.close());

async function staged(): Promise<{ stage: Stage; writer: Database.Database; ada: Actor }> {
  const { opened, writer } = await withWriter(() => startStage());
  stage = opened;
  return { stage: opened, writer, ada: opened.driver.person('Ada') };
}

function linesOf({ logged }: Stage, code: string): readonly Record<string, unknown>[] {
  return logged.filter((line) => line.code === code);
}

test('a full disk: people are told that nothing was recorded and who must make room, the log says it once a minute', async () => {
  const { stage: it, writer, ada } = await staged();
  const asked = await ada.run('quiz', { topic: 'choice' });
  const before = asked.message?.text;
  writer.pragma(`max_page_count = ${writer.pragma('page_count', { simple: true })}`);
  let told = '';
  for (let n = 0; !told.includes('full') && n < 200; n += 1) {
    told = (await ada.run('quiz', { topic: 'choice' })).message?.text ?? '';
  }
  expect(told).toBe(
    'My disk is full, so nothing was recorded. Whoever runs this bot must make room on it; then try again.',
  );
  for (let n = 0; n < 20; n += 1) await ada.run('quiz', { topic: 'choice' });
  expect(linesOf(it, 'no-room')).toMatchObject([
    {
      level: 50,
      what: '/quiz',
      error: { code: 'SQLITE_FULL' },
      msg: expect.stringMatching(/recorded in \S+\.db, and people are told so: My disk is full/),
    },
  ]);
  expect((await ada.run('help')).message?.text).toContain('/explain');
  it.advance(MINUTE);
  await ada.run('quiz', { topic: 'choice' });
  expect(linesOf(it, 'no-room')).toMatchObject([{}, { timesSinceTheLastLine: 20 }]);
  expect(it.logged.filter((line) => 'incident' in line)).toEqual([]);

  writer.pragma('max_page_count = 1000000');
  expect(asked.message?.text).toBe(before);
  await ada.press(asked.message, 'B');
  expect(asked.message?.text).toContain('✓ Right');
  expect((await it.store.stats(ada.id, Date.now())).answered).toBe(1);
});

test('a database that cannot be written to: the same, and it stays readable', async () => {
  const { stage: it, writer, ada } = await staged();
  const asked = await ada.run('quiz', { topic: 'choice' });
  writer.pragma('query_only = ON');
  const pressed = await ada.press(asked.message, 'B');
  expect(pressed.message?.text).toContain('must make it writable');
  expect((await ada.run('stats')).kind).toBe('message');
  expect(linesOf(it, 'not-writable')).toHaveLength(1);
  writer.pragma('query_only = OFF');
  await ada.press(asked.message, 'B');
  expect((await it.store.stats(ada.id, Date.now())).answered).toBe(1);
});

test('a lock that another program holds: /help answers at once, a click is told to try again, and then counts once', async () => {
  const { stage: it, ada } = await staged();
  const asked = await ada.run('quiz', { topic: 'choice' });
  const shell = new Database(join(it.folder, 'podium.db'));
  shell.exec('BEGIN IMMEDIATE');
  const began = performance.now();
  const pressing = ada.press(asked.message, 'B');
  expect((await it.driver.person('Ben').run('help')).message?.text).toContain('/explain');
  expect(performance.now() - began).toBeLessThan(1_500);
  expect((await pressing).message?.text).toContain('nothing was recorded');
  expect(linesOf(it, 'busy')).toMatchObject([{ level: 40 }]);
  const again = ada.press(asked.message, 'B');
  shell.exec('ROLLBACK');
  shell.close();
  await again;
  expect(asked.message?.text).toContain('✓ Right');
  expect((await it.store.stats(ada.id, Date.now())).answered).toBe(1);
});
