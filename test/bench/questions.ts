import { rate } from './bots.ts';

export type Json = Record<string, unknown>;

/** Whatever takes the interactions of people to a bot, and gives its answers. */
interface ToBot {
  send(user: number, type: number, data: Json): Promise<Json>;
}

/** Choice questions put to these people, `width` at once, with the person and the first button of each. */
export async function questions(
  bot: ToBot,
  people: readonly number[],
  width: number,
): Promise<readonly { user: number; id: string }[]> {
  const found: { user: number; id: string }[] = [];
  await rate(people.length, width, async (n) => {
    const user = people[n] ?? 0;
    const id = /quiz:answer:\d+:A/.exec(JSON.stringify(await bot.send(user, 2, command('quiz'))))?.[0];
    if (id !== undefined) found.push({ user, id });
  });
  return found;
}

/** The data of a slash command without options. */
export function command(name: string): Json {
  return { id: '1', name, type: 1, options: [] };
}

/** The data of a press of a button. */
export function pressed(customId: string): Json {
  return { custom_id: customId, component_type: 2 };
}
