import { ApplicationCommandType, ComponentType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/discord/commands.ts';
import { helpMessage } from '../../src/discord/help/view.ts';
import { helpOf } from '../../src/discord/platform/command.ts';
import { checkMessage } from '../../src/discord/platform/payload-limits.ts';

describe.each(commands.map((command) => [command.data.name, command] as const))('%s', (_name, command) => {
  test('has its lines for /help', () => {
    expect(command.help.trim()).not.toBe('');
  });

  test('says where it is offered, because Discord reads silence as everywhere', () => {
    expect(command.data.contexts).toEqual(expect.arrayContaining([0]));
    expect(command.data.integration_types).toEqual(expect.arrayContaining([0]));
  });

  test('keeps to the limits of a command', () => {
    const { data } = command;
    if (data.type === ApplicationCommandType.Message) return;
    expect(data.name).toMatch(/^[a-z-]{1,32}$/);
    expect(JSON.stringify(data).length).toBeLessThan(8000);
  });
});

test('all of /help fits in one message, what to do first at its end', () => {
  const who = { lessons: { lessons: [], next: null }, answered: false };
  const message = helpMessage(commands.map(helpOf), () => '1'.repeat(20), who);
  expect(checkMessage(message)).toEqual([]);
  const [card] = message.components ?? [];
  expect(card?.type === ComponentType.Container && card.components.at(-1)?.type).toBe(
    ComponentType.ActionRow,
  );
});
