import type { Known, LabText } from '../decks/labs/index.ts';
import { defineCommand, EXIT } from './command.ts';
import { count, readTexts } from './texts.ts';

async function ourLabs(): Promise<readonly LabText[]> {
  const { readDeckFiles } = await import('../decks/files.ts');
  const { LAB_DIRECTORY } = await import('../decks/labs/files.ts');
  return readDeckFiles(LAB_DIRECTORY);
}

/** What the labs are held against: our decks, and our labs where only some are checked. */
async function known(): Promise<Known> {
  const { DECK_DIRECTORY, readDeckFiles } = await import('../decks/files.ts');
  const { loadDecks } = await import('../decks/index.ts');
  const { loadLabs } = await import('../decks/labs/index.ts');
  const { knownOf } = await import('../decks/labs/known.ts');
  const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
  return knownOf(decks, loadLabs(await ourLabs()).labs);
}

/** `podium labs check`: what is wrong with labs, for those who write them and for CI. */
export const labsCheckCommand = defineCommand(
  {
    name: 'labs check',
    usage: '[FILE…]',
    summary: 'Checks lab files, or those that come with Podium, by playing them.',
    notes: [
      'Checks the format, ids and texts, and plays every lab: each goal is unmet before its step and met after\nthe solution, each attempt misses and is recognised. docs/writing-labs.md tells how a lab is written.',
    ],
    options: {},
    examples: [
      ['podium labs check', 'checks the labs in questions/labs/'],
      ['podium labs check my-lab.yaml', 'checks one lab'],
    ],
    exitCodes: { 0: 'no errors', 1: 'errors', 2: 'a file cannot be read' },
  },
  async ({ positionals }, io) => {
    const files = await readTexts('labs check', positionals, io, ourLabs);
    if (files === undefined) return EXIT.usage;
    const { formatProblem } = await import('../decks/index.ts');
    const { openLabCheck } = await import('../decks/labs/lab-check-in-thread.ts');
    const { ThreadError } = await import('../runtime/thread.ts');
    const check = openLabCheck();
    try {
      const { labs, problems, goals } = await check.run({ files, known: await known() });
      for (const problem of problems) io.out(`${formatProblem(problem)}\n\n`);
      const steps = labs.reduce((sum, lab) => sum + lab.steps.length, 0);
      const counted = [count(files.length, 'lab'), count(steps, 'step'), `${count(goals, 'goal')} judged`];
      io.out(`${counted.join(', ')}: ${count(problems.length, 'error')}\n`);
      return problems.length === 0 ? EXIT.ok : EXIT.failed;
    } catch (error) {
      if (!(error instanceof ThreadError)) throw error;
      io.err(`podium labs check: the check was stopped: ${error.message}. Check the labs one by one.\n`);
      return EXIT.failed;
    } finally {
      await check.close();
    }
  },
);
