import { ButtonStyle, ComponentType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import {
  button,
  container,
  picture,
  row,
  stringSelect,
  text,
} from '../../../src/discord/platform/components.ts';
import type { OutgoingMessage } from '../../../src/discord/platform/message.ts';
import {
  checkMessage,
  checkModal,
  fitChoices,
  fitMessage,
} from '../../../src/discord/platform/payload-limits.ts';

function logger(): { log: { error: (...what: unknown[]) => void }; lines: unknown[][] } {
  const lines: unknown[][] = [];
  return { log: { error: (...what: unknown[]) => void lines.push(what) }, lines };
}

const tooMuch: readonly (readonly [string, OutgoingMessage])[] = [
  ['an empty card', { components: [] }],
  ['an empty text', { components: [text(' ')] }],
  ['more characters than the budget', { components: [text('a'.repeat(3301))] }],
  ['more bytes than the budget, in few characters', { components: [text('界'.repeat(3200))] }],
  ['41 components', { components: Array.from({ length: 41 }, () => text('a')) }],
  [
    '41 components, nested ones counted',
    {
      components: [
        container(
          0,
          Array.from({ length: 40 }, () => text('a')),
        ),
      ],
    },
  ],
  [
    'six buttons in a row',
    { components: [row(Array.from({ length: 6 }, (_, i) => button(`q:a:${i}`, 'A')))] },
  ],
  ['the same custom_id twice', { components: [row([button('q:a', 'A'), button('q:a', 'B')])] }],
  ['a custom_id of 101 characters', { components: [row([button('q'.repeat(101), 'A')])] }],
  ['a label of 81 characters', { components: [row([button('q:a', 'A'.repeat(81))])] }],
  [
    '26 options',
    {
      components: [
        row([
          stringSelect(
            'q:a',
            Array.from({ length: 26 }, (_, i) => ({ label: 'a', value: `${i}` })),
          ),
        ]),
      ],
    },
  ],
  [
    'more values than options',
    { components: [row([stringSelect('q:a', [{ label: 'a', value: 'a' }], { max: 2 })])] },
  ],
  [
    'an address of 513 characters',
    {
      components: [
        row([
          {
            type: ComponentType.Button,
            style: ButtonStyle.Link,
            label: 'a',
            url: `https://${'a'.repeat(505)}`,
          },
        ]),
      ],
    },
  ],
  ['2001 characters of plain text', { content: 'a'.repeat(2001) }],
  ['a card component in a plain message', { content: 'a', components: [text('a')] }],
  [
    'a file that is shown but not attached',
    { components: [{ type: ComponentType.File, file: { url: 'attachment://a' } }] },
  ],
  [
    'a picture described in 1025 characters',
    { components: [picture('a.png', 'a'.repeat(1025))], files: [{ name: 'a.png', data: '' }] },
  ],
  ['a picture that is not attached', { components: [picture('a.png', 'a')] }],
  ['a file name Discord rewrites', { content: 'a', files: [{ name: 'a b.txt', data: '' }] }],
  [
    'eleven files',
    { content: 'a', files: Array.from({ length: 11 }, (_, i) => ({ name: `${i}.txt`, data: '' })) },
  ],
];

describe('a message that Discord would refuse', () => {
  test.each(tooMuch)('%s: is found before it is sent', (_name, message) => {
    expect(checkMessage(message)).not.toEqual([]);
  });

  test.each(tooMuch)('%s: becomes one that fits, and is logged', (_name, message) => {
    const { log, lines } = logger();
    const fitted = fitMessage(message, log);
    expect(checkMessage(fitted)).toEqual([]);
    expect(fitted.content === undefined).toBe(message.content === undefined);
    expect(lines).toHaveLength(1);
  });
});

test('a message within every limit passes as it is', () => {
  const { log, lines } = logger();
  const message = { components: [container(0, [text('a'.repeat(3300)), row([button('q:a', 'A')])])] };
  expect(fitMessage(message, log)).toBe(message);
  expect(lines).toEqual([]);
});

test('a code block that is cut open is closed again, and the files stay', () => {
  const message: OutgoingMessage = {
    components: [
      text(`\`\`\`yaml\n${'a: b\n'.repeat(900)}\`\`\``),
      { type: ComponentType.File, file: { url: 'attachment://all.md' } },
    ],
    files: [{ name: 'all.md', data: 'everything' }],
  };
  const fitted = fitMessage(message, logger().log);
  const shown = JSON.stringify(fitted.components);
  expect(shown.match(/```/g)).toHaveLength(2);
  expect(shown).toContain('attachment://all.md');
  expect(fitted.files).toEqual(message.files);
});

test('choices of autocomplete are cut to 25 of 100 characters', () => {
  const choices = fitChoices(
    Array.from({ length: 30 }, (_, i) => ({ name: 'n'.repeat(150), value: `${i}` })),
  );
  expect(choices).toHaveLength(25);
  expect(choices[0]?.name).toHaveLength(100);
});

test('a modal with too long a title or too many components is found', () => {
  const input = { type: ComponentType.TextInput, custom_id: 'a', style: 1 } as const;
  const label = { type: ComponentType.Label, label: 'a', component: input } as const;
  expect(checkModal({ title: 'a', custom_id: 'q:a', components: [label] })).toEqual([]);
  expect(checkModal({ title: 'a'.repeat(46), custom_id: 'q:a', components: [label] })).toHaveLength(1);
  expect(checkModal({ title: 'a', custom_id: 'q:a', components: Array(6).fill(label) })).toHaveLength(1);
  expect(
    checkModal({ title: 'a', custom_id: 'q:a', components: [{ ...label, label: 'a'.repeat(46) }] }),
  ).toHaveLength(1);
});

test('a card that is cut keeps its buttons, wherever they stand', () => {
  const message: OutgoingMessage = {
    components: [
      container(0, [text('a'.repeat(5000)), row([button('q:inner', 'Inner')])]),
      row([button('q:outer', 'Outer')]),
    ],
  };
  const fitted = fitMessage(message, logger().log);
  expect(JSON.stringify(fitted.components)).toMatch(/q:inner.*q:outer/);
});
