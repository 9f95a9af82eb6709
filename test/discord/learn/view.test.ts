import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishedMessage } from '../../../src/discord/learn/view-finished.ts';
import { listMessage } from '../../../src/discord/learn/view-list.ts';
import { type StepView, stepMessage } from '../../../src/discord/learn/view-step.ts';
import { checkMessage, textsOf } from '../../../src/discord/platform/payload-limits.ts';
import type { LessonPlace } from '../../../src/play/lessons.ts';
import type { ListedLesson } from '../../../src/play/lessons-list.ts';
import type { LessonRow } from '../../../src/store/store.ts';
import { LESSON_LIMITS, type Lesson, type LessonStep } from '../../../src/study/lessons/index.ts';
import { OUR_LESSONS } from '../../play/lesson-fixture.ts';
import { propertyRuns } from '../../property-runs.ts';

const rowIn = (lesson: Lesson, step: string, more: Partial<LessonRow> = {}): LessonRow => ({
  id: Number.MAX_SAFE_INTEGER,
  userId: '1'.repeat(20),
  lesson: lesson.id,
  step,
  asked: {},
  startedAt: 0,
  usedAt: 0,
  finishedAt: null,
  ...more,
});

function placeIn(lesson: Lesson, index: number, moved = false): LessonPlace {
  const step = lesson.steps[index];
  if (step === undefined) throw new RangeError('no such step');
  return { row: rowIn(lesson, step.id), lesson, index, step, moved };
}

const PNG = { png: Buffer.from('png'), alt: 'a'.repeat(1024) };
const show = (lesson: Lesson, index: number, more: Partial<StepView> = {}) =>
  stepMessage({ place: placeIn(lesson, index), drawn: PNG, missing: [], ...more });
const wordsOf = (message: ReturnType<typeof stepMessage>): string =>
  textsOf(message.components ?? []).join('\n');

const STEPS = OUR_LESSONS.flatMap((lesson) =>
  lesson.steps.map((step, index) => [`${lesson.id}/${step.id}`, lesson, index] as const),
);

describe('every step of our lessons', () => {
  test.each(STEPS)('%s fits in one message with all it has', (_name, lesson, index) => {
    const step = lesson.steps[index];
    const message = show(lesson, index, { missing: OUR_LESSONS.slice(0, 6) });
    const words = wordsOf(message);
    expect(checkMessage(message)).toEqual([]);
    expect(words).toContain(step?.words ?? 'no step');
    expect(words).not.toContain('did not fit');
    for (const { prints } of step?.terminal ?? []) expect(words).toContain(prints);
    for (const line of step?.manifest?.text.split('\n') ?? []) expect(words).toContain(line.trimEnd());
  });
});

describe('what changed in a manifest', () => {
  const lesson = OUR_LESSONS.find(({ id }) => id === 'two-levels');
  if (lesson === undefined) throw new RangeError('no lesson on two levels');
  const at = (id: string): number => lesson.steps.findIndex((step) => step.id === id);

  test('is marked at the line’s beginning, so that it is read without colours, and the table names those lines', () => {
    const words = wordsOf(show(lesson, at('container-level')));
    expect(words).toContain('```diff\n  1  apiVersion: v1');
    expect(words).toContain('\n+13      securityContext:\n+14        runAsUser: 2000\n```');
    expect(words).toContain('`runAsUser` **2000** · container, line 14; overrides 1000');
    expect(words).toContain('`runAsGroup` **3000** · pod, line 8');
  });

  test('is nothing where a manifest is new: it stands there without marks', () => {
    expect(wordsOf(show(lesson, at('two-places')))).toContain('```yaml\n 1  apiVersion: v1');
  });
});

