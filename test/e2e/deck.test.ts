import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { questionSource } from '../../src/play/library.ts';
import { type Actor, upload } from '../../src/preview/driver.ts';
import { type Stage, startStage } from './stage.ts';

const YAML = `id: ours
title: Our cluster
description: What we run.
cards:
  - id: which-user
    kind: choice
    topic: our pods
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
    topic: our pods
    difficulty: 1
    prompt: Where are the backups?
    answer: In the other cluster.
    explanation: They would be lost with this one.
    source: {title: Our wiki, url: "https://example.com/wiki"}
`;

let stage: Stage;
let ada: Actor;
let grace: Actor;
const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));

beforeAll(async () => {
  stage = await startStage({ questions: questionSource(() => decks) });
  ada = stage.driver.person('Ada');
  grace = stage.driver.person('Grace');
});
afterAll(() => stage.close());

async function imported(name: string, content: string, who = ada): Promise<string> {
  const { message } = await who.run('deck import', { file: upload(name, content) });
  expect(message?.ephemeral).toBe(true);
  return message?.text ?? '';
}

/** The same where cards would go or change: what is asked first, and what is said once it is to be so. */
async function replaced(content: string): Promise<{ readonly asked: string; readonly said: string }> {
  const { message } = await ada.run('deck import', { file: upload('ours.yaml', content) });
  const asked = message?.text ?? '';
  const done = await ada.press(message, 'Replace');
  return { asked, said: done.message?.text ?? '' };
}

