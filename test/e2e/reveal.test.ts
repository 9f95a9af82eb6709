import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Reply } from '../../src/preview/driver.ts';
import { mark } from '../../src/study/index.ts';
import { ofFixture, ofOurs, oneQuestion, withBelief } from './one-question.ts';
import { type Stage, startStage } from './stage.ts';

const questions = oneQuestion();
let stage: Stage;
let people = 0;
beforeAll(async () => {
  stage = await startStage({ questions: questions.source });
});
afterAll(() => stage.close());

const somebody = (): Actor => stage.driver.person(`Learner ${people++}`);
const textOf = (reply: Reply): string => reply.message?.text ?? '';
const labelsOf = (reply: Reply): string[] => reply.message?.buttons.map(({ label }) => label) ?? [];
/** How often a text stands in another. */
const times = (text: string, part: string): number => text.split(part).length - 1;

async function typed(person: Actor, asked: Reply, value: string): Promise<void> {
  await person.submit(await person.press(asked.message, 'Answer…'), { value });
}

describe('the options after an answer', () => {
  test('stand where they stood, each once, marked in words', async () => {
    questions.put(ofFixture('choice'));
    const ada = somebody();
    const asked = await ada.run('quiz');
    await ada.press(asked.message, 'A');
    expect(textOf(asked)).toContain(
      [
        '✗ **A**  1000 · *your answer, wrong*',
        '> The pod gives way to the container.',
        '✓ **B**  2000 · *right*',
        '> The container sets it.',
        '**C**  0',
      ].join('\n'),
    );
    for (const key of ['A', 'B', 'C']) expect(times(textOf(asked), `**${key}**`)).toBe(1);
  });

  test('of a choose-all card say which were right, wrong and missed, and none is printed twice', async () => {
    questions.put(ofFixture('multi'));
    const ada = somebody();
    const asked = await ada.run('quiz');
    await ada.choose(asked.message, 0, 'A', 'B');
    expect(textOf(asked)).toContain('✓ **A**  runAsUser · *your answer, right*');
    expect(textOf(asked)).toContain('✗ **B**  fsGroup · *your answer, wrong*');
    expect(textOf(asked)).toContain('→ **C**  runAsGroup · *right, missed*\n> Both levels have it, too.');
    for (const key of ['A', 'B', 'C']) expect(times(textOf(asked), `**${key}**`)).toBe(1);
  });

  test('that are lines are marked in the manifest', async () => {
    questions.put(ofFixture('locate'));
    const ada = somebody();
    const asked = await ada.run('quiz');
    await ada.choose(asked.message, 0, '4');
    expect(textOf(asked)).toContain('✗ 4    securityContext:\n✓ 5      runAsUser: 1000\n');
    expect(textOf(asked)).toContain('✗ **Line 4** · *your answer, wrong*\n> It only opens the section.');
    expect(textOf(asked)).toContain('✓ **Line 5** · *right*\n> The UID stands here.');
    expect(times(textOf(asked), 'runAsUser: 1000')).toBe(1);
  });

  test('of a drill answered right do not repeat the right one', async () => {
    const { question } = withBelief('drill/uid', 'pod-wins');
    questions.put(question);
    const ada = somebody();
    const asked = await ada.run('quiz');
    const right = mark(question, { kind: 'options', keys: [] }).right[0];
    await ada.press(asked.message, right?.key ?? '');
    expect(times(textOf(asked), right?.text ?? '')).toBe(1);
    expect(times(textOf(asked), question.explanation)).toBe(1);
  });
});