describe('a step says', () => {
  const [lesson] = OUR_LESSONS;
  if (lesson === undefined) throw new RangeError('no lesson');

  test('where its picture could not be drawn, and shows the rest', () => {
    const message = show(lesson, 0, { drawn: 'failed' });
    expect(wordsOf(message)).toContain('could not be drawn this time');
    expect(message.files).toEqual([]);
  });

  test('that the one wanted is no longer there', () => {
    const place = placeIn(lesson, 2, true);
    expect(wordsOf(stepMessage({ place, drawn: null, missing: [] }))).toContain('no longer in this lesson');
  });
});

/** Any step that the format allows, at its longest too. */
const anyStep: fc.Arbitrary<LessonStep> = fc.record({
  id: fc.stringMatching(/^[a-z]{1,60}$/),
  title: fc.string({ unit: 'binary', minLength: 1, maxLength: LESSON_LIMITS.stepTitle }),
  words: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: LESSON_LIMITS.words }),
    fc.constant('漢'.repeat(LESSON_LIMITS.words)),
  ),
  terminal: fc.array(
    fc.record({
      line: fc.string({ minLength: 1, maxLength: LESSON_LIMITS.line }),
      prints: fc.oneof(
        fc.string({ unit: fc.constantFrom('`', 'a', '\n', '漢', '😀'), maxLength: 1200 }),
        fc.constant('漢'.repeat(LESSON_LIMITS.prints)),
      ),
    }),
    { maxLength: LESSON_LIMITS.exchanges },
  ),
  manifest: fc.option(
    fc.integer({ min: 1, max: 30 }).map((containers) => ({
      text: [
        'apiVersion: v1',
        'kind: Pod',
        'metadata: {name: p}',
        'spec:',
        '  containers:',
        ...Array.from({ length: containers }, (_, index) => `  - {name: c${index}, image: i}`),
      ].join('\n'),
      imageUsers: {},
      fields: ['privileged', 'capabilities', 'readOnlyRootFilesystem'],
      claims: [],
    })),
    { nil: undefined },
  ),
  question: fc.option(fc.constant('deck/card'), { nil: undefined }),
  lab: fc.option(fc.constant({ lab: 'a', step: 'b' }), { nil: undefined }),
}) as fc.Arbitrary<LessonStep>;

const anyLesson: fc.Arbitrary<Lesson> = fc
  .record({
    title: fc.string({ minLength: 1, maxLength: 80 }),
    steps: fc.array(anyStep, { minLength: 1, maxLength: 9 }),
  })
  .map(({ title, steps }) => ({
    id: 'x'.repeat(60),
    place: 1000,
    title,
    summary: 's'.repeat(LESSON_LIMITS.summary),
    minutes: 60,
    after: [],
    start: { seed: 1, files: {}, images: {}, manifests: [], lines: [] },
    steps: steps.map((step, index) => ({ ...step, id: `${step.id.slice(0, 50)}-${index}` })),
  }));

describe('whatever a lesson holds', () => {
  test('each of its steps, its end and the list fit in a message', () => {
    fc.assert(
      fc.property(anyLesson, fc.integer({ min: 0, max: 400 }), fc.boolean(), (lesson, others, done) => {
        for (const index of lesson.steps.keys()) expect(checkMessage(show(lesson, index))).toEqual([]);
        const listed = Array.from({ length: others }, (_, index): ListedLesson => {
          const one = { ...lesson, id: `l${index}`, place: index + 1 };
          return {
            lesson: one,
            row: done ? rowIn(one, one.steps[0]?.id ?? '', { finishedAt: 1 }) : null,
            missing: Array.from({ length: 6 }, () => one),
          };
        });
        const [first] = listed;
        const list = {
          lessons: listed,
          next: first === undefined ? null : { lesson: first.lesson, why: 'new' as const },
        };
        expect(checkMessage(listMessage(list))).toEqual([]);
        expect(checkMessage(finishedMessage({ place: placeIn(lesson, 0), lab: null, list }))).toEqual([]);
      }),
      { numRuns: propertyRuns(60) },
    );
  });
});
