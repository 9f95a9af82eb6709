import { defineCommand, EXIT } from './command.ts';
import { ourLessonFiles } from './shipped.ts';
import { inColumns } from './texts.ts';

/** `podium lessons list`: the course. */
export const lessonsListCommand = defineCommand(
  {
    name: 'lessons list',
    usage: '',
    summary: 'Lists the lessons that come with Podium, in the order of the course.',
    notes: ['A line each: id, minutes, the lessons to have done before, title.'],
    options: {},
    examples: [['podium lessons list', 'lists them']],
    exitCodes: { 0: 'they are listed' },
  },
  async (_asked, io) => {
    const { loadLessons } = await import('../decks/lessons/index.ts');
    const { lessons } = loadLessons(await ourLessonFiles());
    io.out(
      inColumns(
        lessons.map(({ id, minutes, after, title }) => [
          id,
          `${minutes} min`,
          after.length === 0 ? '' : `after ${after.join(', ')}`,
          title,
        ]),
      ),
    );
    return EXIT.ok;
  },
);
