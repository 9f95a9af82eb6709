import type { Json } from '../../src/preview/wire.ts';

const V2 = 1 << 15;
const text = (content: string): Json => ({ type: 10, id: 0, content });
const emoji = { name: '🅰️' };
const options = [
  { label: 'a', value: 'a', description: 'the first', emoji, default: true },
  { label: 'b', value: 'b' },
];
const picture: Json = {
  media: { url: 'https://example.org/a.png' },
  description: 'A picture',
  spoiler: false,
};
const rest = {
  allowed_mentions: { parse: ['everyone'], users: ['1'], roles: ['2'], replied_user: false },
  attachments: [{ id: '0', filename: 'a.txt', description: 'A file', is_spoiler: false, title: 'a' }],
  tts: false,
};

/** A card with one of every component, nearly nothing left out. */
export const V2_CARD: Json = {
  ...rest,
  flags: V2,
  components: [
    text('hello'),
    { type: 14, id: 1, divider: true, spacing: 2 },
    { type: 12, id: 2, items: [picture] },
    { type: 13, id: 3, file: { url: 'attachment://a.txt' }, spoiler: true },
    { type: 9, id: 4, components: [text('a')], accessory: { type: 11, id: 5, ...picture } },
    {
      type: 17,
      id: 6,
      accent_color: 0x5865f2,
      spoiler: false,
      components: [
        text('inside'),
        {
          type: 1,
          id: 7,
          components: [
            { type: 2, id: 8, style: 1, label: 'go', custom_id: 'go', disabled: false, emoji },
            { type: 2, id: 9, style: 5, label: 'see', url: 'https://example.org' },
          ],
        },
      ],
    },
    {
      type: 1,
      components: [
        { type: 3, custom_id: 'c', options, placeholder: 'p', min_values: 0, max_values: 2, disabled: false },
      ],
    },
    {
      type: 1,
      components: [
        {
          type: 5,
          custom_id: 'u',
          placeholder: 'p',
          min_values: 0,
          max_values: 2,
          default_values: [{ id: '1', type: 'user' }],
        },
      ],
    },
    { type: 1, components: [{ type: 6, custom_id: 'r', default_values: [{ id: '1', type: 'role' }] }] },
    {
      type: 1,
      components: [
        { type: 8, custom_id: 'h', channel_types: [0], default_values: [{ id: '1', type: 'channel' }] },
      ],
    },
  ],
};

export const PLAIN: Json = {
  ...rest,
  content: 'hello',
  flags: 4,
  components: [{ type: 1, id: 1, components: [{ type: 2, style: 1, label: 'go', custom_id: 'go' }] }],
};

export const EMBEDS: Json = {
  embeds: [
    {
      title: 'Pod',
      type: 'rich',
      description: 'x',
      url: 'https://example.org',
      timestamp: '2026-01-01T00:00:00Z',
      color: 1,
      footer: { text: 'f', icon_url: 'https://example.org/f.png' },
      author: { name: 'a', url: 'https://example.org', icon_url: 'https://example.org/a.png' },
      image: { url: 'https://example.org/i.png' },
      thumbnail: { url: 'https://example.org/t.png' },
      fields: [{ name: 'n', value: 'v', inline: true }],
    },
  ],
};

export const MODAL: Json = {
  title: 'T',
  custom_id: 'm',
  components: [
    text('words'),
    {
      type: 18,
      id: 1,
      label: 'L',
      description: 'd',
      component: {
        type: 4,
        id: 2,
        custom_id: 'i',
        style: 2,
        min_length: 0,
        max_length: 10,
        required: true,
        value: 'v',
        placeholder: 'p',
      },
    },
    {
      type: 18,
      label: 'L',
      component: { type: 3, custom_id: 's', options, required: false, min_values: 0, max_values: 2 },
    },
    {
      type: 18,
      label: 'L',
      component: { type: 19, custom_id: 'f', min_values: 1, max_values: 2, required: true },
    },
    {
      type: 18,
      label: 'L',
      component: {
        type: 21,
        custom_id: 'r',
        required: true,
        options: [
          { label: 'a', value: 'a', description: 'd', default: true },
          { label: 'b', value: 'b' },
        ],
      },
    },
  ],
};

export const COMMAND: Json = {
  type: 1,
  name: 'quiz',
  name_localizations: { de: 'quiz' },
  description: 'Ask me something',
  description_localizations: { de: 'Frag mich etwas' },
  default_member_permissions: null,
  contexts: [0, 1, 2],
  integration_types: [0, 1],
  nsfw: false,
  options: [
    {
      type: 3,
      name: 'deck',
      description: 'd',
      required: true,
      autocomplete: true,
      min_length: 1,
      max_length: 5,
    },
    {
      type: 3,
      name: 'topic',
      description: 'd',
      choices: [{ name: 'a', value: 'a', name_localizations: { de: 'b' } }],
    },
    { type: 4, name: 'count', description: 'd', min_value: 1, max_value: 5 },
    { type: 10, name: 'part', description: 'd', min_value: 0.5, max_value: 1.5 },
    { type: 5, name: 'share', description: 'd' },
    { type: 7, name: 'where', description: 'd', channel_types: [0] },
    { type: 11, name: 'file', description: 'd' },
  ],
};
