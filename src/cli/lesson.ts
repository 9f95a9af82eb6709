import { onlyOne } from './arguments.ts';
import { called } from './called.ts';
import { defineCommand, EXIT } from './command.ts';
import { ourDecks, ourLessonFiles } from './shipped.ts';

/** `podium lesson`: a whole lesson as text, its answers at the end. */
export const lessonCommand = defineCommand(
  {
    name: 'lesson',
    usage: 'NAME',
    summary: 'Shows a lesson as text, with what the engine computes; its answers stand at the end.',
    notes: [
      'Lines of a manifest that are new since the step before begin with +, those that are gone with -. NAME may be a\nfile of your own: my-lesson.yaml. podium lessons list tells the names.',
    ],
    options: {},
    examples: [['podium lesson two-levels', 'shows the lesson on the two levels']],
    exitCodes: { 0: 'shown' },
  },
  async ({ positionals }, io) => {
    const { loadLessons } = await import('../decks/lessons/index.ts');
    const { paintFor } = await import('./markdown.ts');
    const { lessonText } = await import('./lesson-text.ts');
    const name = onlyOne(positionals, 'NAME', 'name a lesson; podium lessons list tells their names.');
    const lesson = await called(
      {
        noun: 'lesson',
        done: 'shown',
        ours: async () => loadLessons(await ourLessonFiles()).lessons,
        read: (file) => loadLessons([file]).lessons,
      },
      name,
      io,
    );
    const cards = (await ourDecks()).flatMap((deck) => deck.cards);
    io.out(lessonText(lesson, cards, paintFor(io)));
    return EXIT.ok;
  },
);
