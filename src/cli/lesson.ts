import type { Lesson } from '../study/lessons/index.ts';
import { ArgumentError, onlyOne } from './arguments.ts';
import { type CliIo, defineCommand, EXIT } from './command.ts';
import { didYouMean } from './near.ts';
import { ourDecks, ourLessonFiles } from './shipped.ts';
import { unreadable } from './unreadable.ts';

/** The lesson of a name, or of an author's own file. Throws ArgumentError where there is none. */
async function lessonCalled(name: string, io: CliIo): Promise<Lesson> {
  const { loadLessons } = await import('../decks/lessons/index.ts');
  if (!/\.ya?ml$/.test(name)) {
    const { lessons } = loadLessons(await ourLessonFiles());
    const lesson = lessons.find(({ id }) => id === name);
    if (lesson !== undefined) return lesson;
    const ids = lessons.map(({ id }) => id);
    throw new ArgumentError(`there is no lesson ${name}. ${didYouMean(name, ids)}`);
  }
  let text: string;
  try {
    text = await io.file(name);
  } catch (error) {
    throw new ArgumentError(`${name} cannot be read: ${unreadable(error)}`);
  }
  const [lesson] = loadLessons([{ name, text }]).lessons;
  if (lesson !== undefined) return lesson;
  throw new ArgumentError(
    `${name} holds no lesson that can be shown; podium lessons check ${name} says why.`,
  );
}

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
    const { PAINTS } = await import('./lab/words.ts');
    const { lessonText } = await import('./lesson-text.ts');
    const name = onlyOne(positionals, 'NAME', 'name a lesson; podium lessons list tells their names.');
    const lesson = await lessonCalled(name, io);
    const cards = (await ourDecks()).flatMap((deck) => deck.cards);
    io.out(lessonText(lesson, cards, io.colour ? PAINTS.colour : PAINTS.plain));
    return EXIT.ok;
  },
);
