import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { type QuestionSource, questionSource } from '../../src/play/library.ts';
import type { Actor, Seen } from '../../src/preview/driver.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { type Stage, startStage } from './stage.ts';

const REVIEW = 'Review my missed cards now';
const DECKS = (await ourDecks()).map((deck) => ({
  ...deck,
  cards: deck.cards.filter(({ kind }) => kind === 'choice'),
}));

let stage: Stage;
let decks: QuestionSource;
beforeEach(async () => {
  decks = questionSource(() => DECKS);
  stage = await startStage({
    questions: new Proxy({} as QuestionSource, { get: (_, key) => Reflect.get(decks, key) }),
  });
});
afterEach(() => stage.close());

async function settle(ms = 0): Promise<void> {
  stage.advance(ms);
  await stage.bot.matches.check();
}

function last(person: Actor, text: string): Seen {
  const found = person.messages().findLast((message) => !message.ephemeral && message.text.includes(text));
  if (found === undefined) throw new Error(`no message with ${text}`);
  return found;
}

/** Plays three rounds: Ada is always right, Bob only in the rounds named. Gives the cards in their order. */
async function played(ada: Actor, bob: Actor, right: readonly number[]): Promise<readonly string[]> {
  await ada.run('match', { rounds: 3, seconds: 20, kind: 'questions' });
  await settle();
  await bob.press(last(bob, 'A match is about to begin'), 'Join');
  await ada.press(last(ada, 'A match is about to begin'), 'Start');
  await settle(1000);
  const cards: string[] = [];
  for (let round = 1; round <= 3; round += 1) {
    const question = (await stage.store.liveMatch(ada.place.id))?.round?.question;
    cards.push(question?.card ?? '');
    const key = question?.options?.find(({ correct }) => correct)?.key ?? '';
    await ada.press(last(ada, `Round ${round} of 3`), key);
    if (right.includes(round)) await bob.press(last(bob, `Round ${round} of 3`), key);
    await settle(21_000);
    await settle(13_000);
  }
  return cards;
}

/** Answers the series on this message with its first button; gives its cards. */
async function series(person: Actor, asked: Seen): Promise<readonly string[]> {
  const cards: string[] = [];
  for (;;) {
    const ask = asked.buttons
      .map(({ customId }) => /^quiz:answer:(\d+):/.exec(customId ?? '')?.[1])
      .find(Boolean);
    cards.push((await stage.store.findAsk(Number(ask)))?.question.card ?? '');
    await person.press(asked, 'A');
    if (!asked.buttons.some(({ label }) => label === 'Next')) return cards;
    await person.press(asked, 'Next');
  }
}

describe('“Review my missed cards now” at the end of a match', () => {
  test('asks exactly the cards that were missed, days later and after a restart', async () => {
    const [ada, bob] = [stage.driver.person('Ada'), stage.driver.person('Bob')];
    const cards = await played(ada, bob, [2]);
    const missed = await bob.press(last(bob, 'The match is over'), 'What I missed');
    await stage.restart();
    stage.advance(3 * DAY);
    await bob.press(missed.message, REVIEW);
    const asked = missed.message as Seen;
    expect(asked.text).not.toContain('no longer');
    expect([...(await series(bob, asked))].sort()).toEqual([cards[0], cards[2]].sort());
    expect(asked.text).toMatch(/That was the last one: \d of 2 right/);
  });

  test('says how many have left their decks, and asks the others', async () => {
    const [ada, bob] = [stage.driver.person('Ada'), stage.driver.person('Bob')];
    const cards = await played(ada, bob, [2]);
    const missed = await bob.press(last(bob, 'The match is over'), 'What I missed');
    const without = (gone: readonly (string | undefined)[]): void => {
      decks = questionSource(() =>
        DECKS.map((deck) => ({ ...deck, cards: deck.cards.filter(({ key }) => !gone.includes(key)) })),
      );
    };
    without([cards[0]]);
    await bob.press(missed.message, REVIEW);
    const asked = missed.message as Seen;
    expect(asked.text).toContain('One of the cards you missed is no longer in its deck');
    expect(await series(bob, asked)).toEqual([cards[2]]);
    expect(asked.text).toMatch(/That was the last one: \d of 1 right/);
    expect(asked.buttons.map(({ label }) => label)).toContain('The same one again');
    expect(asked.buttons.map(({ label }) => label)).not.toContain('Next');
    without([cards[0], cards[2]]);
    const again = await bob.press(last(bob, 'The match is over'), 'What I missed');
    const told = await bob.press(again.message, REVIEW);
    expect(told.message?.text).toContain('Those cards are no longer in their decks');
  });

  test('is not there for who missed nothing', async () => {
    const [ada, bob] = [stage.driver.person('Ada'), stage.driver.person('Bob')];
    await played(ada, bob, [1, 2, 3]);
    const { message } = await ada.press(last(ada, 'The match is over'), 'What I missed');
    expect(message?.text).toContain('You missed nothing');
    expect(message?.buttons).toEqual([]);
  });

  test('tells who comes a month late that the match is no longer kept', async () => {
    const [ada, bob] = [stage.driver.person('Ada'), stage.driver.person('Bob')];
    await played(ada, bob, []);
    const missed = await bob.press(last(bob, 'The match is over'), 'What I missed');
    stage.advance(31 * DAY);
    await stage.store.sweepMatches(Date.now() + 31 * DAY);
    const told = await bob.press(missed.message, REVIEW);
    expect(told.message?.text).toContain('This match is no longer kept');
    const noPlayer = await stage.driver.person('Eve').press(last(ada, 'The match is over'), 'What I missed');
    expect(noPlayer.message?.text).toContain('This match is no longer kept');
  });
});
