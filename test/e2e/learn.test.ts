import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { readDeckFiles } from '../../src/decks/files.ts';
import { LAB_DIRECTORY } from '../../src/decks/labs/files.ts';
import { loadLabs } from '../../src/decks/labs/load.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { questionSource } from '../../src/play/library.ts';
import type { Actor, Reply, Seen } from '../../src/preview/driver.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { findCard } from '../../src/study/index.ts';
import type { Lesson } from '../../src/study/lessons/index.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { OUR_LESSONS } from '../play/lesson-fixture.ts';
import { type BotProcess, startProcess } from './process.ts';
import { type Stage, startStage } from './stage.ts';

const DECKS = await ourDecks();
const { labs: LABS } = loadLabs(await readDeckFiles(LAB_DIRECTORY));

function shown(reply: Reply): Seen {
  if (reply.message === null) throw new Error('no message came');
  return reply.message;
}

const labels = (seen: Seen): readonly string[] => seen.buttons.map(({ label }) => label);

/** The letter under which a shown question has its right option. */
function rightOf(seen: Seen, card: string): string {
  const options = findCard(DECKS, card)?.options ?? [];
  const right = options.find(({ correct }) => correct)?.text ?? '';
  const line = seen.text.split('\n').find((each) => each.endsWith(`**  ${right}`));
  const letter = line?.charAt(2);
  if (letter === undefined || right === '') throw new Error(`${card} is not what is shown: ${seen.text}`);
  return letter;
}

describe('a bot killed with -9 in the middle of lesson two', () => {
  let folder: string;
  let preview: Preview;
  const started: BotProcess[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'podium-learn-'));
    preview = await startPreview({ port: 0 });
  });
  afterEach(async () => {
    for (const each of started) each.kill('SIGKILL');
    await Promise.all(started.map((each) => each.ended));
    await preview.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<BotProcess> {
    const back = preview.driver.gateway.nextReady();
    const bot = startProcess(folder, {
      DISCORD_TOKEN: preview.token,
      DISCORD_API_URL: preview.apiUrl,
      DISCORD_CDN_URL: preview.cdnUrl,
    });
    started.push(bot);
    await bot.says('Podium serves');
    await back;
    return bot;
  }

  test('goes on where it was, from the old message, to the end; the answered question feeds the memory once', async () => {
    const first = await start();
    const ada = preview.driver.person('Ada');
    const lesson = shown(await ada.run('learn', { name: 'two-levels' }));
    expect(lesson.ephemeral).toBe(true);
    expect(lesson.text).toContain('**2. Two levels, and who wins** · step 1 of 9');
    expect(lesson.text).toContain('To know before: **');
    expect(lesson.files.map(({ filename }) => filename)).toEqual(['lesson.png']);
    await ada.press(lesson, 'Next');
    await ada.press(lesson, 'Next');
    await ada.press(lesson, 'Next');
    expect(lesson.text).toContain('step 4 of 9');
    expect(lesson.text).toContain('+14        runAsUser: 2000');
    await ada.press(lesson, 'Next');
    expect(lesson.text).toContain('step 5 of 9');
    expect(lesson.files).toEqual([]);
    await ada.press(lesson, 'Answer');
    first.kill('SIGKILL');
    await first.ended;

    await start();
    await ada.press(lesson, rightOf(lesson, 'levels-and-precedence/container-uid-wins'));
    expect(lesson.text).toContain('✓ Right');
    expect(labels(lesson)).not.toContain('Next');
    await ada.press(lesson, 'Go on with the lesson');
    expect(lesson.text).toContain('step 6 of 9');
    await ada.press(lesson, 'Back');
    expect(lesson.text).toContain('✓ You answered the question of this step right.');
    await ada.press(lesson, 'See your answer');
    expect(lesson.text).toContain('✓ Right');
    await ada.press(lesson, 'Go on with the lesson');
    const stats = shown(await ada.run('stats'));
    expect(stats.text).toContain('**1** of 1 right');
    expect(shown(await ada.run('learn')).text).toContain('at step 6 of 9');
    await ada.press(lesson, 'Next');
    await ada.press(lesson, 'Next');
    await ada.press(lesson, 'Next');
    expect(lesson.text).toContain('step 9 of 9');
    const lab = shown(await ada.press(lesson, 'Open the lab'));
    expect(lab.text).toContain('One UID for the whole pod');
    await ada.press(lesson, 'Finish');
    expect(lesson.text).toContain('## ✓ Two levels, and who wins');
    expect(lesson.text).toContain('1 of 12 lessons done');
    expect(labels(lesson).slice(0, 3)).toEqual([
      expect.stringMatching(/^Next: /),
      expect.stringMatching(/^Lab: /),
      'Review cards',
    ]);
    await ada.press(lesson, /^Next: /);
    expect(lesson.text).toContain('step 1 of');
  }, 60_000);
});

