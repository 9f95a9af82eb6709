import type { TaskShelf } from '../study/exams/tasks.ts';
import { defineCommand, EXIT } from './command.ts';
import { ourDecks, ourExamFiles, ourLabs } from './shipped.ts';
import { count, readTexts } from './texts.ts';

/** What the exams are drawn from: our decks, our drills and our labs. */
async function shelf(): Promise<TaskShelf> {
  const { taskShelf } = await import('../play/exam-draw.ts');
  return taskShelf(await ourDecks(), await ourLabs());
}

/** `podium exams check`: what is wrong with the blueprints of mock exams, for those who write them and for CI. */
export const examsCheckCommand = defineCommand(
  {
    name: 'exams check',
    usage: '[FILE…]',
    summary: 'Checks blueprints of mock exams, or those that come with Podium.',
    notes: [
      'Checks the format, ids, topics and weights, and that there are as many tasks as each section asks for.\ndocs/writing-exams.md tells how one is written.',
    ],
    options: {},
    examples: [
      ['podium exams check', 'checks the exams in questions/exams/'],
      ['podium exams check my-exam.yaml', 'checks one exam'],
    ],
    exitCodes: { 0: 'no errors', 1: 'errors', 2: 'a file cannot be read' },
  },
  async ({ positionals }, io) => {
    const files = await readTexts('exams check', positionals, io, ourExamFiles);
    if (files === undefined) return EXIT.usage;
    const { checkExams } = await import('../decks/exams/index.ts');
    const { formatProblem } = await import('../decks/index.ts');
    const { problems, tasks } = checkExams(files, await shelf());
    for (const problem of problems) io.out(`${formatProblem(problem)}\n\n`);
    io.out(`${count(files.length, 'exam')}, ${count(tasks, 'task')}: ${count(problems.length, 'error')}\n`);
    return problems.length === 0 ? EXIT.ok : EXIT.failed;
  },
);