describe('/deck import', () => {
  test('keeps a deck for the server: it is listed, completed, asked and reviewed there', async () => {
    expect(await imported('ours.yaml', YAML)).toContain('Imported: Our cluster** · 2 cards (2 new)');
    const list = await grace.run('deck list');
    expect(list.message?.text).toContain('**Our cluster** · 2 cards · imported');
    expect(list.message?.text).toContain('**Decks that come with me**');
    expect(await grace.complete('quiz', 'deck', 'clus')).toEqual([
      { name: 'Our cluster', value: expect.stringMatching(/^\d+\.ours$/) },
    ]);
    expect(await grace.complete('quiz', 'topic', 'our')).toMatchObject([{ value: 'our pods' }]);
    const asked = await grace.run('quiz', { deck: 'Our cluster', count: 2 });
    expect(asked.message?.text).toContain('1 of 2');
    const review = await grace.run('review', { deck: 'ours' });
    expect(review.message?.text).toMatch(/our pods.*2 left: 2 new/);
  });

  test('is asked only in its server; what was met there comes back in a DM', async () => {
    const linus = stage.driver.person('Linus');
    const here = await linus.run('review', { deck: 'Our cluster' });
    await linus.press(here.message, /^A$/);
    expect(await linus.elsewhere().complete('quiz', 'deck', 'clus')).toEqual([]);
    expect((await linus.inDm().run('deck list')).message?.text).not.toContain('Our cluster');
    stage.advance(20 * 60_000);
    const again = await linus.inDm().run('review');
    expect(again.message?.text).toContain('Which user runs our database?');
    stage.advance(-20 * 60_000);
  });

  test('in a DM a server’s deck had no name: it is completed with its server’s, and filters /quiz and /review', async () => {
    const lin = stage.driver.person('Lin');
    const here = await lin.run('review', { deck: 'Our cluster' });
    expect(await lin.inDm().complete('quiz', 'deck', 'clus')).toEqual([]);
    await lin.press(here.message, /^A$/);
    const [deck, ...more] = (await lin.inDm().complete('quiz', 'deck', 'clus')) ?? [];
    expect(more).toEqual([]);
    expect(deck).toEqual({
      name: `Our cluster · ${lin.place.guild?.name}`,
      value: expect.stringMatching(/^\d+\.ours$/),
    });
    expect(await lin.inDm().complete('review', 'topic', 'our')).toMatchObject([{ value: 'our pods' }]);
    const value = String(deck?.value);
    for (const chosen of [
      { deck: value },
      { deck: 'Our cluster' },
      { topic: 'our pods' },
      { deck: value, difficulty: 2 },
    ])
      expect((await lin.inDm().run('quiz', chosen)).message?.text).toContain('Which user runs our database?');
    expect((await lin.inDm().run('quiz', { deck: value, kind: 'recall' })).message?.text).toContain(
      'No question fits',
    );
    stage.advance(20 * 60_000);
    expect((await lin.inDm().run('review', { deck: value })).message?.text).toContain('our database?');
    stage.advance(-20 * 60_000);
    for (const command of ['deck info', 'deck export'])
      expect((await lin.inDm().run(command, { deck: value })).message?.text).toContain(
        "I don't know that deck",
      );
    expect(await lin.inDm().complete('deck export', 'deck', 'clus')).toEqual([]);
  });

  test('all or nothing: errors come with line and caret, and the server keeps what it had', async () => {
    const bad = YAML.replace('difficulty: 2', 'difficulty: 7').replace('kind: recall', 'kind: recal');
    const text = await imported('ours.yaml', bad);
    expect(text).toContain('**Nothing was imported.** `ours.yaml` has 2 errors.');
    expect(text).toContain('ours.yaml:8:17: error: card "which-user": difficulty must be at most 5');
    expect(text).toContain('  8 |     difficulty: 7\n    |                 ^');
    expect((await ada.run('deck info', { deck: 'Our cluster' })).message?.text).toContain('2 cards');
  });

  test('again: schedules stay by id, a changed answer starts the card again, and it says so', async () => {
    const edited = YAML.replace('Where are the backups?', 'Where do the backups lie?')
      .replace('{text: postgres, correct: true,', '{text: postgres,')
      .replace('{text: nobody,', '{text: nobody, correct: true,');
    expect((await replaced(edited)).said).toContain(
      '(1 kept with its schedule, 1 with a different right answer, to be learned again)',
    );
    expect((await replaced(YAML)).said).toContain('1 with a different right answer');
  });

  test('again with a right answer in other words: its schedule stays, and the author is told', async () => {
    const stop = YAML.replace('text: postgres,', 'text: postgres.,');
    expect((await replaced(stop)).said).not.toContain('`revision:`');
    const { said } = await replaced(YAML.replace('text: postgres,', 'text: The database user,'));
    expect(said).toContain('(2 kept with their schedule)');
    expect(said).toContain(
      '`which-user` kept its schedule, although its right answer is worded differently now. If it is a different answer, raise the card’s `revision:` and import again.',
    );
    await replaced(YAML);
  });

  test('CSV and Anki text are taken too, with remarks for what a learner will miss', async () => {
    const csv = await imported('words.csv', 'front,back\nWhat is UID 0?,root\n');
    expect(csv).toContain('Imported: words** · 1 card (1 new)');
    expect(csv).toContain('Line 2: this card has no source: name the page that says so');
    const anki = '#separator:tab\n#html:true\n#deck:Anki deck\nWhat is GID 0?\troot<br>as well\n';
    expect(await imported('notes.txt', anki)).toContain('Imported: Anki deck** · 1 card');
    const asked = await ada.run('quiz', { deck: 'Anki deck' });
    const shown = await ada.press(asked.message, 'Reveal');
    expect(shown.message?.text).toContain('root\nas well');
    const outcome = await ada.press(asked.message, 'I knew it');
    expect(outcome.message?.buttons.map(({ label }) => label)).toEqual(['Next', 'More…']);
  });

  test('a column that is not known is told first, and not what follows from it five times', async () => {
    const rows = ['Which?', 'What?', 'Who?', 'How?', 'Why?'].map((prompt) => `${prompt},a,b,1`);
    const text = await imported('quiz.csv', `Question,Opion A,Antwort B,Correct\n${rows.join('\n')}\n`);
    expect(text).toContain('`quiz.csv` has 1 error.');
    const [unknown, options] = [
      text.indexOf('the columns "Opion A" (did you mean "option 1"?)'),
      text.indexOf('no column holds options'),
    ];
    expect(unknown).toBeGreaterThan(0);
    expect(options).toBeGreaterThan(unknown);
    const kahoot = 'Question,Option A,Option B,Answer\nWhich wins?,pod,container,container\n';
    expect(await imported('kahoot.csv', kahoot)).toContain('Imported: kahoot** · 1 card');
  });

  test('a Latin-1 CSV is read, and what was assumed is told with the line that shows it', async () => {
    const { message } = await ada.run('deck import', {
      file: upload('latin.csv', Buffer.from('prompt,answer\nWie heißt das?,Größe\n', 'latin1')),
    });
    expect(message?.text).toContain('Imported: latin** · 1 card');
    expect(message?.text).toContain(
      'Line 2: the file is not in UTF-8, and was read as Windows-1252 (Latin-1)',
    );
    const asked = await ada.run('quiz', { deck: 'latin' });
    expect(asked.message?.text).toContain('Wie heißt das?');
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0x0d]);
    const refused = await ada.run('deck import', { file: upload('x.csv', bytes) });
    expect(refused.message?.text).toContain('`x.csv` is not text: save it as plain text in UTF-8');
  });

  test('what is wrong comes in one round, remarks in the file beside the errors', async () => {
    const bad = YAML.replace('Where are the backups?', 'Where: in which cluster?')
      .replace('difficulty: 2', 'difficulty: 7')
      .replaceAll('    source: {title: Our wiki, url: "https://example.com/wiki"}\n', '')
      .replace('id: ours', 'id: users-and-groups');
    const { message } = await ada.run('deck import', { file: upload('ours.yaml', bad) });
    expect(message?.text).toContain('has 3 errors');
    expect(message?.text).toContain('id is "users-and-groups", and that is the deck "Users and groups"');
    expect(message?.text).toContain('put it in quotes: prompt: "Where: in which cluster?"');
    expect(message?.text).toContain('1 remark for its author in the file, which does not stop an import');
    expect(message?.file('problems.txt')).toContain('warning: card "back-up" has no source');
  });

  test('many errors: as many as fit are shown, and all are in a file', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => `p${index},a,nonsense`).join('\n');
    const { message } = await ada.run('deck import', {
      file: upload('many.csv', `prompt,answer,kind\n${rows}\n`),
    });
    expect(message?.text).toContain('has 300 errors');
    expect(message?.file('problems.txt').match(/error:/g)).toHaveLength(300);
  });

  test('is for those who may manage the server, in a server that added the bot', async () => {
    expect(await imported('ours.yaml', YAML, grace)).toContain('"Manage Server"');
    expect(await imported('ours.yaml', YAML, ada.inDm())).toContain('Run this command there');
    expect(await imported('ours.yaml', YAML, ada.elsewhere())).toContain('has not added me');
  });

  test('of a file that is no deck, too large, or not text is refused with what to do', async () => {
    expect(await imported('deck.apkg', 'PK')).toContain('Notes in Plain Text');
    expect(await imported('big.yaml', '#'.repeat(1024 * 1024 + 1))).toContain('Split it into two decks');
    expect(await imported('x.yaml', '\0\u0001binary')).toContain('`x.yaml` is not text');
    expect(await imported('x.yaml', YAML.replace('id: ours', 'id: users-and-groups'))).toContain(
      'comes with Podium: give yours another id',
    );
  });

  test('the largest deck there may be does not hold up anybody', async () => {
    const cards = Array.from(
      { length: 1000 },
      (_, index) =>
        `  - id: card-${index}\n    kind: recall\n    topic: many\n    difficulty: 1\n    prompt: ${'What is this? '.repeat(30)} ${index}\n    answer: ${'This is that. '.repeat(30)}\n`,
    );
    const text = `id: largest\ntitle: Largest\ndescription: As large as may be.\ncards:\n${cards.join('')}`;
    expect(text.length).toBeLessThan(1024 * 1024);
    const importing = ada.run('deck import', { file: upload('largest.yaml', text) });
    const second = imported('ours.yaml', YAML);
    const others = await Promise.all(
      Array.from({ length: 5 }, () => grace.run('field', { name: 'fsGroup' })),
    );
    expect(Math.max(...others.map(({ ackMs }) => ackMs ?? Number.POSITIVE_INFINITY))).toBeLessThan(3000);
    expect(await second).toContain('Another deck is being imported');
    expect((await importing).message?.text).toContain('1000 cards');
  });
});