describe('Why not the others', () => {
  test('after a right answer tells the remarks on all wrong options, in private', async () => {
    questions.put(ofFixture('choice'));
    const ada = somebody();
    const asked = await ada.run('quiz');
    await ada.press(asked.message, 'B');
    expect(textOf(asked)).not.toContain('Nothing asks for root.');
    const others = await ada.press(asked.message, 'Why not the others');
    expect(others.message?.ephemeral).toBe(true);
    expect(textOf(others)).toContain('✗ **A**  1000\n> The pod gives way to the container.');
    expect(textOf(others)).toContain('✗ **C**  0\n> Nothing asks for root.');
  });

  test('after a wrong one tells those that the card did not', async () => {
    questions.put(ofFixture('choice'));
    const ada = somebody();
    const asked = await ada.run('quiz');
    await ada.press(asked.message, 'A');
    const others = await ada.press(asked.message, 'Why not the others');
    expect(textOf(others)).toContain('Nothing asks for root.');
    expect(textOf(others)).not.toContain('The pod gives way');
  });

  test('of a shared question is open to everybody once it was answered, and to nobody before', async () => {
    questions.put(ofFixture('choice'));
    const [ada, ben] = [somebody(), somebody()];
    const asked = await ada.run('quiz', { share: true });
    const id = /quiz:answer:(\d+):/.exec(JSON.stringify(asked.message?.raw.components))?.[1];
    await ada.press(asked.message, 'B');
    const more = await ben.press(asked.message, 'More…');
    expect(more.message?.ephemeral).toBe(true);
    expect(labelsOf(more)).toEqual([
      'Why not the others',
      'Explain this',
      'Show as picture',
      'Report a mistake',
    ]);
    const others = await ben.press(more.message, 'Why not the others');
    expect(textOf(others)).toContain('Nothing asks for root.');
    expect(textOf(asked)).toContain('✓ Right');
    const open = await ada.run('quiz', { share: true });
    const raw = open.message?.stored.message as { components: unknown };
    const next = /quiz:answer:(\d+):/.exec(JSON.stringify(raw.components))?.[1] ?? '';
    expect(next).not.toBe(id);
    raw.components = [
      {
        type: 1,
        id: 90,
        components: [{ type: 2, id: 91, style: 2, label: 'Forged', custom_id: `quiz:others:${next}` }],
      },
    ];
    const told = await ben.press(open.message, 'Forged');
    expect(textOf(told)).toContain('Answer the question first');
    expect(textOf(told)).not.toContain('root');
  });

  test.each(['others', 'explain', 'picture', 'more', 'less', 'apart'])(
    'quiz:%s tells nobody of a question that was put to somebody else in private',
    async (route) => {
      questions.put(ofFixture('choice'));
      const [ada, ben] = [somebody(), somebody()];
      const asked = await ada.run('quiz');
      const id = /quiz:answer:(\d+):/.exec(JSON.stringify(asked.message?.raw.components))?.[1];
      await ada.press(asked.message, 'B');
      const help = await ben.run('help');
      const raw = help.message?.stored.message as { components: unknown };
      raw.components = [
        {
          type: 1,
          id: 90,
          components: [{ type: 2, id: 91, style: 2, label: 'Forged', custom_id: `quiz:${route}:${id}` }],
        },
      ];
      expect(textOf(await ben.press(help.message, 'Forged'))).toContain('only they may answer');
    },
  );
});

describe('what stands behind More', () => {
  test('explains the manifest with what the question tells of its images, and draws it', async () => {
    questions.put(ofOurs('nonroot-and-images/octal-in-dockerfile'));
    const ada = somebody();
    const asked = await ada.run('quiz');
    await typed(ada, asked, '1000');
    await ada.press(asked.message, 'More…');
    const explained = await ada.press(asked.message, 'Explain this');
    expect(explained.message?.ephemeral).toBe(true);
    expect(textOf(explained)).toContain('runs as **UID 1000**');
    const drawn = await ada.press(asked.message, 'Show as picture');
    expect(drawn.message?.pictures[0]?.description).toContain('1000');
    expect(textOf(asked)).toContain('✓ Right');
  });

  test('is at the same place in /quiz and in /review, and Next is first in both', async () => {
    questions.put(ofFixture('choice'));
    const rows: string[][] = [];
    for (const command of ['quiz', 'review']) {
      const ada = somebody();
      const asked = await ada.run(command);
      await ada.press(asked.message, 'B');
      const closed = labelsOf(asked);
      expect(closed.length).toBeLessThanOrEqual(5);
      expect([closed[0], closed.at(-1)]).toEqual(['Next', 'More…']);
      await ada.press(asked.message, 'More…');
      rows.push(labelsOf(asked).slice(closed.length));
    }
    const [quiz = [], review = []] = rows;
    expect(review).toEqual(['Undo', 'Why not the others', ...quiz]);
  });

  test('keeps what a message of an earlier version offers: its buttons still lead somewhere', async () => {
    questions.put(ofFixture('choice'));
    const ada = somebody();
    const asked = await ada.run('review');
    const id = /quiz:answer:(\d+):/.exec(JSON.stringify(asked.message?.raw.components))?.[1];
    await ada.press(asked.message, 'B');
    const raw = asked.message?.stored.message as { components: unknown };
    const old = ['quiz:report', 'review:info', 'review:bury', 'review:undo'];
    raw.components = [
      {
        type: 1,
        id: 90,
        components: old.map((route, at) => ({
          type: 2,
          id: 91 + at,
          style: 2,
          label: route,
          custom_id: `${route}:${id}`,
        })),
      },
    ];
    expect((await ada.press(asked.message, 'quiz:report')).kind).toBe('modal');
    expect(textOf(await ada.press(asked.message, 'review:info'))).toContain('Card info');
    await ada.press(asked.message, 'review:undo');
    expect(textOf(asked)).toContain('Which UID does the container run as?');
    expect(labelsOf(asked)).toContain('B');
  });
});

