import type { KnownToLessons } from '../decks/lessons/index.ts';
import { defineCommand, EXIT } from './command.ts';
import { ourDecks, ourLabs, ourLessonFiles } from './shipped.ts';
import { count, readTexts } from './texts.ts';

/** What the lessons are held against: our decks and labs, and our lessons where only some are checked. */
async function known(): Promise<KnownToLessons> {
  const { loadLessons } = await import('../decks/lessons/index.ts');
  const { knownToLessons } = await import('../decks/lessons/known.ts');
  return knownToLessons(await ourDecks(), await ourLabs(), loadLessons(await ourLessonFiles()).lessons);
}

/** `podium lessons check`: what is wrong with lessons, for those who write them and for CI. */
export const lessonsCheckCommand = defineCommand(
  {
    name: 'lessons check',
    usage: '[FILE…]',
    summary: 'Checks lesson files, or those that come with Podium, and proves what they show.',
    notes: [
      'Checks the format, ids, texts and the order of the course, puts every verify: to the engine, and types every\nline on a simulated cluster: what it prints must be what the lesson shows. docs/writing-lessons.md tells how a\nlesson is written.',
    ],
    options: {},
    examples: [
      ['podium lessons check', 'checks the lessons in questions/lessons/'],
      ['podium lessons check my-lesson.yaml', 'checks one lesson'],
    ],
    exitCodes: { 0: 'no errors', 1: 'errors', 2: 'a file cannot be read' },
  },
  async ({ positionals }, io) => {
    const files = await readTexts('lessons check', positionals, io, ourLessonFiles);
    if (files === undefined) return EXIT.usage;
    const { openLessonCheck } = await import('../decks/lessons/lesson-check-in-thread.ts');
    const { printChecked } = await import('./checked.ts');
    const task = { files, known: await known() };
    return printChecked('lessons', openLessonCheck(), task, io, ({ lessons, claims, lines }) => {
      const steps = lessons.reduce((sum, lesson) => sum + lesson.steps.length, 0);
      return [
        count(files.length, 'lesson'),
        count(steps, 'step'),
        `${count(claims, 'claim')} put to the engine`,
        `${count(lines, 'line')} played`,
      ];
    });
  },
);
