import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPictures } from '../../src/pictures/index.ts';
import type { Actor } from '../../src/preview/driver.ts';
import { type Stage, startStage } from './stage.ts';

const open: Stage[] = [];
async function stageWith(options: Parameters<typeof startStage>[0] = {}): Promise<Stage> {
  const stage = await startStage(options);
  open.push(stage);
  return stage;
}
afterAll(async () => {
  for (const stage of open) await stage.close();
});

async function answerOne(person: Actor): Promise<void> {
  const asked = await person.run('quiz', { topic: 'choice' });
  await person.press(asked.message, 'B');
}

describe('/stats with its picture', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await stageWith();
  });

  test('shows the figures in words and as an attached PNG that says the same to a screen reader', async () => {
    const ada = stage.driver.person('Ada');
    await answerOne(ada);
    const { message, kind } = await ada.run('stats');
    expect(kind).toBe('message');
    expect(message?.ephemeral).toBe(true);
    expect(message?.text).toContain('**1** day in a row\n**1** due today · no true retention yet');
    const [picture] = message?.pictures ?? [];
    expect(picture?.description).toMatch(
      /^Reviews in the last 26 weeks: 1 on 1 day; .* Due in the next 30 days: 1;/,
    );
    expect(message?.files).toMatchObject([
      { filename: 'progress.png', url: picture?.url, description: picture?.description, width: 1100 },
    ]);
    const served = await fetch(picture?.url ?? '');
    expect(served.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await served.arrayBuffer()).toString('latin1', 1, 4)).toBe('PNG');
    expect(stage.logged.filter((line) => Number(line.level) >= 40)).toEqual([]);
  });

  test('draws nothing for who has not begun', async () => {
    const { message } = await stage.driver.person('Ben').run('stats');
    expect(message?.text).toContain('Start with /quiz');
    expect(message?.pictures).toEqual([]);
  });

  test('counts what is due without the cards that are set aside', async () => {
    const cleo = stage.driver.person('Cleo');
    const asked = await cleo.run('review', { topic: 'choice' });
    await cleo.press(asked.message, 'Suspend');
    const suspended = await cleo.run('stats');
    expect(suspended.message?.text).toContain('Start with /quiz');
    expect(suspended.message?.pictures[0]?.description).toContain(
      'Cards: 1; learning 0, young 0, mature 0, suspended 1.',
    );
    const other = await cleo.run('review', { topic: 'recall' });
    await cleo.press(other.message, 'Reveal');
    await cleo.press(other.message, /^Good/);
    expect((await cleo.run('stats')).message?.text).toContain('**1** due today');
    await cleo.press(other.message, 'More…');
    await cleo.press(other.message, 'Bury until tomorrow');
    expect((await cleo.run('stats')).message?.text).toContain('**0** due today');
  });
});

test('/stats answers in words when the picture cannot be drawn', async () => {
  const closed = openPictures();
  await closed.close();
  const stage = await stageWith({ pictures: closed });
  const dan = stage.driver.person('Dan');
  await answerOne(dan);
  const { message } = await dan.run('stats');
  expect(message?.text).toContain('**2** points');
  expect(message?.text).toContain('The picture could not be drawn this time. Run /stats again');
  expect(message?.pictures).toEqual([]);
  expect(stage.logged.filter((line) => line.level === 50)).toMatchObject([
    { what: '/stats', error: { type: 'ThreadError' } },
  ]);
});

test('/stats says that it is thinking before it draws', async () => {
  const real = openPictures();
  let thinks: Promise<unknown> | undefined;
  const stage = await stageWith({
    pictures: {
      async progress(progress) {
        await thinks;
        return real.progress(progress);
      },
      made: real.made,
      close: () => real.close(),
    },
  });
  const eve = stage.driver.person('Eve');
  await answerOne(eve);
  thinks = eve.next((message) => message.thinking);
  const { message } = await eve.run('stats');
  await thinks;
  expect(message?.thinking).toBe(false);
  expect(message?.pictures).toHaveLength(1);
});
