import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { questionSource } from '../../src/play/library.ts';
import { type Actor, type Reply, type Seen, upload } from '../../src/preview/driver.ts';
import { openReportsAt, type Store, settleReportAt } from '../../src/store/index.ts';
import { DAY, MINUTE } from '../../src/study/schedule/day.ts';
import { addressOf } from '../store/database.ts';
import { type Stage, startStage } from './stage.ts';

/** A deck of two cards, one of them answered by its buttons. */
const deckText = (id: string, title: string): string => `id: ${id}
title: ${title}
description: What we run.
cards:
  - id: which-user
    kind: choice
    topic: pods of ${id}
    difficulty: 2
    prompt: Which user runs our database?
    options:
      - {text: postgres, correct: true, why: It is in the manifest.}
      - {text: root, why: We took care of that.}
      - {text: nobody, why: That one owns no files.}
    explanation: The database has a user of its own.
    source: {title: Our wiki, url: "https://example.com/wiki"}
  - id: back-up
    kind: recall
    topic: backups of ${id}
    difficulty: 1
    prompt: Where are the backups?
    answer: In the other cluster.
    explanation: They would be lost with this one.
    source: {title: Our wiki, url: "https://example.com/wiki"}
`;

let stage: Stage;
let ada: Actor;
/** Set where the store is to fail once, as if the bot were killed before it kept what it did. */
let killed = false;
const breaking = (store: Store): Store => ({
  ...store,
  async newsTold(ids, now) {
    if (!killed) return store.newsTold(ids, now);
    killed = false;
    throw new TypeError('killed');
  },
});

beforeAll(async () => {
  const decks = await ourDecks();
  stage = await startStage({ questions: questionSource(() => decks), store: breaking });
  ada = stage.driver.person('Ada');
  for (const id of ['told', 'closed', 'retired', 'gone', 'late', 'order']) await imports(id);
});
afterAll(() => stage.close());

async function imports(id: string): Promise<void> {
  await ada.run('deck import', { file: upload(`${id}.yaml`, deckText(id, `Deck ${id}`)) });
}

/** Answers the question with buttons of a deck, and says what is wrong with it. */
async function report(who: Actor, options: Record<string, string>, words: string): Promise<Reply> {
  const asked = await who.run('quiz', options);
  await who.press(asked.message, 'A');
  await who.press(asked.message, 'More…');
  const opened = await who.press(asked.message, 'Report a mistake');
  return who.submit(opened, { text: words });
}
const on = (id: string) => ({ deck: `Deck ${id}`, topic: `pods of ${id}` });

/** The entry of `/reports` about a card of this deck. */
async function entry(id: string): Promise<Seen | null> {
  const { message } = await ada.run('reports');
  for (let left = 20; left > 0 && message?.text.includes(`\`${id}/`) !== true; left -= 1)
    await ada.press(message, 'Next');
  return message;
}

async function settle(message: Seen | null, note = ''): Promise<Reply> {
  return ada.submit(await ada.press(message, 'Resolved…'), { note });
}