describe('/learn', () => {
  let stage: Stage;
  let ada: Actor;
  let course: readonly Lesson[];
  beforeEach(async () => {
    course = OUR_LESSONS;
    stage = await startStage({
      questions: questionSource(() => DECKS),
      labs: labSource(() => LABS),
      lessons: {
        get all() {
          return course;
        },
        find: (id) => course.find((each) => each.id === id),
      },
    });
    ada = stage.driver.person('Ada');
  });
  afterEach(() => stage.close());

  const open = async (name: string, who = ada): Promise<Seen> => shown(await who.run('learn', { name }));

  test('without a name says what comes next for this person, and lists all twelve with what to know before', async () => {
    const list = shown(await ada.run('learn'));
    expect(list.ephemeral).toBe(true);
    expect(list.text).toContain('0 of 12 done.');
    expect(list.text).toContain(`**Next for you:** ${OUR_LESSONS[0]?.title}`);
    expect(list.text).toMatch(/○ \*\*2\.\*\* Two levels, and who wins · after 1/);
    await ada.press(list, /^Start: /);
    await ada.press(list, 'Next');
    const begun = shown(await ada.run('learn'));
    expect(begun.text).toMatch(/\*\*Go on with:\*\* .* · at step 2 of/);
    await ada.choose(begun, 0, 'verifying');
    expect(begun.text).toContain('To know before: ');
    await ada.press(begun, 'All lessons');
    expect(begun.text).toMatch(/▸ \*\*1\.\*\* .* at step 2 of/);
  });

  test('completes names, what is next first, and says which there is not', async () => {
    const all = await ada.complete('learn', 'name', '');
    expect(all).toHaveLength(12);
    expect(all[0]?.name).toMatch(/^1\. .* · next for you$/);
    expect(await ada.complete('learn', 'name', 'who WINS')).toHaveLength(1);
    expect(shown(await ada.run('learn', { name: 'no such' })).content).toContain("I don't know that lesson");
    expect((await open('2')).text).toContain('Two levels, and who wins');
  });

  test('Explain this tells what /explain tells, Try it puts the manifest into a fresh cluster; the lesson stays', async () => {
    const lesson = await open('two-levels');
    const before = lesson.text;
    const told = shown(await ada.press(lesson, 'Explain this'));
    expect(told.text).toContain('worker');
    expect(told.ephemeral).toBe(true);
    const lab = shown(await ada.press(lesson, 'Try it'));
    expect(lab.text).toContain('The manifest of this step is in `manifest.yaml`');
    await ada.press(lab, 'kubectl apply -f manifest.yaml');
    expect(lab.text).toContain('pod/shop created');
    expect(lesson.text).toBe(before);
  });

  test('a double click on Next is one step, and an old message days later still leads on', async () => {
    const lesson = await open('two-levels');
    await Promise.all([ada.press(lesson, 'Next'), ada.press(lesson, 'Next')]);
    expect((await stage.store.lessonRows(ada.id))[0]?.step).toBe('which-fields');
    stage.advance(40 * DAY);
    await ada.press(lesson, 'Next');
    expect(lesson.text).toContain('step 3 of 9');
  });

  test('a step that was taken out of the lesson is said, and one stays where one was', async () => {
    const lesson = await open('two-levels');
    await ada.press(lesson, 'Next');
    course = OUR_LESSONS.map((each) =>
      each.id === 'two-levels'
        ? { ...each, steps: each.steps.filter(({ id }) => id !== 'which-fields') }
        : each,
    );
    await ada.press(lesson, 'Next');
    expect(lesson.text).toContain('no longer in this lesson');
    expect(lesson.text).toContain('step 1 of 8');
    await ada.press(lesson, 'Next');
    expect(lesson.text).not.toContain('no longer in this lesson');
    course = [];
    expect(shown(await ada.press(lesson, 'Next')).text).toContain(
      "I don't know that lesson; it may have been removed.",
    );
  });

  test('nobody else’s press does anything', async () => {
    const lesson = await open('two-levels');
    const { id } = (await stage.store.lessonRows(ada.id))[0] ?? { id: 0 };
    const mallory = stage.driver.person('Mallory');
    for (const route of ['learn:step', 'learn:on', 'learn:explain', 'quiz:lesson', 'lab:lesson']) {
      const help = shown(await mallory.run('help'));
      const raw = help.stored.message as unknown as { components: unknown };
      const forged = { type: 2, id: 2, style: 2, label: 'Forged', custom_id: `${route}:${id}:why-two` };
      raw.components = [{ type: 1, id: 1, components: [forged] }];
      expect(shown(await mallory.press(help, 'Forged')).text, route).toContain(
        `This lesson is <@${ada.id}>’s.`,
      );
    }
    expect((await stage.store.lessonRows(ada.id))[0]?.step).toBe('two-places');
    expect(await stage.store.lessonRows(mallory.id)).toEqual([]);
    expect(lesson.text).toContain('step 1 of 9');
  });

  test('what was deleted with /privacy is told where an old button is pressed', async () => {
    const lesson = await open('two-levels');
    await stage.store.deleteUser(ada.id);
    expect(shown(await ada.press(lesson, 'Next')).text).toContain('is no longer kept. Open the lesson again');
  });
});
