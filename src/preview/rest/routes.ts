import { currentApplication, editApplication } from '../application.ts';
import { createMessage, deleteMessage, editMessage } from '../compose.ts';
import { channelObject, ownAccount } from '../describe.ts';
import { messageObject } from '../echo.ts';
import { guildChannels, guildObject } from '../guild.ts';
import { refuse } from '../refusal.ts';
import {
  findCommand,
  listCommands,
  patchCommand,
  putCommand,
  removeCommand,
  replaceCommands,
} from '../registry.ts';
import {
  answer,
  callbackResponse,
  deleteResponse,
  editResponse,
  followUp,
  responseOf,
  webhookOf,
} from '../responses.ts';
import { Flag, type Json } from '../wire.ts';
import type { Place, StoredMessage } from '../world.ts';
import { type Call, param, personOf } from './call.ts';
import { giveRole, guildOf, memberAt, ownGuilds } from './guilds.ts';

/** What is answered with 201. */
export class Created {
  readonly body: unknown;

  constructor(body: unknown) {
    this.body = body;
  }
}

export interface Route {
  readonly method: string;
  readonly path: string;
  /** Interaction callbacks and their webhooks carry their own token and no Authorization. */
  readonly open?: true;
  /** Gives the JSON body or a promise of it, {@link Created} for 201, null for 204. Throws a Refusal. */
  readonly run: (call: Call) => unknown;
}

const SETTABLE = Flag.suppressEmbeds | Flag.v2 | Flag.voice | Flag.suppressNotifications;

const commandScope = (prefix: string, guild: (call: Call) => string | undefined): Route[] => [
  { method: 'GET', path: prefix, run: (call) => listCommands(call.world, guild(call)) },
  { method: 'PUT', path: prefix, run: (call) => replaceCommands(call.world, guild(call), call.draft.json) },
  {
    method: 'POST',
    path: prefix,
    run: (call) => {
      const { command, isNew } = putCommand(call.world, guild(call), call.draft.body);
      return isNew ? new Created(command) : command;
    },
  },
  {
    method: 'GET',
    path: `${prefix}/:command`,
    run: (call) => findCommand(call.world, param(call, 'command')),
  },
  {
    method: 'PATCH',
    path: `${prefix}/:command`,
    run: (call) => patchCommand(call.world, param(call, 'command'), call.draft.body),
  },
  {
    method: 'DELETE',
    path: `${prefix}/:command`,
    run: (call) => {
      removeCommand(call.world, param(call, 'command'));
      return null;
    },
  },
];

/** Every REST route the preview speaks, below /api/v10. */
export const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/gateway', open: true, run: (call) => ({ url: call.gatewayUrl }) },
  {
    method: 'GET',
    path: '/gateway/bot',
    run: gatewayBot,
  },
  { method: 'GET', path: '/users/@me', run: ({ world }) => ownAccount(world.bot) },
  { method: 'GET', path: '/users/@me/guilds', run: ownGuilds },
  { method: 'GET', path: '/users/:user', run: (call) => personOf(call).user },
  { method: 'POST', path: '/users/@me/channels', run: openDm },
  {
    method: 'GET',
    path: '/applications/@me',
    run: ({ world, delivery }) => currentApplication(world, delivery),
  },
  {
    method: 'PATCH',
    path: '/applications/@me',
    run: ({ world, delivery, draft }) => editApplication(world, delivery, draft.body),
  },
  {
    method: 'GET',
    path: '/oauth2/applications/@me',
    run: ({ world, delivery }) => currentApplication(world, delivery),
  },
  ...commandScope('/applications/:application/commands', () => undefined),
  ...commandScope('/applications/:application/guilds/:guild/commands', (call) => guildOf(call)),
  { method: 'GET', path: '/guilds/:guild', run: (call) => guildObject(call.world, guildOf(call)) },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    run: (call) => guildChannels(call.world, guildOf(call)),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    run: memberAt,
  },
  { method: 'PUT', path: '/guilds/:guild/members/:user/roles/:role', run: giveRole },
  { method: 'GET', path: '/channels/:channel', run: (call) => channelObject(call.world, placeOf(call)) },
  { method: 'POST', path: '/channels/:channel/typing', run: typing },
  { method: 'POST', path: '/channels/:channel/messages', run: postMessage },
  { method: 'GET', path: '/channels/:channel/messages', run: listMessages },
  {
    method: 'GET',
    path: '/channels/:channel/messages/:message',
    run: (call) => messageObject(call.world, messageOf(call)),
  },
  { method: 'PATCH', path: '/channels/:channel/messages/:message', run: patchMessage },
  { method: 'DELETE', path: '/channels/:channel/messages/:message', run: removeMessage },
  { method: 'POST', path: '/interactions/:id/:token/callback', open: true, run: callback },
  {
    method: 'POST',
    path: '/webhooks/:application/:token',
    open: true,
    run: (call) => messageObject(call.world, followUp(call.world, webhook(call), call.draft)),
  },
  {
    method: 'GET',
    path: '/webhooks/:application/:token/messages/:message',
    open: true,
    run: (call) => messageObject(call.world, responseOf(call.world, webhook(call), param(call, 'message'))),
  },
  {
    method: 'PATCH',
    path: '/webhooks/:application/:token/messages/:message',
    open: true,
    run: (call) => {
      const interaction = webhook(call);
      const stored = responseOf(call.world, interaction, param(call, 'message'));
      return messageObject(call.world, editResponse(call.world, interaction, stored, call.draft));
    },
  },
  {
    method: 'DELETE',
    path: '/webhooks/:application/:token/messages/:message',
    open: true,
    run: (call) => {
      const interaction = webhook(call);
      deleteResponse(call.world, interaction, responseOf(call.world, interaction, param(call, 'message')));
      return null;
    },
  },
];

