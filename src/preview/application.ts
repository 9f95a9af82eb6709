import type { Delivery } from './delivery.ts';
import { applicationObject } from './describe.ts';
import { Issues } from './rules/issues.ts';
import type { Json } from './wire.ts';
import type { World } from './world.ts';

/** The webhook events that an application can ask for and the preview sends. */
const EVENT_TYPES = ['APPLICATION_AUTHORIZED', 'APPLICATION_DEAUTHORIZED'];
/** What the preview lets an application change of itself. */
const EDITABLE = [
  'interactions_endpoint_url',
  'event_webhooks_url',
  'event_webhooks_status',
  'event_webhooks_types',
];

/** The application with the addresses it gave. */
export function currentApplication(world: World, delivery: Delivery): Json {
  return {
    ...applicationObject(world),
    interactions_endpoint_url: delivery.interactionsUrl,
    event_webhooks_url: delivery.eventsUrl,
    event_webhooks_types: delivery.eventTypes,
    event_webhooks_status: delivery.eventsUrl === null ? 1 : 2,
  };
}

/** PATCH /applications/@me, as far as it is about addresses: an address is taken only when it verifies. Throws 50035. */
export async function editApplication(world: World, delivery: Delivery, body: Json): Promise<Json> {
  const issues = new Issues();
  for (const key of Object.keys(body))
    if (!EDITABLE.includes(key)) issues.add([key], 'NOT_SIMULATED', 'The preview does not change this.');
  const interactions = await checkedUrl(delivery, body, 'interactions_endpoint_url', 'interactions', issues);
  const events = await checkedUrl(delivery, body, 'event_webhooks_url', 'events', issues);
  const isType = (value: unknown): value is string => EVENT_TYPES.includes(String(value));
  const types = issues.set(body, 'event_webhooks_types', [], EVENT_TYPES.length, isType);
  issues.choice(body, 'event_webhooks_status', [], [1, 2]);
  issues.throwIfAny();
  if (interactions !== undefined) delivery.interactionsUrl = interactions;
  if (events !== undefined) delivery.eventsUrl = events;
  if (body.event_webhooks_types !== undefined) delivery.eventTypes = types;
  if (body.event_webhooks_status === 1) delivery.eventsUrl = null;
  world.tellOnline(interactions !== undefined && interactions !== null ? true : undefined);
  return currentApplication(world, delivery);
}

/** The address that is to hold from now on; undefined: as before. Another machine is reached by https only. */
async function checkedUrl(
  delivery: Delivery,
  body: Json,
  key: string,
  kind: 'interactions' | 'events',
  issues: Issues,
): Promise<string | null | undefined> {
  if (body[key] === undefined) return undefined;
  const value = issues.string(body, key, [], 1, 2048);
  if (value === undefined) return null;
  const own = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)[:/]/.test(value);
  if (!URL.canParse(value) || !(own || value.startsWith('https://'))) {
    issues.add([key], 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    return undefined;
  }
  if (await delivery.verifies(value, kind)) return value;
  const code =
    kind === 'interactions'
      ? 'APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID'
      : 'APPLICATION_EVENT_WEBHOOKS_URL_INVALID';
  issues.add([key], code, 'The specified url could not be verified.');
  return undefined;
}
