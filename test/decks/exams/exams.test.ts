import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ourDecks, ourLabs } from '../../../src/cli/shipped.ts';
import { EXAM_DIRECTORY } from '../../../src/decks/exams/files.ts';
import { checkExams, loadExams } from '../../../src/decks/exams/index.ts';
import { examJsonSchema } from '../../../src/decks/exams/json-schema.ts';
import { readDeckFiles } from '../../../src/decks/files.ts';
import { formatProblem } from '../../../src/decks/index.ts';
import { drawTasks, taskShelf } from '../../../src/play/exam-draw.ts';
import { questionSource } from '../../../src/play/library.ts';
import { TASK_KINDS, tasksOf } from '../../../src/study/exams/blueprint.ts';
import { podium } from '../../cli/podium.ts';

const files = await readDeckFiles(EXAM_DIRECTORY);
const [decks, labs] = [await ourDecks(), await ourLabs()];
const shelf = taskShelf(decks, labs);
const { exams } = loadExams(files);
const guide = readFileSync(new URL('../../../docs/writing-exams.md', import.meta.url), 'utf8');
const MINE = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
const check = (text: string, name = 'my-exam.yaml') => checkExams([{ name, text }], shelf);

describe('the exams that come with Podium', () => {
  test('have nothing said against them, and tell editors their schema', () => {
    expect(checkExams(files, shelf).problems.map(formatProblem)).toEqual([]);
    for (const { text } of files)
      expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./exam.schema.json');
  });

  test('are checked by podium exams check', async () => {
    const { code, out } = await podium(['exams', 'check']);
    expect(out).toBe(
      `${exams.length} exams, ${exams.reduce((sum, exam) => sum + tasksOf(exam), 0)} tasks: 0 errors\n`,
    );
    expect(code).toBe(0);
  });

  test('questions/exams/exam.schema.json is fresh (npm run renew:deck-schema)', () => {
    const kept = JSON.parse(readFileSync(join(EXAM_DIRECTORY, 'exam.schema.json'), 'utf8')) as object;
    expect(kept).toEqual(JSON.parse(JSON.stringify(examJsonSchema())));
  });
});

test('the exam of docs/writing-exams.md passes the check', () => {
  expect(check(MINE).problems.map(formatProblem)).toEqual([]);
  expect(check(MINE).tasks).toBe(7);
});

test.each([
  ['weights that make no whole', 'weight: 40', 'weight: 30', 'have weights that make 90'],
  ['a topic that nobody has', 'runAsGroup,', 'runAsGruop,', 'is "runAsGruop", which is no topic of ours'],
  ['more tasks than there are', 'questions: 3', 'questions: 20', 'is 20, but there are'],
  ['labs about what no lab is about', 'repairs: 1', 'labs: 2', 'is 2, but there are 0 labs'],
  ['difficulties the wrong way round', '[1, 3]', '[3, 1]', 'is from 3 to 1'],
  ['a section without a task', /questions: 2\n {4}repairs: 1/, 'questions: 0', 'has no task'],
  [
    'another name than its file has',
    'id: my-exam',
    'id: yours',
    'is "yours", but the file is called my-exam.yaml',
  ],
  ['a key that is none', 'minutes: 15', 'minutes: 15\nhours: 1', 'is not a key of the exam format'],
  ['no time', 'minutes: 15\n', '', 'is missing'],
])('%s is named, with its place', (_name, from, to, said) => {
  const { problems } = check(MINE.replace(from, to));
  expect(problems.map(formatProblem).join('\n')).toContain(said);
  expect(problems[0]?.line).toBeGreaterThan(0);
});

describe('a draw', () => {
  const source = questionSource(() => decks);
  const draw = (exam: (typeof exams)[number], seed: number) =>
    drawTasks(exam, { questions: source, labs }, seed);

  test.each(exams.map((exam) => [exam.id, exam] as const))(
    '%s has what its blueprint says, whatever the seed',
    (_id, exam) => {
      for (let seed = 0; seed < 12; seed += 1) {
        const tasks = draw(exam, seed);
        expect(new Set(tasks.map(({ question }) => question.card)).size).toBe(tasks.length);
        for (const [index, section] of exam.sections.entries()) {
          const own = tasks.filter((task) => task.section === index);
          expect(own).toHaveLength(TASK_KINDS.reduce((sum, kind) => sum + section[kind], 0));
          for (const { question } of own) {
            expect(section.topics).toContain(question.topic);
            expect(question.kind === 'recall' && !question.card.startsWith('lab/')).toBe(false);
            expect(question.difficulty).toBeGreaterThanOrEqual(section.difficulty[0]);
            expect(question.difficulty).toBeLessThanOrEqual(section.difficulty[1]);
          }
          expect(own.filter(({ question }) => question.kind === 'repair')).toHaveLength(section.repairs);
          expect(own.filter(({ question }) => question.card.startsWith('lab/'))).toHaveLength(section.labs);
        }
      }
    },
  );

  test('is the same for the same seed, and another for another', () => {
    const [exam] = exams;
    if (exam === undefined) throw new Error('no exam');
    expect(draw(exam, 7)).toEqual(draw(exam, 7));
    expect(draw(exam, 7).map(({ question }) => question.card)).not.toEqual(
      draw(exam, 8).map(({ question }) => question.card),
    );
  });
});