describe('a wrong number', () => {
  test.each([
    [
      '1300',
      'You answered as if *the pod always wins*.',
      "1300 is the pod's `runAsGroup` on line 8; `proxy` sets its own on line 13",
    ],
    ['1200', 'You answered as if *runAsGroup follows runAsUser*.', '1200 is the UID on line 7'],
  ])('%s is told by the belief that gives it', async (value, belief, where) => {
    questions.put(ofOurs('levels-and-precedence/group-override'));
    const ada = somebody();
    const asked = await ada.run('quiz');
    await typed(ada, asked, value);
    expect(textOf(asked)).toContain(`✗ Wrong** · you answered ${value}; the right answer is **1400**`);
    expect(textOf(asked)).toContain(belief);
    expect(textOf(asked)).toContain(where);
  });

  test('that no belief gives is told without one', async () => {
    questions.put(ofOurs('levels-and-precedence/group-override'));
    const ada = somebody();
    const asked = await ada.run('quiz');
    await typed(ada, asked, '4711');
    expect(textOf(asked)).toContain('the right answer is **1400**');
    expect(textOf(asked)).not.toContain('as if');
  });
});

describe('the same belief a second time', () => {
  test('is said, and the question that tells it from the rule is offered and asked', async () => {
    const { question, key } = withBelief('drill/uid', 'pod-wins');
    questions.put(question);
    const ada = somebody();
    const first = await ada.run('quiz');
    await ada.press(first.message, key);
    expect(textOf(first)).toContain('You answered as if *the pod always wins*.');
    expect(labelsOf(first)).not.toContain('Practise this mix-up');
    // The other time it is a number that shows the belief.
    questions.put(ofOurs('levels-and-precedence/group-override'));
    const second = await ada.run('quiz', { count: 2 });
    await typed(ada, second, '1300');
    expect(textOf(second)).toContain('**This is the second time** you answered as if *the pod always wins*.');
    await ada.press(second.message, 'Practise this mix-up');
    expect(textOf(second)).toContain('*the pod always wins* and the rule lead to different answers here');
    const id = /quiz:answer:(\d+):/.exec(JSON.stringify(second.message?.raw.components))?.[1];
    const apart = await stage.store.findAsk(Number(id));
    const alone = apart?.question.options?.find(
      ({ correct, beliefs }) => !correct && beliefs?.join() === 'pod-wins',
    );
    expect(alone).toBeDefined();
    const right = apart?.question.options?.find(({ correct }) => correct);
    await ada.press(second.message, right?.key ?? '');
    expect(textOf(second)).toContain('✓ Right');
    // It counts for nothing in the series.
    await ada.press(second.message, 'Next');
    expect(textOf(second)).toContain('2 of 2');
    await typed(ada, second, '1400');
    expect(textOf(second)).toContain('That was the last one: 1 of 2 right.');
  });

  test('counts an answer once, however often it is pressed, and not at all once it is taken back', async () => {
    const { question, key } = withBelief('drill/uid', 'pod-wins');
    questions.put(question);
    const ada = somebody();
    const asked = await ada.run('review');
    await Promise.all([ada.press(asked.message, key), ada.press(asked.message, key)]);
    expect((await stage.store.exportUser(ada.id)).beliefs).toMatchObject([{ belief: 'pod-wins' }]);
    await ada.press(asked.message, 'Undo');
    expect((await stage.store.exportUser(ada.id)).beliefs).toEqual([]);
    await ada.press(asked.message, key);
    expect(textOf(asked)).toContain('You answered as if *the pod always wins*.');
    expect((await stage.store.exportUser(ada.id)).beliefs).toHaveLength(1);
  });

  test('of a shared question is told to who answered alone', async () => {
    const { question, key } = withBelief('drill/uid', 'pod-wins');
    questions.put(question);
    const ada = somebody();
    const first = await ada.run('quiz');
    await ada.press(first.message, key);
    const asked = await ada.run('quiz', { share: true });
    const note = ada.next((message) => message.text.includes('second time'));
    await ada.press(asked.message, key);
    const told = await note;
    expect(textOf(asked)).toContain('You answered as if *the pod always wins*.');
    expect(textOf(asked)).not.toContain('second time');
    expect(told.ephemeral).toBe(true);
    await ada.press(told, 'Practise this mix-up');
    expect(told.text).toContain('lead to different answers here');
    expect(told.ephemeral).toBe(true);
  });
});
