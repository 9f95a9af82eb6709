import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
} from 'discord.js';
import { openLesson } from '../../play/lessons.ts';
import { listLessons } from '../../play/lessons-list.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Lesson } from '../../study/lessons/index.ts';
import type { Context } from '../context.ts';
import type { Command } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { reply, suggest } from '../platform/respond.ts';
import { list, showStep } from './show.ts';
import { stateOf } from './view-list.ts';

/** `/learn`: the course, a lesson at a time. */
export const learn: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'learn',
    description: 'Lessons in small steps, from users and groups to Pod Security',
    ...everywhere(),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'name',
        description: 'Which lesson; without a name you see what comes next for you, and all of them',
        autocomplete: true,
        max_length: 100,
      },
    ],
  },
  help: 'Lessons in small steps. It remembers where you stopped.',
  async execute(interaction, context) {
    if (!interaction.isChatInputCommand()) throw new TypeError('/learn is a chat input command');
    const userId = interaction.user.id;
    const typed = interaction.options.getString('name');
    if (typed === null) {
      await reply(interaction, context, await list(context, userId), { ephemeral: true });
      return;
    }
    const { id } = named(context.lessons.all, typed);
    await showStep(interaction, context, await openLesson(context, userId, id));
  },
  autocomplete: completeName,
};

/** By id, place or title, or the only one whose title has these words. */
function named(lessons: readonly Lesson[], typed: string): Lesson {
  const wanted = plain(typed);
  const exact = lessons.find(({ id, place, title }) => [id, String(place), plain(title)].includes(wanted));
  const near = lessons.filter(({ title }) => wanted !== '' && plain(title).includes(wanted));
  const found = exact ?? (near.length === 1 ? near[0] : undefined);
  if (found !== undefined) return found;
  throw new UserError({
    identifier: 'no-such-lesson',
    message:
      "I don't know that lesson. Choose one from the list that appears as you type, or run /learn without a name to see them all.",
  });
}

async function completeName(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const typed = plain(interaction.options.getFocused());
  const { lessons, next } = await listLessons(context, interaction.user.id);
  const isNext = (id: string): boolean => id === next?.lesson.id;
  const found = lessons
    .filter(({ lesson: { id, title } }) => [id, title].some((each) => plain(each).includes(typed)))
    .toSorted((a, b) => Number(isNext(b.lesson.id)) - Number(isNext(a.lesson.id)));
  await suggest(
    interaction,
    context,
    found.map((listed) => {
      const { id, place, title, minutes } = listed.lesson;
      const state = stateOf(listed) || (isNext(id) ? ' · next for you' : '');
      return { name: `${place}. ${title} · ${minutes} min${state}`, value: id };
    }),
  );
}

function plain(words: string): string {
  return words.trim().toLocaleLowerCase('en');
}
