import { describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { explain } from '../../src/manifest/index.ts';
import { drawDrill } from '../../src/study/drills/index.ts';
import {
  beliefsBehind,
  beliefsOf,
  DRILLS,
  diagnose,
  drawQuestion,
  drillCard,
  mark,
  type Question,
  separating,
} from '../../src/study/index.ts';

const DECKS = await ourDecks();
const NUMBERS = DECKS.flatMap(({ cards }) => cards)
  .filter(({ kind }) => kind === 'number')
  .map((card) => drawQuestion(card, 1));

/** A card that asks for the UID of `app`. */
function asking(manifest: string, number: number, more: Partial<Question> = {}): Question {
  const [question] = NUMBERS;
  if (question === undefined) throw new Error('no number card');
  return {
    ...question,
    prompt: 'As which UID does it run?',
    manifest,
    number,
    measures: { of: 'runAsUser', container: 'app' },
    imageUsers: {},
    ...more,
  };
}

function pod(fields: Readonly<Record<string, number>>, app: Readonly<Record<string, number>>): string {
  const lines = (set: Readonly<Record<string, number>>, indent: string): string[] =>
    Object.entries(set).map(([key, value]) => `${indent}${key}: ${value}`);
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata: {name: web}',
    'spec:',
    '  securityContext:',
    ...lines(fields, '    '),
    '  containers:',
    '  - name: app',
    '    image: web:1',
    '    securityContext:',
    ...lines(app, '      '),
  ].join('\n');
}

describe('a wrong number', () => {
  test('is diagnosed by the belief that gives it, with the lines', () => {
    const question = asking(pod({ runAsUser: 1000 }, { runAsUser: 2000 }), 2000);
    expect(diagnose(question, 1000)).toEqual({
      sentences: [
        "1000 is the pod's `runAsUser` on line 6; `app` sets its own on line 11, and the container's own value wins.",
      ],
      belief: { id: 'pod-wins', words: 'the pod always wins' },
    });
  });

  test('that two beliefs give names both places and claims neither belief', () => {
    const question = asking(pod({ runAsUser: 1000, fsGroup: 1000 }, { runAsUser: 2000 }), 2000);
    const found = diagnose(question, 1000);
    expect(found?.belief).toBeUndefined();
    expect(found?.sentences).toHaveLength(2);
    expect(found?.sentences.join(' ')).toContain('`fsGroup` on line 7');
    expect(beliefsBehind(question, { kind: 'number', value: 1000 })).toEqual([]);
  });

  test('that stands in the question is no guess of Kubernetes’ default', () => {
    const question = asking(pod({ runAsGroup: 3000 }, { runAsUser: 2000 }), 2000);
    expect(diagnose(question, 1000)?.belief?.id).toBe('first-user');
    const said = { ...question, prompt: 'Somebody expects 1000. As which UID does it run?' };
    expect(diagnose(said, 1000)).toBeUndefined();
  });

  test('is told apart from the right one, and nothing is said of a card that does not prove what it asks', () => {
    const manifest = pod({ runAsUser: 1000 }, { runAsUser: 2000 });
    expect(diagnose(asking(manifest, 2000), 2000)).toBeUndefined();
    const { measures: _measures, ...unproved } = asking(manifest, 2000);
    expect(diagnose(unproved, 1000)).toBeUndefined();
  });

  test('of our cards is asked of the value that the card proves', () => {
    const measured = NUMBERS.filter(({ measures }) => measures !== undefined);
    expect(measured.length).toBeGreaterThanOrEqual(10);
    for (const { card, manifest = '', imageUsers = {}, measures, number } of measured) {
      const { pods } = explain(manifest, { imageUsers });
      const of = pods.find(({ name }, index) => name === measures?.pod || index === (measures?.pod ?? 0));
      const found = of?.containers.find(({ name }) => name === measures?.container);
      const value = measures?.of === 'runAsUser' ? found?.process.uid : found?.process.gid;
      expect(value, card).toBe(number);
    }
  });

  test('never gets more than two sentences, whatever number of the manifest it is', () => {
    for (const question of NUMBERS) {
      const written = (question.manifest?.match(/\d+/g) ?? []).map(Number);
      for (const value of new Set([...written, 0, 1000, 65_534])) {
        const found = diagnose(question, value);
        expect(found?.sentences.length ?? 1, `${question.card} ${value}`).toBeLessThanOrEqual(2);
        expect(found?.sentences.join(' ') ?? '', `${question.card} ${value}`).not.toMatch(/undefined|null/);
        if (value === question.number) expect(found).toBeUndefined();
      }
    }
  });
});

describe('the question that separates', () => {
  test.each(['pod-wins', 'fsgroup-is-user', 'image-decides', 'group-sets-user'])(
    'a belief about users (%s) from the rule has it alone behind a wrong option',
    (belief) => {
      for (let seed = 0; seed < 5; seed++) {
        const asked = { card: 'drill/uid', difficulty: 2 } as const;
        const question = separating({ belief, others: [], asked, seed });
        const alone = question?.options?.filter(
          (option) => !option.correct && beliefsOf(option).join() === belief,
        );
        expect(alone, `seed ${seed}`).toHaveLength(1);
        if (question === undefined) throw new Error('none');
        const answer = { kind: 'options', keys: [alone?.[0]?.key ?? ''] } as const;
        expect(mark(question, answer).correct).toBe(false);
        expect(beliefsBehind(question, answer)).toEqual([belief]);
      }
    },
  );

  test('prefers one in which other beliefs of the same person give answers of their own', () => {
    const asked = { card: 'drill/uid', difficulty: 3 } as const;
    const question = separating({ belief: 'pod-wins', others: ['fsgroup-is-user'], asked, seed: 7 });
    const apart = question?.options?.flatMap((option) => (option.correct ? [] : [beliefsOf(option).join()]));
    expect(apart).toEqual(expect.arrayContaining(['pod-wins', 'fsgroup-is-user']));
  });

  test('follows a number to the drill of what it counts', () => {
    const measures = { of: 'runAsGroup', container: 'app' } as const;
    const asked = { card: 'levels-and-precedence/group-override', difficulty: 1, measures } as const;
    expect(separating({ belief: 'pod-wins', others: [], asked, seed: 3 })?.card).toBe('drill/gid');
  });

  test('is found for every belief that a drill shows, or is said to be none', () => {
    for (const drill of DRILLS) {
      const question = drawDrill(drill, 11, 3);
      for (const option of question.options ?? []) {
        const [belief, ...more] = beliefsOf(option);
        if (option.correct || belief === undefined || more.length > 0) continue;
        const found = separating({ belief, others: [], asked: question, seed: 5 });
        expect(found?.card, `${drillCard(drill)}: ${belief}`).toBe(drillCard(drill));
      }
    }
  }, 60_000);
});