function gatewayBot({ world, gatewayUrl }: Call): Json {
  const { limits, remaining, resetAfter } = world.starts;
  return {
    url: gatewayUrl,
    shards: world.starts.recommended(world.guildsOf().length),
    session_start_limit: {
      total: limits.total,
      remaining,
      reset_after: resetAfter,
      max_concurrency: limits.maxConcurrency,
    },
  };
}

function webhook(call: Call) {
  return webhookOf(call.world, param(call, 'application'), param(call, 'token'));
}

function callback(call: Call): Json | null {
  const { world } = call;
  const stored = answer(world, param(call, 'id'), param(call, 'token'), call.draft);
  const interaction = world.interactions.get(param(call, 'id'));
  if (call.query.get('with_response') !== 'true' || !interaction) return null;
  return callbackResponse(interaction, stored ? (messageObject(world, stored) as unknown as Json) : null);
}

function typing(call: Call): null {
  placeOf(call);
  return null;
}

function openDm(call: Call): Json {
  const person = call.world.people.get(String(call.draft.body.recipient_id));
  if (!person) throw refuse(10013);
  return channelObject(call.world, call.world.directMessages(person));
}

/** A channel the bot may use with its own token: not where only a user brought it. */
function placeOf(call: Call): Place {
  const place = call.world.places.get(param(call, 'channel'));
  if (!place) throw refuse(10003);
  if (!place.botInside || place.guild?.botInside === false) throw refuse(50001);
  return place;
}

/** Ephemeral messages do not exist for the channel's routes. */
function messageOf(call: Call): StoredMessage {
  const place = placeOf(call);
  const stored = call.world.messages.get(param(call, 'message'));
  if (!stored || stored.message.channel_id !== place.id || stored.owner !== null) throw refuse(10008);
  return stored;
}

function postMessage(call: Call): unknown {
  const { world, draft } = call;
  const place = placeOf(call);
  if (place.context === 1 && world.people.get(place.members?.[0] ?? '')?.acceptsDms === false)
    throw refuse(50007);
  const nonce = draft.body.nonce;
  if (draft.body.enforce_nonce === true && nonce !== undefined) {
    for (const one of world.messages.values()) {
      if (one.message.channel_id === place.id && one.message.nonce === nonce)
        return messageObject(world, one);
    }
  }
  const stored = createMessage(world, {
    draft,
    place,
    owner: null,
    at: [],
    settable: SETTABLE,
    mentions: 'everything',
  });
  return messageObject(world, stored);
}

function patchMessage(call: Call): unknown {
  const stored = messageOf(call);
  if (stored.message.author.id !== call.world.bot.id) throw refuse(50005);
  const place = placeOf(call);
  editMessage(call.world, stored, {
    draft: call.draft,
    place,
    at: [],
    settable: SETTABLE,
    mentions: 'everything',
  });
  return messageObject(call.world, stored);
}

function removeMessage(call: Call): null {
  const stored = messageOf(call);
  if (stored.message.author.id !== call.world.bot.id) throw refuse(50013);
  deleteMessage(call.world, stored, call.world.bot.id);
  return null;
}

function listMessages(call: Call): unknown {
  const place = placeOf(call);
  const most = Math.min(Number(call.query.get('limit') ?? 50), 100);
  const here = [...call.world.messages.values()].filter(
    (one) => one.message.channel_id === place.id && one.owner === null,
  );
  const after = call.query.get('after');
  if (after !== null) {
    const later = here.filter(({ message }) => BigInt(message.id) > BigInt(after));
    return later
      .slice(0, most)
      .reverse()
      .map((one) => messageObject(call.world, one));
  }
  return here
    .slice(-most)
    .reverse()
    .map((one) => messageObject(call.world, one));
}