describe('/deck export', () => {
  test.each(['yaml', 'csv', 'anki'] as const)(
    'as %s gives a file that imports as the same cards',
    async (format) => {
      const { message } = await grace.run('deck export', { deck: 'Our cluster', format });
      const [file] = message?.files ?? [];
      const text = message?.file() ?? '';
      expect(await imported(file?.filename ?? '', text)).toContain('2 cards (2 kept with their schedule)');
    },
  );

  test('of a deck that comes with the bot works anywhere; drills have no cards to give', async () => {
    const { message } = await grace.inDm().run('deck export', { deck: 'Users and groups' });
    expect(message?.file('users-and-groups.yaml')).toContain('id: users-and-groups');
    expect((await grace.run('deck export', { deck: 'drills' })).message?.text).toContain('fresh question');
  });
});

test('/deck info says how each card is answered: how often right, which wrong option most, which never', async () => {
  await imported('stats.yaml', YAML.replace('id: ours', 'id: stats').replace('Our cluster', 'Statistics'));
  const fresh = await ada.run('deck info', { deck: 'stats' });
  expect(fresh.message?.text).toContain('None of its cards has been answered yet');
  for (const [name, wanted] of [
    ['Uma', 'postgres'],
    ['Vic', 'root'],
    ['Wim', 'root'],
  ] as const) {
    const who = stage.driver.person(name);
    const { message } = await who.run('quiz', { deck: 'stats', count: 2 });
    const card = message?.text.includes('database') ? message : (await answeredRecall(who, message)).message;
    const letter = new RegExp(`\\*\\*([A-C])\\*\\* {2}${wanted}`).exec(card?.text ?? '')?.[1] ?? '?';
    await who.press(card ?? null, letter);
  }
  const { message } = await ada.run('deck info', { deck: 'stats' });
  expect(message?.text).toContain('**33 %** of 3 · Which user runs our database?');
  expect(message?.text).toContain('most chosen wrongly: “root” (2) · never chosen: “nobody”');
  expect(message?.file('stats-statistics.csv')).toContain(
    'which-user,Which user runs our database?,3,1,33 %,root (2),nobody',
  );

  async function answeredRecall(who: Actor, card: Parameters<Actor['press']>[0]) {
    await who.press(card, 'Reveal');
    await who.press(card, 'I knew it');
    return who.press(card, 'Next');
  }
});

