import { defineCommand, EXIT } from './command.ts';
import { ourLabs } from './shipped.ts';
import { inColumns } from './texts.ts';

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
    const rows = (await ourLabs()).map((lab) => [
      lab.id,
      lab.kind,
      lab.topic,
      `${lab.difficulty}/5`,
      `${lab.minutes} min`,
      lab.title,
    ]);
    io.out(inColumns(rows));
    return EXIT.ok;
  },
);
