import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/preview/driver.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

async function earn(person: Actor): Promise<void> {
  const asked = await person.run('quiz', { topic: 'choice' });
  await person.press(asked.message, 'B');
}

describe('/leaderboard', () => {
  test('shows the points of this server, by week, month and all time', async () => {
    const ada = stage.driver.person('Ada');
    const empty = await ada.run('leaderboard');
    expect(empty.message?.text).toContain('Be the first');
    await earn(ada);
    const board = await ada.run('leaderboard', { period: 'month' });
    expect(board.message?.text).toContain('this month');
    expect(board.message?.text).toContain(`🥇 <@${ada.id}> · **2** points`);
    expect(board.message?.text).not.toContain('right');
    for (const [label, title] of [
      ['All time', 'all time'],
      ['This week', 'this week'],
      ['This month', 'this month'],
    ] as const) {
      await ada.press(board.message, label);
      expect(board.message?.text).toContain(`Leaderboard · ${title}`);
      expect(board.message?.text).toContain(`<@${ada.id}>`);
    }
  });

  test('is not offered in a direct message', () => {
    const names = stage.driver
      .person('Ada')
      .inDm()
      .commands()
      .map((each) => each.name);
    expect(names).toContain('quiz');
    expect(names).not.toContain('leaderboard');
  });
});

describe('/stats', () => {
  test('shows one’s own figures to oneself, the weakest topic first', async () => {
    const ben = stage.driver.person('Ben');
    expect((await ben.run('stats')).message?.text).toContain('not answered a question yet');
    await earn(ben);
    const asked = await ben.run('quiz', { topic: 'locate' });
    await ben.choose(asked.message, 0, '4');
    const { message } = await ben.run('stats');
    expect(message?.ephemeral).toBe(true);
    expect(message?.text).toContain('**2** points · **1** of 2 right (50 %) · **1** day in a row');
    expect(message?.text).toMatch(/locate: 0 of 1.*\n.*choice: 1 of 1/);
  });
});

describe('/help', () => {
  test('mentions every command so that it can be clicked', async () => {
    const { message } = await stage.driver.person('Ada').run('help');
    for (const command of stage.driver.person('Ada').commands()) {
      const mention = command.type === 1 ? `</${command.name}:${command.id}>` : `Apps → ${command.name}`;
      expect(message?.text).toContain(mention);
    }
  });
});

describe('/privacy', () => {
  test('says what is kept, and exports it as a file, by option or by button', async () => {
    const cleo = stage.driver.person('Cleo');
    await earn(cleo);
    const shown = await cleo.run('privacy');
    expect(shown.message?.text).toContain('your points in each server; your points and counts for each day;');
    await cleo.press(shown.message, 'Export my data');
    const byOption = await cleo.run('privacy', { action: 'export' });
    expect(byOption.message?.ephemeral).toBe(true);
    const exported = JSON.parse(byOption.message?.file('podium-export.json') ?? '{}');
    expect(JSON.stringify(exported)).toContain('first/choice');
    const pressed = cleo.messages().at(-2);
    expect(JSON.parse(pressed?.file('podium-export.json') ?? '{}')).toEqual(exported);
  });

  test('delete asks once more, then removes every row of that person and of nobody else', async () => {
    const [dora, eve] = [stage.driver.person('Dora'), stage.driver.person('Eve')];
    await earn(dora);
    await earn(eve);
    const asked = await dora.run('privacy', { action: 'delete' });
    await dora.press(asked.message, 'Keep it');
    expect((await stage.store.stats(dora.id, Date.now())).answered).toBe(1);
    const again = await dora.run('privacy');
    await dora.press(again.message, 'Delete my data…');
    expect(again.message?.text).toMatch(
      /Your open questions, answers, .* finished labs, name in matches, .* and progress in the lessons are removed at once/,
    );
    await dora.press(again.message, 'Yes, delete everything');
    expect(again.message?.text).toContain('everything about you is deleted');
    const left = Object.values(await stage.store.exportUser(dora.id)).flat();
    expect(left).toEqual([]);
    expect((await stage.store.stats(eve.id, Date.now())).answered).toBe(1);
  });
});
