import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backup, openStore } from '../../src/store/index.ts';
import { DAY, HOUR } from '../../src/study/schedule/day.ts';
import { askInput, NOON, question, right, tempFolder, tempStore } from './fixtures.ts';

const MARKER = 'ivory-tapir';
const USER = '100000000000000001';

/** A question about a paste that fills several pages of the database, so that some of it lies outside its row. */
function aboutPaste() {
  const manifest = `${MARKER}\n${'# padding\n'.repeat(1500)}${MARKER}\n`;
  const asked = question('drill/uid', {
    manifest,
    prompt: `Which UID does ${MARKER} run as?`,
    explanation: MARKER,
    pasted: { imageUsers: `${MARKER}=101` },
  });
  return askInput({ question: asked });
}

/** Whether the marker stands anywhere in the files of the database: the data, the log of changes, the rest. */
function isOnDisk(folder: string): boolean {
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(MARKER));
}

describe('a question about a paste', () => {
  test('is kept whole while it is open, after a restart too', async () => {
    const folder = tempFolder();
    const path = join(folder, 'podium.db');
    const store = await openStore({ path });
    const input = aboutPaste();
    const { id } = await store.ask(input);
    await store.close();
    const again = await tempStore(path);
    expect((await again.findAsk(id))?.question).toEqual(input.question);
    expect(isOnDisk(folder)).toBe(true);
  });

  test('leaves nothing of the paste once it is answered, and the outcome is still told', async () => {
    const folder = tempFolder();
    const store = await openStore({ path: join(folder, 'podium.db') });
    const { id } = await store.ask(aboutPaste());
    await store.recordAnswer(right(id));
    expect(isOnDisk(folder)).toBe(false);
    const kept = await store.findAsk(id);
    expect(kept?.outcome).toMatchObject({ correct: true, points: 2, answer: { keys: ['B'] } });
    expect(kept?.question).toMatchObject({
      card: 'drill/uid',
      topic: 'runAsUser',
      pasted: { imageUsers: '' },
    });
    expect(kept?.question.options).toBeUndefined();
    expect(await store.stats(USER, NOON)).toMatchObject({ points: 2, answered: 1 });
    await store.close();
    expect(isOnDisk(folder)).toBe(false);
  });

  test('goes with the answer even while a backup reads: at the latest with the next one that is written', async () => {
    const folder = tempFolder();
    const path = join(folder, 'podium.db');
    const store = await openStore({ path });
    const { id } = await store.ask(aboutPaste());
    const copying = backup(path, join(tempFolder(), 'copy.db'));
    await store.recordAnswer(right(id));
    await copying;
    await store.saveSettings(USER, {}, NOON);
    expect(isOnDisk(folder)).toBe(false);
    await store.close();
  });

  test('an answer that is refused takes nothing away', async () => {
    const store = await tempStore();
    const input = aboutPaste();
    const { id } = await store.ask(input);
    await expect(store.recordAnswer(right(id, { userId: '100000000000000002' }))).rejects.toThrow();
    expect((await store.findAsk(id))?.question).toEqual(input.question);
  });

  test('is gone within a day when nobody answers it; others stay', async () => {
    const folder = tempFolder();
    const store = await tempStore(join(folder, 'podium.db'));
    const { id } = await store.ask(aboutPaste());
    const other = await store.ask(askInput());
    expect(await store.sweep(NOON + DAY - 2 * HOUR)).toBe(0);
    expect(await store.sweep(NOON + DAY - HOUR)).toBe(1);
    expect(await store.findAsk(id)).toBeUndefined();
    expect(await store.findAsk(other.id)).toBeDefined();
    expect(isOnDisk(folder)).toBe(false);
  });

  test('answered, it is kept a week like any other', async () => {
    const store = await tempStore();
    const { id } = await store.ask(aboutPaste());
    await store.recordAnswer(right(id));
    expect(await store.sweep(NOON + 7 * DAY - 1)).toBe(0);
    expect(await store.sweep(NOON + 7 * DAY)).toBe(1);
  });
});

test('what a person has deleted is not left in the files either', async () => {
  const folder = tempFolder();
  const store = await tempStore(join(folder, 'podium.db'));
  await store.reportMistake({
    askId: null,
    card: 'drill/uid',
    userId: USER,
    guildId: null,
    text: MARKER,
    now: NOON,
  });
  expect(isOnDisk(folder)).toBe(true);
  await store.deleteUser(USER);
  expect(isOnDisk(folder)).toBe(false);
});
