import { defineCommand, EXIT } from './command.ts';
import { count, readTexts } from './texts.ts';

/** `podium decks check`: what is wrong with decks, for those who write them and for CI. */
export const decksCheckCommand = defineCommand(
  {
    name: 'decks check',
    usage: '[--json] [FILE…]',
    summary: 'Checks deck files, or those that come with Podium, and proves their answers.',
    notes: [
      'Checks the format, ids, wording, and with the engine every verify:. FILE is YAML, CSV or Anki text.\ndocs/writing-decks.md tells how a deck is written.',
    ],
    options: {
      json: {
        type: 'boolean',
        meaning: 'print the problems as JSON, each with the path of what it is about',
      },
    },
    examples: [
      ['podium decks check', 'checks the decks in questions/'],
      ['podium decks check my-deck.yaml words.csv', 'checks two decks, together'],
      ['podium decks check --json my-deck.yaml', 'the same for programs'],
    ],
    exitCodes: { 0: 'no errors; warnings may be listed', 1: 'errors', 2: 'a file cannot be read' },
  },
  async ({ values, positionals }, io) => {
    const files = await readTexts('decks check', positionals, io, async () => {
      const { DECK_DIRECTORY, readDeckFiles } = await import('../decks/files.ts');
      return readDeckFiles(DECK_DIRECTORY);
    });
    if (files === undefined) return EXIT.usage;
    const { checkDecks, formatProblem } = await import('../decks/index.ts');
    const { explain } = await import('../manifest/index.ts');
    const { decks, problems, claims } = checkDecks(files, explain);
    const errors = problems.filter((each) => each.severity === 'error').length;
    if (values.json === true) {
      io.out(`${JSON.stringify(problems, null, 2)}\n`);
      return errors === 0 ? EXIT.ok : EXIT.failed;
    }
    for (const problem of problems) io.out(`${formatProblem(problem)}\n\n`);
    const cards = decks.reduce((sum, deck) => sum + deck.cards.length, 0);
    const counted = [
      count(files.length, 'file'),
      count(cards, 'card'),
      `${count(claims, 'claim')} put to the engine`,
    ].join(', ');
    io.out(`${counted}: ${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}\n`);
    return errors === 0 ? EXIT.ok : EXIT.failed;
  },
);
