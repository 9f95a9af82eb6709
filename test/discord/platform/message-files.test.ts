import { Client, ComponentType, Message } from 'discord.js';
import { afterAll, describe, expect, test } from 'vitest';
import { type FileHolder, messageFiles, messageTexts } from '../../../src/discord/platform/message-files.ts';

const ADDRESS =
  'https://cdn.discordapp.com/ephemeral-attachments/1/2/manifest.yaml?ex=65d903de&is=65c68ede&hm=2481';

/** A message as the library makes it of what Discord sends. */
function message(components: readonly object[], attachments: readonly object[] = []): FileHolder {
  const author = { id: '1', username: 'podium', discriminator: '0', avatar: null };
  const data = { id: '1', channel_id: '1', author, content: '', timestamp: '2026-01-01T00:00:00Z' };
  return Reflect.construct(Message, [client, { ...data, components, attachments }]) as FileHolder;
}

const client = new Client({ intents: [] });
afterAll(() => client.destroy());

const file = (rest: object = {}): object => ({
  type: ComponentType.File,
  id: 1,
  file: { id: '3', url: ADDRESS, proxy_url: ADDRESS, attachment_id: '2' },
  spoiler: false,
  ...rest,
});

describe('the files of a message', () => {
  test('one that a component shows, although the list of attachments is empty', () => {
    const files = messageFiles(message([file({ name: 'manifest.yaml', size: 12 })]));
    expect(files).toEqual([{ url: ADDRESS, name: 'manifest.yaml', size: 12 }]);
  });

  test('one inside a container', () => {
    const container = {
      type: ComponentType.Container,
      id: 9,
      components: [file({ name: 'a.yaml', size: 1 })],
    };
    expect(messageFiles(message([container])).map(({ name }) => name)).toEqual(['a.yaml']);
  });

  test('one without a name is named as its address is', () => {
    expect(messageFiles(message([file({ name: null, size: null })]))).toEqual([
      { url: ADDRESS, name: 'manifest.yaml', size: 0 },
    ]);
  });

  test('attachments that nothing shows come first', () => {
    const attached = [{ id: '7', url: ADDRESS, proxy_url: ADDRESS, filename: 'b.yaml', size: 2 }];
    const files = messageFiles(message([file({ name: 'a.yaml', size: 1 })], attached));
    expect(files.map(({ name }) => name)).toEqual(['b.yaml', 'a.yaml']);
  });
});

test('the texts of a card are those of its containers and sections too', () => {
  const text = (content: string): object => ({ type: ComponentType.TextDisplay, id: 1, content });
  const accessory = { type: ComponentType.Button, id: 5, style: 1, label: 'go', custom_id: 'go' };
  const card = message([
    text('a'),
    {
      type: ComponentType.Container,
      id: 2,
      components: [text('b'), { type: ComponentType.Section, id: 3, components: [text('c')], accessory }],
    },
  ]);
  expect(messageTexts(card)).toEqual(['a', 'b', 'c']);
});