describe('/reports', () => {
  test('shows the card, what was written and how it is answered, and never who wrote it', async () => {
    const grace = stage.driver.person('Grace');
    const words = '**B** is right too, @everyone <@1> https://evil.example\nLine two';
    const said = await report(grace, on('told'), words);
    expect(said.message?.text).toContain('without your name');
    const again = await report(stage.driver.person('Heidi'), on('told'), 'And I think so too.');
    expect(again.message?.text).toContain('those who manage the server whose deck it is');
    const message = await entry('told');
    expect(message?.ephemeral).toBe(true);
    expect(message?.text).toContain('**2 reports by 2 people**');
    expect(message?.text).toContain('> And I think so too.');
    expect(message?.text).toContain('Which user runs our database?');
    expect(message?.text).toMatch(/✓ \*\*[ABC]\*\* {2}postgres/);
    expect(message?.text).toContain('The database has a user of its own.');
    expect(message?.text).toMatch(/\*\*Answered by everyone together:\*\* 2 times, \d+ % right/);
    expect(message?.text).toContain('asked 2 times');
    expect(message?.text).toContain(
      '\\*\\*B\\*\\* is right too, @\u200beveryone \\<@1> https:\u200b//evil.example Line two',
    );
    for (const hidden of [grace.id, 'Grace', 'Heidi']) expect(message?.text).not.toContain(hidden);
    expect(message?.raw.mentions).toEqual([]);
  });

  test('the options stood in another order than their reporter saw, so that “B is right too” was read of another one', async () => {
    const options = (seen: Seen | null): readonly string[] =>
      [...(seen?.text ?? '').matchAll(/\*\*([ABC])\*\* +(postgres|root|nobody)/g)].map(([, key, text]) =>
        [key, text].join(' '),
      );
    const orders: (readonly string[])[] = [];
    // Until two of them were asked in different orders; each says what they saw as B.
    for (let n = 0; new Set(orders.map(String)).size < 2 && n < 20; n += 1) {
      const who = stage.driver.person(`Reader ${n}`);
      const asked = await who.run('quiz', on('order'));
      const seen = options(asked.message);
      expect(seen).toHaveLength(3);
      await who.press(asked.message, 'A');
      await who.press(asked.message, 'More…');
      const text = `I think that ${seen[1]} is right too.`;
      await who.submit(await who.press(asked.message, 'Report a mistake'), { text });
      orders.push(seen);
      const entered = await entry('order');
      expect(options(entered)).toEqual(seen);
      const [newest = '', ...older] = (entered?.text ?? '').split('\n> I think').slice(1);
      expect(newest).not.toContain('another order');
      for (const [index, note] of older.entries()) {
        const theirs = orders.at(-2 - index) ?? [];
        const others = theirs.filter((option) => !seen.includes(option));
        expect(
          [...note.matchAll(/their \*\*(.)\*\* is \*\*(.)\*\* below/g)].map(([, a, b]) => [a, b]),
        ).toEqual(
          others.map((option) => [option[0], seen.find((each) => each.slice(2) === option.slice(2))?.[0]]),
        );
      }
    }
    expect(new Set(orders.map(String)).size).toBe(2);
    await settle(await entry('order'));
  });

  test('Resolved tells each of those who wrote, directly and once, whatever happens in between', async () => {
    const grace = stage.driver.person('Grace').inDm();
    const before = grace.messages().length;
    const shown = await settle(await entry('told'), 'We **reworded** it, @everyone.');
    expect(shown.message?.text).toContain('**Settled:** 2 reports. The 2 people who wrote them are told');
    // Sent, and killed before that was kept: sent again with the same nonce, it is the same message.
    killed = true;
    await stage.bot.reportNews.check();
    expect(killed).toBe(false);
    stage.advance(2 * MINUTE);
    await stage.bot.reportNews.check();
    await stage.bot.reportNews.check();
    const news = grace.messages().slice(before);
    expect(news).toHaveLength(1);
    expect(news[0]?.text).toContain('**Your report of “Which user runs our database?”**');
    expect(news[0]?.text).toContain('> We \\*\\*reworded\\*\\* it, @\u200beveryone.');
    expect(news[0]?.text).toContain(`Those who manage **`);
    expect((await grace.run('quiz', { topic: 'runAsUser' })).message?.text).not.toContain('Your report');
    expect((await ada.run('reports')).message?.text).not.toContain('`told/');
  });

  test('whose direct messages are closed is told at their next /quiz or /review, once', async () => {
    const ivan = stage.driver.person('Ivan', { acceptsDms: false });
    await report(ivan, on('closed'), 'It is nobody.');
    await settle(await entry('closed'), 'No, see the manifest.');
    await stage.bot.reportNews.check();
    expect(ivan.inDm().messages()).toHaveLength(0);
    const told = () => ivan.messages().filter(({ text }) => text.includes('Your report of')).length;
    const news = ivan.next(({ text }) => text.includes('> No, see the manifest.'));
    await ivan.run('review');
    await news;
    expect(told()).toBe(1);
    expect(ivan.messages().find(({ text }) => text.includes('Your report of'))?.ephemeral).toBe(true);
    await ivan.run('quiz', on('closed'));
    expect(await stage.store.takeNewsFor(ivan.id, Date.now() + DAY)).toEqual([]);
    expect(told()).toBe(1);
  });

  test('Retire takes a server’s own card out of /quiz and /review everywhere; Bring it back puts it in again', async () => {
    const judy = stage.driver.person('Judy');
    await report(judy, on('retired'), 'It is out of date.');
    const message = await entry('retired');
    await ada.press(message, 'Retire this card here');
    expect(message?.text).toContain('**Retired:** it is not asked any more, here or in direct messages');
    expect((await judy.run('quiz', on('retired'))).message?.text).toContain('No question fits');
    stage.advance(2 * DAY);
    for (const place of [judy, judy.inDm()])
      expect((await place.run('review')).message?.text).not.toContain('pods of retired');
    // Settled, it is still in the list: it can be brought back.
    await settle(message);
    const back = await entry('retired');
    expect(back?.text).toContain('**No open report**');
    await ada.press(back, 'Bring it back');
    expect(back?.text).toContain('**It is back:**');
    expect((await judy.run('quiz', on('retired'))).message?.text).toContain('Which user runs our database?');
    expect((await judy.inDm().run('review')).message?.text).toContain('pods of retired');
    stage.advance(-2 * DAY);
  });

  test('a card of Podium’s is retired for this server alone, and whoever runs the bot sees it still', async () => {
    const decks = await ourDecks();
    const card = decks.flatMap(({ cards }) => cards).find(({ kind }) => kind === 'choice');
    if (card === undefined) throw new Error('no card with buttons');
    const ken = stage.driver.person('Ken');
    const guildId = ken.place.guild?.id ?? '';
    await stage.store.reportMistake({
      askId: null,
      card: card.key,
      userId: ken.id,
      guildId,
      text: 'Option B holds since 1.36',
      now: Date.now(),
      shownTo: guildId,
    });
    const { message } = await ada.run('reports');
    for (let left = 20; left > 0 && message?.text.includes(`\`${card.key}\``) !== true; left -= 1)
      await ada.press(message, 'Next');
    await ada.press(message, 'Retire this card here');
    expect(message?.text).toContain('**Retired here:**');
    const info = async (who: Actor): Promise<string> =>
      (await who.run('deck info', { deck: card.deckId })).message?.text ?? '';
    expect(await info(ken)).toContain('1 card retired here');
    expect(await info(ken.inDm())).not.toContain('retired here');
    await settle(message, 'Retired here.');
    const path = `${stage.folder}/podium.db`;
    const url = await addressOf(path);
    const place = url === undefined ? { path } : { url };
    const open = await openReportsAt(place);
    expect(open.map((one) => one.card)).toContain(card.key);
    // Settled from another process while the bot runs: told by the bot, in the name of whoever runs it.
    await stage.bot.reportNews.check();
    const newest = open.find((one) => one.card === card.key)?.reports[0]?.id ?? 0;
    const input = { reportId: newest, note: 'Mended.', now: Date.now() };
    expect(await settleReportAt(place, input)).toMatchObject({
      reports: 1,
      people: 1,
    });
    await stage.bot.reportNews.check();
    const told = ken
      .inDm()
      .messages()
      .map(({ text }) => text);
    expect(told.filter((text) => text.includes('Retired here.'))).toHaveLength(1);
    expect(
      told.filter((text) => /Whoever runs this bot has settled it[\s\S]*> Mended\./.test(text)),
    ).toHaveLength(1);
  });

  test('a drill is shown as the report saw it', async () => {
    const leo = stage.driver.person('Leo');
    const asked = await leo.run('quiz', { deck: 'drills', topic: 'runAsUser' });
    const prompt = asked.message?.text ?? '';
    const select = asked.message?.selects[0];
    if (select === undefined) await leo.press(asked.message, 'A');
    else await leo.choose(asked.message, 0, select.options?.[0]?.value ?? '');
    await leo.press(asked.message, 'More…');
    const opened = await leo.press(asked.message, 'Report a mistake');
    expect(JSON.stringify(opened.modal)).toContain('manage this server and whoever runs this bot');
    await leo.submit(opened, { text: 'The UID is another.' });
    const { message } = await ada.run('reports');
    for (let left = 20; left > 0 && message?.text.includes('`drill/') !== true; left -= 1)
      await ada.press(message, 'Next');
    const firstLine =
      prompt
        .split('\n')
        .find((line) => line.includes('runAsUser:'))
        ?.trim() ?? 'nothing';
    expect(message?.text).toContain(firstLine);
    await settle(message);
  });

  test('says so of a card that is gone, and only offers to settle it', async () => {
    await report(stage.driver.person('Mona'), on('gone'), 'Typo.');
    const asked = await ada.run('deck remove', { deck: 'Deck gone' });
    await ada.press(asked.message, 'Remove it');
    const message = await entry('gone');
    expect(message?.text).toContain('The card has left its deck');
    expect(message?.buttons.map(({ label }) => label)).not.toContain('Retire this card here');
    const done = await settle(message);
    expect(done.message?.text).toContain('**Settled:**');
    await stage.bot.reportNews.check();
    expect(stage.driver.person('Mona').inDm().messages().at(-1)?.text).toContain(
      'a card that has left its deck',
    );
  });

  test('does not settle what was written after the manager looked; a second press says that it is settled', async () => {
    await report(stage.driver.person('Nina'), on('late'), 'First.');
    const message = await entry('late');
    const opened = await ada.press(message, 'Resolved…');
    const second = await ada.press(message, 'Resolved…');
    await report(stage.driver.person('Olga'), on('late'), 'Second.');
    const done = await ada.submit(opened, { note: '' });
    expect(done.message?.text).toContain('**Settled:** 1 report.');
    expect((await ada.submit(second, { note: '' })).message?.text).toContain('**Settled already:**');
    expect((await entry('late'))?.text).toContain('> Second.');
  });

  test('is for managers: not offered to others, and its buttons do nothing for who lost the right', async () => {
    const pat = stage.driver.person('Pat');
    expect(pat.commands().map(({ name }) => name)).not.toContain('reports');
    const message = await entry('late');
    ada.person.admin = false;
    for (const label of ['Resolved…', 'Retire this card here'])
      expect((await ada.press(message, label)).message?.text).toContain('"Manage Server"');
    ada.person.admin = true;
    expect((await entry('late'))?.text).not.toContain('**Retired');
  });

  test.each(['retire', 'resolve'])('a forged %s of another server’s report does nothing', async (what) => {
    const other = '299999999999999999';
    const { id } = await stage.store.reportMistake({
      askId: null,
      card: `${other}.theirs/a`,
      userId: '1',
      guildId: other,
      text: 'Secret of theirs',
      now: Date.now(),
      shownTo: other,
    });
    for (const reportId of [id, 999_999]) {
      const shown = await ada.run('help');
      const raw = shown.message?.stored.message as { components: unknown };
      const forged = {
        type: 2,
        id: 2,
        style: 2,
        label: 'Forged',
        custom_id: `reports:${what}:${reportId}:0`,
      };
      raw.components = [{ type: 1, id: 1, components: [forged] }];
      const { message } = await ada.press(shown.message, 'Forged');
      expect(message?.text).toContain('That report is gone');
      expect(message?.text).not.toContain('Secret');
    }
    expect(await stage.store.retiredCards(other)).toEqual([]);
  });
});

test('nothing of it was logged as trouble', () => {
  const trouble = stage.logged.filter(({ level }) => Number(level) >= 40);
  expect(trouble.filter(({ error }) => !JSON.stringify(error).includes('killed'))).toEqual([]);
});
