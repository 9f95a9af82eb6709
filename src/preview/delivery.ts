import { ownAccount } from './describe.ts';
import type { Gateway } from './gateway.ts';
import { guildObject } from './guild.ts';
import { Refusal } from './refusal.ts';
import { ANSWER_MS, answer, fail } from './responses.ts';
import { draftOf } from './rest/body.ts';
import { isRecord } from './rules/issues.ts';
import type { Json } from './wire.ts';
import type { Interaction, Person, World } from './world.ts';

/** An answer that is read to the end of at most so many bytes, files included. */
const MOST_BYTES = 26 * 1024 * 1024;
/** Answers with files above about that size did not arrive for those who sent them (discord-api-docs 5250, 5925). */
const MOST_MULTIPART_BYTES = 150_000;

/** How one request to the application's own server ended. */
export interface Delivered {
  /** Of the interaction, or undefined for a webhook event. */
  readonly interactionId: string | undefined;
  /** 0: no answer within 3 s, or the connection broke. */
  readonly status: number;
  /** Why Discord took no notice of the answer: the body of what it would say to a callback; null where it did. */
  readonly refused: Json | null;
}

/** What the application's server answered. */
interface Answered {
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
}

/** How interactions and webhook events get to the bot: over the gateway, or where it gave an address, by HTTP. */
export class Delivery {
  /** Where interactions are sent instead of over the gateway, once it was verified. */
  interactionsUrl: string | null = null;
  eventsUrl: string | null = null;
  eventTypes: readonly string[] = [];
  /** Every request by HTTP so far, oldest first. */
  readonly delivered: Delivered[] = [];
  private readonly world: World;
  private readonly gateway: Gateway;
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<void>>();

  constructor(world: World, gateway: Gateway) {
    this.world = world;
    this.gateway = gateway;
  }

  /** Sends an interaction for the first time. What becomes of it is told by the world's changes. */
  send(interaction: Interaction): void {
    if (this.interactionsUrl === null)
      this.gateway.dispatch('INTERACTION_CREATE', interaction.event, interaction.place.guild?.id ?? null);
    else this.begin(this.post(this.interactionsUrl, interaction, true));
  }

  /** The same once more, as Discord may: its answer goes nowhere. */
  replay(interaction: Interaction): void {
    if (this.interactionsUrl === null)
      this.gateway.dispatch('INTERACTION_CREATE', interaction.event, interaction.place.guild?.id ?? null);
    else this.begin(this.post(this.interactionsUrl, interaction, false));
  }

  /** A webhook event, where the application asked for it; resolves when it was answered or given up. */
  async event(type: string, data: Json): Promise<void> {
    if (this.eventsUrl === null || !this.eventTypes.includes(type)) return;
    const timestamp = new Date(this.world.now()).toISOString();
    const body = { version: 1, application_id: this.world.bot.id, type: 1, event: { type, timestamp, data } };
    const status = (await this.request(this.eventsUrl, JSON.stringify(body)))?.status ?? 0;
    this.note({ interactionId: undefined, status, refused: null });
  }

  /** Tells that a person added the application to a server, or with null to their own account. */
  authorized(person: Person, guildId: string | null): Promise<void> {
    return this.event('APPLICATION_AUTHORIZED', {
      integration_type: guildId === null ? 1 : 0,
      user: person.user,
      scopes: guildId === null ? ['applications.commands'] : ['bot', 'applications.commands'],
      ...(guildId === null ? {} : { guild: guildObject(this.world, guildId) }),
    });
  }

  deauthorized(person: Person): Promise<void> {
    return this.event('APPLICATION_DEAUTHORIZED', { user: person.user });
  }

  /** Whether an address answers PING as it must, and refuses a forged signature with 401 (interactions/overview). */
  async verifies(url: string, kind: 'interactions' | 'events'): Promise<boolean> {
    const ping =
      kind === 'interactions' ? this.ping() : { version: 1, application_id: this.world.bot.id, type: 0 };
    const body = JSON.stringify(ping);
    const [pong, forged] = await Promise.all([this.request(url, body), this.request(url, body, 'forged')]);
    if (forged?.status !== 401) return false;
    if (kind === 'events') return pong?.status === 204 && pong.bytes.length === 0;
    return pong?.status === 200 && isPong(pong);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.underWay);
  }

  private begin(work: Promise<void>): void {
    this.underWay.add(work);
    void work.finally(() => this.underWay.delete(work));
  }

  private async post(url: string, interaction: Interaction, first: boolean): Promise<void> {
    const answered = await this.request(url, JSON.stringify(interaction.event));
    const delivered = { interactionId: interaction.id, status: answered?.status ?? 0, refused: null };
    this.note(delivered);
    if (first) Object.assign(delivered, { refused: await this.take(interaction, answered) });
  }

  /** Does what the answer says. One that Discord cannot take is none: the person sees that the application failed. */
  private async take(interaction: Interaction, answered: Answered | undefined): Promise<Json | null> {
    // "202": the answer comes by a callback.
    if (answered?.status === 202) return null;
    if (answered?.status !== 200) {
      fail(this.world, interaction);
      return null;
    }
    try {
      const { type, bytes } = answered;
      if (type.startsWith('multipart/') && bytes.length > MOST_MULTIPART_BYTES)
        throw new Refusal(413, 40005, 'Request entity too large');
      answer(this.world, interaction.id, interaction.token, await draftOf(bytes, type));
      return null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // What was answered by a callback before stays answered.
      if (interaction.answer === null) fail(this.world, interaction);
      return error.body();
    }
  }

  /** One signed POST; undefined where there was no whole answer within 3 s. */
  private async request(url: string, body: string, forged?: 'forged'): Promise<Answered | undefined> {
    const headers = this.world.signer.headers(body);
    const signature = headers['x-signature-ed25519'] ?? '';
    const sent = forged === undefined ? headers : { ...headers, 'x-signature-ed25519': turned(signature) };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: sent,
        body,
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(ANSWER_MS), this.stopping.signal]),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      if (bytes.length > MOST_BYTES) return undefined;
      return { status: response.status, type: response.headers.get('content-type') ?? '', bytes };
    } catch {
      return undefined;
    }
  }

  private ping(): Json {
    const { bot } = this.world;
    const common = { id: this.world.id(), application_id: bot.id, type: 1, version: 1 };
    return {
      ...common,
      token: 'ping',
      user: ownAccount(bot),
      entitlements: [],
      authorizing_integration_owners: {},
    };
  }

  private note(delivered: Delivered): void {
    this.delivered.push(delivered);
    if (this.delivered.length > 10_000) this.delivered.splice(0, 5_000);
  }
}

/** A signature of which one bit is another. */
function turned(signature: string): string {
  return (signature.startsWith('0') ? '1' : '0') + signature.slice(1);
}

function isPong({ type, bytes }: Answered): boolean {
  if (!type.startsWith('application/json')) return false;
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    return isRecord(body) && body.type === 1;
  } catch {
    return false;
  }
}
