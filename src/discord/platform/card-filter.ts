import {
  type APIApplicationCommandBasicOption,
  type ApplicationCommandOptionChoiceData,
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { topicsOf } from '../../play/filter.ts';
import { ASKED_KINDS, KIND_NAMES } from '../../play/kinds.ts';
import type { CardFilter, DeckSummary } from '../../play/library.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { suggest } from './respond.ts';
import type { Servers } from './servers.ts';

/** The options `deck` and `topic`, both completed by {@link completeFilter}. */
export function filterOptions(): APIApplicationCommandBasicOption[] {
  return [
    {
      name: 'deck',
      description: 'Only from this deck',
      type: ApplicationCommandOptionType.String,
      autocomplete: true,
      max_length: 100,
    },
    {
      name: 'topic',
      description: 'Only about this topic',
      type: ApplicationCommandOptionType.String,
      autocomplete: true,
      max_length: 100,
    },
  ];
}

const DIFFICULTIES = [1, 2, 3, 4, 5] as const;
const EXAMS = ['CKA', 'CKAD', 'CKS'] as const;

/** The options `difficulty`, `exam` and `kind`, read by {@link narrowed}. */
export function narrowingOptions(): APIApplicationCommandBasicOption[] {
  return [
    {
      name: 'difficulty',
      description: 'Only of this difficulty: 1 is the easiest, 5 the hardest',
      type: ApplicationCommandOptionType.Integer,
      choices: DIFFICULTIES.map((each) => ({ name: `${each} ${'★'.repeat(each)}`, value: each })),
    },
    {
      name: 'exam',
      description: 'Only what this exam asks about',
      type: ApplicationCommandOptionType.String,
      choices: EXAMS.map((each) => ({ name: each, value: each })),
    },
    {
      name: 'kind',
      description: 'Only this kind of question',
      type: ApplicationCommandOptionType.String,
      choices: ASKED_KINDS.map((each) => ({ name: KIND_NAMES[each], value: each })),
    },
  ];
}

/** What the three options say; Discord's client alone keeps to their choices. Throws UserError. */
export function narrowed({
  options,
}: ChatInputCommandInteraction): Pick<CardFilter, 'difficulty' | 'exam' | 'kind'> {
  const difficulty = oneOf('difficulty', DIFFICULTIES, options.getInteger('difficulty'));
  const exam = oneOf('exam', EXAMS, options.getString('exam'));
  const kind = oneOf('kind', ASKED_KINDS, options.getString('kind'));
  return {
    ...(difficulty === undefined ? {} : { difficulty }),
    ...(exam === undefined ? {} : { exam }),
    ...(kind === undefined ? {} : { kind }),
  };
}

function oneOf<T>(option: string, values: readonly T[], given: string | number | null): T | undefined {
  if (given === null) return undefined;
  const found = values.find((each) => each === given);
  if (found !== undefined) return found;
  throw new UserError({
    identifier: 'no-such-choice',
    message: `Choose one of these as \`${option}:\` ${values.join(', ')}.`,
  });
}

/** A deck's title; of one of another server than this with the name of that server, which tells decks of one title apart. */
async function deckName({ title, from }: DeckSummary, servers: Servers): Promise<string> {
  if (from === undefined) return title;
  return `${title} · ${(await servers.nameOf(from)) ?? 'a server that I am no longer in'}`;
}

/** Completes `deck`, with `more` choices before the decks, and `topic` within the deck chosen. */
export async function completeFilter(
  interaction: AutocompleteInteraction,
  context: Context,
  more: readonly ApplicationCommandOptionChoiceData<string>[] = [],
): Promise<void> {
  const focused = interaction.options.getFocused(true);
  const typed = focused.value.trim().toLocaleLowerCase('en');
  const matches = (name: string): boolean => name.toLocaleLowerCase('en').includes(typed);
  const all = await context.shelf.decks({ userId: interaction.user.id, guildId: interaction.guildId });
  if (focused.name === 'deck') {
    const named = await Promise.all(
      all.map(async (deck) => ({ name: await deckName(deck, context.servers), value: deck.id })),
    );
    const fitting = named.filter(({ name, value }) => matches(name) || matches(value));
    await suggest(interaction, context, [...more.filter(({ name }) => matches(name)), ...fitting]);
    return;
  }
  const deck = interaction.options.getString('deck');
  const known = all.some((each) => each.id === deck) ? deck : null;
  const topics = topicsOf(all, known).filter(matches);
  await suggest(
    interaction,
    context,
    topics.map((topic) => ({ name: topic, value: topic })),
  );
}