test('the drills’ statistics count the misconceptions behind wrong options', async () => {
  const who = stage.driver.person('Xan');
  const asked = await who.run('quiz', { deck: 'drills', topic: 'runAsUser', count: 2 });
  for (const last of [false, true]) {
    const select = asked.message?.selects[0];
    if (select === undefined) await who.press(asked.message, 'A');
    else await who.choose(asked.message, 0, select.options?.[0]?.value ?? '');
    if (!last) await who.press(asked.message, 'Next');
  }
  const { message } = await who.run('deck info', { deck: 'drills' });
  expect(message?.text).toMatch(/\*\*\d+ %\*\* of \d+ · drill\//);
});

describe('/deck order', () => {
  test('puts a deck first in /review and in the list of decks, for those who manage the server', async () => {
    expect((await ada.run('deck order')).message?.text).toContain('has not chosen an order');
    expect((await grace.run('deck order', { deck: 'Users and groups', place: 1 })).message?.text).toContain(
      '"Manage Server"',
    );
    await ada.run('deck order', { deck: 'Users and groups', place: 1 });
    const { message } = await ada.run('deck order', { deck: 'Volumes and fsGroup', place: 1 });
    expect(message?.text).toMatch(/1\. \*\*Volumes.*\n2\. \*\*Users and groups\*\*/);
    const yves = stage.driver.person('Yves');
    expect((await yves.complete('quiz', 'deck', ''))?.[0]).toMatchObject({ value: 'volumes-and-fsgroup' });
    expect((await yves.run('review')).message?.text).toContain('Volumes');
    expect((await yves.elsewhere().complete('quiz', 'deck', ''))?.[0]).toMatchObject({
      value: 'users-and-groups',
    });
    await ada.run('deck order', { deck: 'Volumes and fsGroup' });
    expect((await ada.run('deck order')).message?.text).toMatch(/1\. \*\*Users and groups\*\*/);
    await ada.run('deck order', { deck: 'Users and groups' });
    expect((await ada.run('deck order', { place: 3 })).message?.text).toContain(
      'Choose the deck for place 3',
    );
  });
});

describe('/deck remove', () => {
  test('asks once more, then takes the deck away; open questions can still be answered', async () => {
    await imported('gone.yaml', YAML.replace('id: ours', 'id: gone').replace('Our cluster', 'Gone soon'));
    const open = await grace.run('quiz', { deck: 'Gone soon' });
    const asked = await ada.run('deck remove', { deck: 'Gone soon' });
    expect(asked.message?.text).toContain('Remove Gone soon?');
    await ada.press(asked.message, 'Keep it');
    expect((await ada.run('deck list')).message?.text).toContain('Gone soon');
    const sure = await ada.run('deck remove', { deck: 'Gone soon' });
    await ada.press(sure.message, 'Remove it');
    expect(sure.message?.text).toContain('the deck and its 2 cards are removed');
    expect((await ada.run('deck list')).message?.text).not.toContain('Gone soon');
    const answered = open.message?.text.includes('database')
      ? await grace.press(open.message, 'A')
      : await grace.press(open.message, 'Reveal');
    expect(answered.message?.text).not.toContain('went wrong');
  });

  test('is not for others, nor for decks that come with the bot', async () => {
    expect((await grace.run('deck remove', { deck: 'ours' })).message?.text).toContain('"Manage Server"');
    expect(await ada.complete('deck remove', 'deck', 'users')).toEqual([]);
    for (const deck of ['users-and-groups', 'Users and groups', 'USERS AND GROUPS'])
      expect((await ada.run('deck remove', { deck })).message?.text).toContain(
        '**Users and groups** comes with me and cannot be removed. To be asked from other decks,',
      );
    expect((await ada.run('deck remove', { deck: 'drills' })).message?.text).toContain('comes with me');
    expect((await ada.run('deck remove', { deck: 'no such deck' })).message?.text).toContain(
      "I don't know that deck",
    );
  });

  test('a button whose presser lost the right does nothing', async () => {
    const asked = await ada.run('deck remove', { deck: 'Our cluster' });
    ada.person.admin = false;
    const pressed = await ada.press(asked.message, 'Remove it');
    ada.person.admin = true;
    expect(pressed.message?.text).toContain('"Manage Server"');
    expect((await ada.run('deck list')).message?.text).toContain('Our cluster');
  });
});

test('nothing of it was logged as trouble', () => {
  expect(stage.logged.filter(({ level }) => Number(level) >= 40)).toEqual([]);
});
