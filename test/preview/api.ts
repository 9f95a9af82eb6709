import type { Driver } from '../../src/preview/driver.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import type { Interaction } from '../../src/preview/world.ts';

export interface Answer {
  readonly status: number;
  readonly code: number | undefined;
  /** The errors tree as `path: CODE` lines, for instance `data.components.0.label: BASE_TYPE_MAX_LENGTH`. */
  readonly errors: readonly string[];
  readonly body: Record<string, unknown>;
}

/** A preview on a clock of the test's own, whose bot has registered `/do`. */
export async function startWithDo(now: () => number): Promise<Preview> {
  const preview = await startPreview({ port: 0, now });
  const commands = [{ name: 'do', description: 'Something', integration_types: [0, 1] }];
  await call(preview, 'PUT', `/applications/${preview.applicationId}/commands`, commands);
  return preview;
}

/** Calls the preview's REST API as a bot library does, with the bot's token unless another is given. */
export async function call(
  preview: Preview,
  method: string,
  path: string,
  body?: unknown,
  token: string | null = preview.token,
): Promise<Answer> {
  const response = await fetch(`${preview.apiUrl}/v10${path}`, {
    method,
    headers: {
      'user-agent': 'DiscordBot (https://example.org, 1)',
      ...(token === null ? {} : { authorization: `Bot ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>);
  return {
    status: response.status,
    code: json.code as number | undefined,
    errors: flat(json.errors),
    body: json,
  };
}

/** Runs a command as Ada and gives the interaction that waits for its answer. */
export function ask(driver: Driver, command: string): Interaction {
  const before = driver.interactions.length;
  void driver.person('Ada').run(command);
  const interaction = driver.interactions[before];
  if (!interaction) throw new Error('The command led to no interaction.');
  return interaction;
}

/** Answers an interaction with a callback. */
export function answer(
  preview: Preview,
  interaction: Interaction,
  type: number,
  data?: unknown,
): Promise<Answer> {
  const path = `/interactions/${interaction.id}/${interaction.token}/callback`;
  return call(preview, 'POST', path, { type, data }, null);
}

function flat(tree: unknown, at = ''): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) =>
    key === '_errors'
      ? (value as { code: string }[]).map((one) => `${at}: ${one.code}`)
      : flat(value, at === '' ? key : `${at}.${key}`),
  );
}
