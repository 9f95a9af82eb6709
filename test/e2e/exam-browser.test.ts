import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { labOfCard } from '../../src/play/labs-card.ts';
import { press, shoot } from './browser-page.ts';
import { launchBrowser, missing } from './chromium.ts';
import { answerTask, examOf, examStage } from './exam-stage.ts';

const PRESSED = ['choice', 'multi', 'locate'];

describe.skipIf(missing)('an exam in a browser', () => {
  test('of two people, one on a desktop and one on a phone, from what it is like to the report', async () => {
    const stage = await examStage();
    const browser = await launchBrowser();
    const open = async (name: string, width: number): Promise<Page> => {
      const page = await (await browser.newContext({ viewport: { width, height: 1400 } })).newPage();
      await page.goto(`${stage.preview.url}/?user=${name}`);
      await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
      return page;
    };
    const devices = [
      ['Ada', 'desktop', await open('Ada', 1280)],
      ['Bob', 'phone', await open('Bob', 390)],
    ] as const;
    const role = [...stage.driver.world.roles.values()].find(({ name }) => name === 'Certified')?.id ?? '';
    await stage.driver.person('Ada').run('exam set', { role });
    for (const [name, device, page] of devices) {
      const person = stage.driver.person(name);
      const intro = await person.run('exam start', { exam: 'ckad-security-contexts' });
      const message = intro.message;
      if (message === null) throw new Error('no message');
      const card = page.getByTestId('message').last();
      const shows = async (text: string, shot: string): Promise<void> => {
        await card.filter({ hasText: text }).waitFor();
        await shoot(card, `exam-${shot}-${device}`);
      };
      await shows('Only you see your answers', 'intro');
      await press(card, 'Begin without the role');
      await shows('task 1 of', 'task');
      const { items } = await examOf(stage, person);
      for (const item of items) {
        // The desktop knows three of four, the phone every third.
        const knows = device === 'desktop' ? item.item % 4 !== 0 : item.item % 3 === 0;
        const lab = labOfCard(item.question.card) !== undefined;
        const { kind, number, mend } = item.question;
        if (PRESSED.includes(kind) && item.item !== 4) await answerTask(person, message, item, knows);
        else if (!lab && item.item !== 4) {
          // A box that the driver opens would stand on its person's page too.
          const { exam } = await examOf(stage, person);
          const typed = { kind: 'text', text: mend?.solution ?? 'x' } as const;
          const answer = number === undefined ? typed : ({ kind: 'number', value: number } as const);
          await stage.store.answerExam({
            examId: exam.id,
            userId: person.id,
            item: item.item,
            answer,
            now: Date.now(),
          });
          await person.press(message, 'All tasks');
          await person.press(message, /^Back to task/);
        }
        if (kind === 'repair') await shows('Your answer:', 'repair');
        if (lab) await shows('Not opened yet', 'lab');
        if (item.item === 2) await person.press(message, 'Flag');
        if (item.item < items.length - 1) await person.press(message, 'Next');
      }
      await press(card, 'All tasks');
      await shows('Flagged', 'overview');
      await press(card, 'Hand in…');
      await shows('Your answers stand', 'submit');
      await press(card, 'Hand in now');
      await shows('assed', 'report');
      await press(card, 'Go through the tasks');
      await shows('Report', 'marked');
      const opened = await person.run('exam open');
      expect(opened.message?.text).toContain('assed');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        device === 'desktop' ? 1280 : 390,
      );
      // What one of them sees is nobody else's.
      expect(
        stage.driver
          .person(name === 'Ada' ? 'Bob' : 'Ada')
          .messages()
          .some(({ id }) => id === message.id),
      ).toBe(false);
    }
    await browser.close();
    await stage.close();
  });
});
