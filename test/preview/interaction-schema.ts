import type { Json } from '../../src/preview/wire.ts';
import { checkSchema } from './openapi.ts';

const ID = { type: 'string', pattern: '^(0|[1-9][0-9]*)$' };
const BITS = { type: 'string', pattern: '^[0-9]+$' };
const TEXT = { type: 'string' };
const ANY = {};

function object(required: Json, optional: Json = {}): Json {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

/** OpenAPI describes what a bot sends and is answered, not what it receives: this is the page's "Interaction Structure". */
const ALWAYS = {
  id: ID,
  application_id: ID,
  type: { enum: [2, 3, 4, 5] },
  data: { type: 'object' },
  channel: { type: 'object', properties: { permissions: BITS }, required: ['id', 'type', 'permissions'] },
  channel_id: ID,
  token: TEXT,
  version: { const: 1 },
  app_permissions: BITS,
  locale: TEXT,
  entitlements: { type: 'array' },
  authorizing_integration_owners: {
    type: 'object',
    properties: { '0': ID, '1': ID },
    additionalProperties: false,
  },
  context: { enum: [0, 1, 2] },
  attachment_size_limit: { type: 'integer' },
};
const IN_GUILD = {
  guild: object({ id: ID, locale: TEXT, features: { type: 'array' } }),
  guild_id: ID,
  guild_locale: TEXT,
  member: { type: 'object', properties: { permissions: BITS }, required: ['user', 'permissions'] },
};

const RESOLVED = object(
  {},
  { users: ANY, members: ANY, roles: ANY, channels: ANY, messages: ANY, attachments: ANY },
);
const OPTION = object(
  { name: TEXT, type: { type: 'integer' } },
  { value: ANY, options: ANY, focused: { const: true } },
);
const COMMAND = object(
  { id: ID, name: TEXT, type: { enum: [1, 2, 3] } },
  { resolved: RESOLVED, options: { type: 'array', items: OPTION, minItems: 1 }, guild_id: ID, target_id: ID },
);

/** `data` by the type of interaction. `id` of a component is sent too, beside what the page lists. */
const DATA: Readonly<Record<number, Json>> = {
  2: COMMAND,
  3: object(
    { custom_id: TEXT, component_type: { type: 'integer' }, id: { type: 'integer' } },
    { values: { type: 'array', items: TEXT }, resolved: RESOLVED },
  ),
  4: COMMAND,
  5: object({ custom_id: TEXT, components: { type: 'array', minItems: 1 } }, { resolved: RESOLVED }),
};

/** What is missing from an interaction, or stands in it although Discord sends no such thing. */
export function checkInteraction(event: Json): readonly string[] {
  const guild = event.context === 0;
  const message = event.type === 3 ? { message: ANY } : {};
  const envelope = object(
    { ...ALWAYS, ...(guild ? IN_GUILD : { user: { type: 'object' } }), ...message },
    event.type === 5 ? { message: ANY } : {},
  );
  return [
    ...checkSchema(envelope, event),
    ...checkSchema(DATA[Number(event.type)] ?? {}, event.data, '$.data'),
  ].map((line) => `interaction of type ${String(event.type)}: ${line}`);
}
