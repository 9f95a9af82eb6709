import { defineCommand, EXIT } from './command.ts';

/** `podium labs list`: the labs that come with Podium. */
export const labsListCommand = defineCommand(
  {
    name: 'labs list',
    usage: '',
    summary: 'Lists the labs that come with Podium.',
    notes: ['A line each: id, kind, topic, difficulty, minutes, title.'],
    options: {},
    examples: [['podium labs list', 'lists them']],
    exitCodes: { 0: 'they are listed' },
  },
  async (_asked, io) => {
    const { readDeckFiles } = await import('../decks/files.ts');
    const { LAB_DIRECTORY } = await import('../decks/labs/files.ts');
    const { loadLabs } = await import('../decks/labs/index.ts');
    const rows = loadLabs(await readDeckFiles(LAB_DIRECTORY)).labs.map((lab) => [
      lab.id,
      lab.kind,
      lab.topic,
      `${lab.difficulty}/5`,
      `${lab.minutes} min`,
      lab.title,
    ]);
    const widths = [0, 1, 2, 3, 4].map((column) =>
      Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)),
    );
    for (const row of rows)
      io.out(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`);
    return EXIT.ok;
  },
);
