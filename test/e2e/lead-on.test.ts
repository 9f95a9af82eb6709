import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { lessonSource } from '../../src/play/lessons-source.ts';
import { questionSource } from '../../src/play/library.ts';
import { type Actor, type Seen, upload } from '../../src/preview/driver.ts';
import { OUR_LESSONS } from '../play/lesson-fixture.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let real: Stage;
beforeAll(async () => {
  stage = await startStage({ lessons: lessonSource(() => OUR_LESSONS) });
  const decks = await ourDecks();
  real = await startStage({ questions: questionSource(() => decks) });
});
afterAll(async () => {
  await stage.close();
  await real.close();
});

function shown(message: Seen | null | undefined): Seen {
  if (message == null) throw new Error('no message');
  return message;
}

const labels = (message: Seen | null | undefined): readonly string[] =>
  shown(message).buttons.map(({ label }) => label);

/** Answers every question of a series: B is right where it is a choice. */
async function series(who: Actor, message: Seen, answers: readonly string[]): Promise<void> {
  for (const [index, answer] of answers.entries()) {
    await who.press(message, answer);
    if (index + 1 < answers.length) await who.press(message, 'Next');
  }
}

describe('/help', () => {
  test('begins with three buttons, each of which leads where it says', async () => {
    const ada = stage.driver.person('Ada');
    const help = shown((await ada.run('help')).message);
    expect(labels(help)).toEqual(['Explain a manifest', 'First lesson', 'First question']);
    const opened = await ada.press(help, 'Explain a manifest');
    expect(opened.kind).toBe('modal');
    const explained = await ada.submit(opened, {
      manifest:
        'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: app, image: busybox}]}',
    });
    expect(explained.message?.text).toContain('app');
    const lesson = await ada.press(help, 'First lesson');
    expect(lesson.message?.ephemeral).toBe(true);
    expect(lesson.message?.text).toContain('step 1 of');
    const question = await ada.press(help, 'First question');
    expect(question.message?.ephemeral).toBe(true);
    expect(question.message?.id).not.toBe(help.id);
    expect(labels((await ada.run('help')).message)[1]).toBe('Continue your lesson');
  });

  test('asks who is new an easy question with buttons, and easy ones after it', async () => {
    const linus = real.driver.person('Linus');
    const help = shown((await linus.run('help')).message);
    const asked = shown((await linus.press(help, 'First question')).message);
    for (let round = 0; round < 3; round++) {
      expect(asked.text).toContain('★☆☆☆☆');
      await linus.press(asked, 'A');
      await linus.press(asked, 'Next');
    }
    expect(labels((await linus.run('help')).message).at(-1)).toBe('Ask me something');
  });
});

