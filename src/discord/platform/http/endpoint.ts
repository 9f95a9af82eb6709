import {
  ApplicationWebhookEventType,
  ApplicationWebhookType,
  type Client,
  InteractionResponseType,
  InteractionType,
} from 'discord.js';
import type { Context } from '../../context.ts';
import { loggableError } from '../api-error.ts';
import { cameBy, type Here } from '../incoming.ts';
import type { Router } from '../router.ts';
import { isThreadType } from '../servers.ts';
import { interactionOf } from './interaction.ts';
import { answerIn } from './response.ts';
import { refuse, type SignedHandler, type SignedServer, startSignedServer } from './server.ts';
import { openSignatureCheck } from './signature.ts';

/** Where Discord's interactions come in by HTTP. */
export interface EndpointSettings {
  readonly host: string;
  readonly port: number;
  /** The application's, 64 hexadecimal digits. */
  readonly publicKey: string;
}

export interface EndpointParts {
  readonly client: Client;
  readonly router: Router;
  readonly context: Pick<Context, 'log' | 'watch'>;
  /** Somebody added the bot to a server; `name` is the server's. Rejects where that could not be noted. */
  readonly joined: (guildId: string, name: string) => Promise<void>;
}

/**
 * Begins to serve `/interactions` and `/events`. The client must know its application; it need not be connected.
 * Rejects as `listenOn` does.
 */
export function startEndpoint(settings: EndpointSettings, parts: EndpointParts): Promise<SignedServer> {
  const { log, watch } = parts.context;
  return startSignedServer({
    host: settings.host,
    port: settings.port,
    check: openSignatureCheck(settings.publicKey),
    paths: { '/interactions': interactions(parts), '/events': events(parts) },
    onAnswer: (path, status) => watch?.request(path, status),
    onError: (error) => log.error({ error: loggableError(error) }, 'a request of Discord was not served'),
  });
}

/** Interactions: PING, and what people do. */
function interactions({ client, router }: EndpointParts): SignedHandler {
  return async (body, response, headers) => {
    if (typeOf(body) === InteractionType.Ping) {
      const text = JSON.stringify({ type: InteractionResponseType.Pong });
      response.writeHead(200, {
        ...headers(),
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      });
      response.end(text);
      return;
    }
    const interaction = interactionOf(client, body);
    if (interaction === undefined) return refuse(response, 400, 'This is no interaction.', headers);
    const answer = answerIn(response, headers);
    cameBy(interaction, answer.door, hereIn(body));
    // One that came before, by a replay or from a proxy that asked twice, is answered where it came first.
    if ((await router.handle(interaction)) === 'seen') answer.end(202);
    // Whatever did not answer by now never will.
    else answer.end(500);
  };
}

/** Discord's webhook events (events/webhook-events): 204 says that it was noted; anything else is sent again. */
function events({ joined, context: { log } }: EndpointParts): SignedHandler {
  return async (body, response, headers) => {
    const noted = (): void => {
      // Discord asks for a valid type of a response that has no body.
      response.writeHead(204, { ...headers(), 'content-type': 'application/json' }).end();
    };
    if (typeOf(body) === ApplicationWebhookType.Ping) return noted();
    const event = eventOf(body);
    if (event === undefined) return refuse(response, 400, 'This is no event.', headers);
    const { type, guild } = event;
    if (type === ApplicationWebhookEventType.ApplicationAuthorized && guild !== undefined)
      await joined(guild.id, guild.name);
    else log.debug({ type: KNOWN.has(type) ? type : 'another one' }, 'an event that nothing follows from');
    noted();
  };
}

/** The channel as the payload describes it. */
function hereIn(body: unknown): Here | undefined {
  const channel = member(body, 'channel');
  const type = member(channel, 'type');
  if (typeof type !== 'number') return undefined;
  const above = member(channel, 'parent_id');
  return { type, parentId: isThreadType(type) && typeof above === 'string' ? above : null };
}

const KNOWN: ReadonlySet<string> = new Set(Object.values(ApplicationWebhookEventType));

interface WebhookEvent {
  readonly type: string;
  readonly guild: { readonly id: string; readonly name: string } | undefined;
}

function typeOf(body: unknown): unknown {
  return member(body, 'type');
}

function eventOf(body: unknown): WebhookEvent | undefined {
  const event = member(body, 'event');
  const type = member(event, 'type');
  if (typeOf(body) !== ApplicationWebhookType.Event || typeof type !== 'string') return undefined;
  const guild = member(member(event, 'data'), 'guild');
  const id = member(guild, 'id');
  if (typeof id !== 'string' || !/^\d{1,20}$/.test(id)) return { type, guild: undefined };
  return { type, guild: { id, name: String(member(guild, 'name') ?? '') } };
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
