import type { Known } from '../decks/labs/index.ts';
import { defineCommand, EXIT } from './command.ts';
import { ourDecks, ourLabFiles, ourLabs } from './shipped.ts';
import { count, readTexts } from './texts.ts';

/** What the labs are held against: our decks, and our labs where only some are checked. */
async function known(): Promise<Known> {
  const { knownOf } = await import('../decks/labs/known.ts');
  return knownOf(await ourDecks(), await ourLabs());
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
    const files = await readTexts('labs check', positionals, io, ourLabFiles);
    if (files === undefined) return EXIT.usage;
    const { openLabCheck } = await import('../decks/labs/lab-check-in-thread.ts');
    const { printChecked } = await import('./checked.ts');
    return printChecked('labs', openLabCheck(), { files, known: await known() }, io, ({ labs, goals }) => {
      const steps = labs.reduce((sum, lab) => sum + lab.steps.length, 0);
      return [count(files.length, 'lab'), count(steps, 'step'), `${count(goals, 'goal')} judged`];
    });
  },
);