describe('the end of a quiz', () => {
  test('offers exactly the cards that were missed again, and says nothing of it before', async () => {
    const ben = stage.driver.person('Ben');
    const asked = shown((await ben.run('quiz', { kind: 'choice' })).message);
    await ben.press(asked, 'A');
    expect(labels(asked)).not.toContain('Review now');
    // One card of each of two kinds, so a series of two has both.
    const both = shown((await ben.run('quiz', { deck: 'First deck', count: 3 })).message);
    const missed: string[] = [];
    for (let index = 0; index < 3; index++) {
      const ask = await stage.store.findAsk(await latestAsk());
      const { kind, card } = ask?.question ?? {};
      if (kind === 'choice') await ben.press(both, 'B');
      else {
        missed.push(card ?? '');
        if (kind === 'multi') await ben.choose(both, 0, 'B');
        else await ben.submit(await ben.press(both, 'Answer…'), { value: '7' });
      }
      if (index < 2) await ben.press(both, 'Next');
    }
    expect(labels(both).slice(-3)).toEqual(['Retry the 2 you missed', 'Practise the weakest', 'Review now']);
    await ben.press(both, 'Retry the 2 you missed');
    const again: string[] = [];
    for (let index = 0; index < 2; index++) {
      const ask = await stage.store.findAsk(await latestAsk());
      expect(ask?.run.count).toBe(2);
      again.push(ask?.question.card ?? '');
      if (ask?.question.kind === 'multi') await ben.choose(both, 0, 'A', 'C');
      else await ben.submit(await ben.press(both, 'Answer…'), { value: '1000' });
      if (index === 0) await ben.press(both, 'Next');
    }
    expect(again.sort()).toEqual(missed.sort());
    expect(labels(both)).not.toContain('Retry the 2 you missed');
    expect(both.text).toContain('2 of 2 right');
  });

  test('that everybody sees gives whoever presses a review of their own, and stays', async () => {
    const cleo = real.driver.person('Cleo');
    const eve = real.driver.person('Eve');
    const ended = shown((await cleo.run('quiz', { kind: 'choice', count: 2, share: true })).message);
    await series(cleo, ended, ['A', 'A']);
    const text = ended.text;
    const own = await eve.press(ended, 'Review now');
    expect(own.message?.ephemeral).toBe(true);
    expect(own.message?.id).not.toBe(ended.id);
    expect(ended.text).toBe(text);
    const told = await eve.press(ended, 'Practise the weakest');
    expect(told.message?.text).toContain('I do not know your weakest topic yet');
  });

  test('of a run that an earlier version began, before runs had filters, goes on with Next', async () => {
    const dora = stage.driver.person('Dora');
    const question = { ...(await firstQuestionOf(dora)), card: 'first/choice' };
    const run = { deck: null, topic: null, index: 0, count: 1, shared: false, right: 0, seen: [] };
    const place = { userId: dora.id, guildId: null, channelId: '1' };
    const ask = await stage.store.ask({ ...place, question, run, now: Date.now() });
    const help = shown((await dora.run('help')).message);
    const raw = help.stored.message as unknown as { components: unknown };
    const button = { type: 2, id: 2, style: 2, label: 'A', custom_id: `quiz:answer:${ask.id}:A` };
    raw.components = [{ type: 1, id: 1, components: [button] }];
    await dora.press(help, 'A');
    await dora.press(help, 'Next');
    expect(help.text).toMatch(/^-# \*\*(First|Second) deck\*\*/);
  });
});

describe('/stats', () => {
  test('leads to a first question, then to the weakest topic and to what is due', async () => {
    const gil = stage.driver.person('Gil');
    expect(labels((await gil.run('stats')).message)).toEqual(['First question', 'Review now']);
    const right = shown((await gil.run('quiz', { topic: 'choice' })).message);
    await gil.press(right, 'B');
    const wrong = shown((await gil.run('quiz', { topic: 'locate' })).message);
    await gil.choose(wrong, 0, '4');
    const figures = shown((await gil.run('stats')).message);
    await gil.press(figures, 'Practise the weakest');
    expect(figures.text).toContain('Which line sets the UID?');
  });
});

describe('an import', () => {
  test('leads to a question of that very deck', async () => {
    const ada = stage.driver.person('Ada');
    const csv = upload('words.csv', 'front,back\nWhat is UID 0?,root\n');
    const done = shown((await ada.run('deck import', { file: csv })).message);
    expect(labels(done)).toEqual(['First question', 'Review now']);
    const asked = await ada.press(done, 'First question');
    expect(asked.message?.text).toContain('What is UID 0?');
    // Anki's plain text, too.
    const anki = upload('notes.txt', '#separator:tab\n#html:false\nWhat is GID 0?\troot\n');
    const noted = shown((await ada.run('deck import', { file: anki })).message);
    expect((await ada.press(noted, 'First question')).message?.text).toContain('What is GID 0?');
    const sure = await ada.run('deck remove', { deck: 'words' });
    await ada.press(sure.message, 'Remove it');
    expect((await ada.press(done, 'First question')).message?.text).toContain("I don't know that deck");
  });
});

describe('/quiz by difficulty, exam and kind', () => {
  test('asks what was chosen, of a server’s own decks too', async () => {
    const ada = real.driver.person('Ada');
    const csv = upload(
      'hard.csv',
      'prompt,kind,difficulty,answer,topic\nHow many?,number,5,3,levels\nWhich?,recall,1,That one,other\n',
    );
    await ada.run('deck import', { file: csv });
    const deck = { deck: 'hard' };
    expect((await ada.run('quiz', { ...deck, difficulty: 5 })).message?.text).toContain('How many?');
    expect((await ada.run('quiz', { ...deck, kind: 'recall' })).message?.text).toContain('Which?');
    expect((await ada.run('quiz', { ...deck, exam: 'CKA' })).message?.text).toContain('How many?');
    const none = (await ada.run('quiz', { ...deck, difficulty: 5, kind: 'recall' })).message;
    expect(none?.ephemeral).toBe(true);
    expect(none?.text).toContain('No question fits that combination of deck, difficulty, kind.');
    expect(none?.text).toContain('another difficulty: 1 (1)');
    expect(none?.text).toContain('another kind: Type a number (1)');
    const impossible = await ada.run('quiz', { ...deck, kind: 'drill' });
    expect(impossible.message?.text).toContain('another deck: Drills (');
  });

  test('keeps to it with Next', async () => {
    const mo = real.driver.person('Mo');
    const asked = shown((await mo.run('quiz', { kind: 'choice', difficulty: 2 })).message);
    for (let round = 0; round < 4; round++) {
      expect(asked.text).toContain('★★☆☆☆');
      await mo.press(asked, 'A');
      await mo.press(asked, 'Next');
    }
  });

  test('offers topics in the order of the course, of the drills too', async () => {
    const ada = real.driver.person('Ada');
    const topics = (await ada.complete('quiz', 'topic', '')).map(({ value }) => value);
    expect(topics.slice(0, 3)).toEqual(['runAsUser', 'runAsGroup', 'levels']);
  });
});

async function latestAsk(): Promise<number> {
  let id = 1;
  while ((await stage.store.findAsk(id + 1)) !== undefined) id++;
  return id;
}

async function firstQuestionOf(who: Actor) {
  await who.run('quiz', { topic: 'choice' });
  const ask = await stage.store.findAsk(await latestAsk());
  if (ask === undefined) throw new Error('no question');
  return ask.question;
}
