import { describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { questionSource } from '../../src/play/library.ts';
import type { Actor } from '../../src/preview/driver.ts';
import { adaAndBob, runCommand, shoot, shootBoth } from './browser-page.ts';
import { launchBrowser, missing } from './chromium.ts';
import { startStage } from './stage.ts';

// What is answered with a press or a choice: a box that the driver opens would stand on its person's page too.
const PRESSED = ['choice', 'multi', 'locate'];
const DECKS = (await ourDecks()).map((deck) => ({
  ...deck,
  cards: deck.cards.filter(({ kind }) => PRESSED.includes(kind)),
}));

describe.skipIf(missing)('a match in a browser', () => {
  test('of two people, one on a desktop and one on a phone, from the lobby to the podium', async () => {
    const stage = await startStage({ questions: questionSource(() => DECKS) });
    const browser = await launchBrowser();
    const [ada, bob] = await adaAndBob(browser, stage.preview.url);
    const settle = async (ms: number): Promise<void> => {
      stage.advance(ms);
      await stage.bot.matches.check();
    };
    const both = (text: string, name: string) => shootBoth(ada, bob, text, `match-${name}`);
    await runCommand(ada, 'match');
    await settle(0);
    const join = bob.getByTestId('message').filter({ hasText: 'A match is about to begin' }).last();
    await join.getByRole('button', { name: 'Join', exact: true }).click();
    await join.filter({ hasText: '2 players' }).waitFor();
    await settle(1000);
    await both('A match is about to begin', 'lobby');
    const lobby = ada.getByTestId('message').filter({ hasText: 'A match is about to begin' }).last();
    await lobby.getByRole('button', { name: 'Start', exact: true }).click();
    await ada.getByTestId('message').filter({ hasText: 'It has begun' }).last().waitFor();
    await settle(1000);
    await both('Round 1 of 5', 'round');
    const people: readonly Actor[] = ['Ada', 'Bob'].map((name) => stage.driver.person(name));
    for (let round = 1; round <= 5; round += 1) {
      for (const person of people) {
        const asked = person.messages().findLast(({ text }) => text.includes(`Round ${round} of 5`)) ?? null;
        const right = await rightOf(stage.store, person.place.id);
        // Bob misses every second one.
        const key = person === people[1] && round % 2 === 0 ? right.wrong : right.right;
        if (right.select) await person.choose(asked, 0, key);
        else await person.press(asked, key);
      }
      await settle(6000);
      if (round === 1) await both('of 2 answers right', 'revealed');
      await settle(13_000);
    }
    await both('The match is over', 'end');
    const end = bob.getByTestId('message').filter({ hasText: 'The match is over' }).last();
    await end.getByRole('button', { name: 'What I missed' }).click();
    const missed = bob.getByTestId('message').filter({ hasText: 'What you missed' }).last();
    await missed.waitFor();
    await shoot(missed, 'match-missed-phone');
    expect(await bob.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await browser.close();
    await stage.close();
  });
});

async function rightOf(store: Awaited<ReturnType<typeof startStage>>['store'], channelId: string) {
  const question = (await store.liveMatch(channelId))?.round?.question;
  const options = question?.options ?? [];
  return {
    select: question?.kind !== 'choice',
    right: options.find(({ correct }) => correct)?.key ?? '',
    wrong: options.find(({ correct }) => !correct)?.key ?? '',
  };
}
