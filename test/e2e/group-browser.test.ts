import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { questionSource } from '../../src/play/library.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { shoot, shootBoth } from './browser-page.ts';
import { launchBrowser, missing } from './chromium.ts';
import { knows } from './group-members.ts';
import { startStage } from './stage.ts';

const DECKS = await ourDecks();
const TOPICS = ['runAsUser', 'levels', 'image user', 'fsGroup', 'volumes', 'capabilities', 'seccomp'];

describe.skipIf(missing)('a group in a browser', () => {
  test('is seen by two people, on a desktop and on a phone: the picture, one’s own part, the exam', async () => {
    const stage = await startStage({ questions: questionSource(() => DECKS) });
    const people = ['Ada', 'Bob', 'Cem', 'Dua'].map((name) => stage.driver.person(name));
    for (const [index, person] of people.entries()) {
      for (const [place, topic] of TOPICS.entries())
        await knows(stage.store, DECKS, person, topic, (index * index * 12 + place * 4) % 70);
      await person.run('group join');
      const guildId = person.place.guild?.id ?? '';
      await stage.store.allowNaming({ guildId, userId: person.id, named: true });
    }
    const browser = await launchBrowser();
    const open = async (name: string, width: number): Promise<Page> => {
      const page = await (await browser.newContext({ viewport: { width, height: 1400 } })).newPage();
      await page.goto(`${stage.preview.url}/?user=${name}`);
      await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
      return page;
    };
    const [ada, bob] = [await open('Ada', 1280), await open('Bob', 390)];
    const both = (text: string, name: string) => shootBoth(ada, bob, text, `group-${name}`);
    const mia = stage.driver.person('Mia', { admin: true });
    const date = new Date(Date.now() + 12 * DAY).toISOString().slice(0, 10);
    await mia.run('group exam', { date, zone: 'UTC' });
    await both('The exam of this group', 'exam');
    await mia.run('group show');
    await both('What this group remembers', 'shown');
    for (const [page, device] of [
      [ada, 'desktop'],
      [bob, 'phone'],
    ] as const) {
      const shown = page.getByTestId('message').filter({ hasText: 'What this group remembers' }).last();
      const picture = shown.getByRole('img', { name: /^What the group remembers\. Exam on .*12 days to go/ });
      await picture.waitFor();
      await shown.getByRole('button', { name: 'My part…' }).click();
      const part = page.getByTestId('message').filter({ hasText: 'Your part in this group' }).last();
      await part.waitFor();
      await shoot(part, `group-part-${device}`);
      await part.getByRole('button', { name: 'Use these settings' }).click();
      await part.filter({ hasNotText: 'Use these settings' }).waitFor();
    }
    await bob
      .getByTestId('message')
      .filter({ hasText: 'What this group remembers' })
      .last()
      .getByRole('button', { name: 'Start a match on these' })
      .click();
    await bob.getByTestId('message').filter({ hasText: 'The lobby is open below' }).waitFor();
    await stage.bot.matches.check();
    await both('A match is about to begin', 'match');
    expect(await bob.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await browser.close();
    await stage.close();
  });
});
