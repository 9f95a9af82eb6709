import { type Client, Events, Status } from 'discord.js';
import type { Watch } from '../../runtime/metrics/watch.ts';

/** How the connections to the gateway are. */
export interface GatewayState {
  /** How many shards are in each state; every state is named. */
  readonly shards: Readonly<Record<string, number>>;
  /** Round trip of the last heartbeat in ms, the mean of all shards; null before the first one. */
  readonly pingMs: number | null;
  /** Every shard of this process is ready, and there is one. */
  readonly ready: boolean;
  /** Those that are not, in ascending order of their ids. */
  readonly unready: readonly { readonly id: number; readonly state: string }[];
}

/** `WaitingForGuilds` as a label: `waiting-for-guilds`. */
const STATES: readonly (readonly [Status, string])[] = Object.entries(Status)
  .filter((entry): entry is [string, Status] => typeof entry[1] === 'number')
  .map(([name, status]) => [status, name.replace(/(?<=.)[A-Z]/g, (capital) => `-${capital}`).toLowerCase()]);

const NAMES: ReadonlyMap<Status, string> = new Map(STATES);
/** More of them are counted only. */
const MOST_NAMED = 10;

/** The state of this client's shards; undefined stands for a bot that has not logged in. */
export function gatewayState(client: Client | undefined): GatewayState {
  const shards = [...(client?.ws.shards.values() ?? [])];
  const pings = shards.map(({ ping }) => ping).filter((ping) => ping >= 0);
  return {
    shards: Object.fromEntries(
      STATES.map(([status, name]) => [name, shards.filter((shard) => shard.status === status).length]),
    ),
    pingMs: pings.length === 0 ? null : pings.reduce((sum, ping) => sum + ping, 0) / pings.length,
    ready: shards.length > 0 && shards.every(({ status }) => status === Status.Ready),
    unready: shards
      .filter(({ status }) => status !== Status.Ready)
      .map(({ id, status }) => ({ id, state: NAMES.get(status) ?? 'unknown' }))
      .sort((a, b) => a.id - b.id),
  };
}

/** Which shards are not connected, in a sentence; null where all of them are. */
export function gatewayTrouble(client: Client | undefined): string | null {
  const { ready, unready } = gatewayState(client);
  if (ready) return null;
  const count = client?.ws.shards.size ?? 0;
  if (count <= 1) return 'The connection to the gateway of Discord is lost; Podium is reconnecting.';
  const named = unready.slice(0, MOST_NAMED).map(({ id, state }) => `${id} (${state})`);
  const more = unready.length - named.length;
  const which = `${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
  return `Of the ${count} shards of this process, these are not connected to the gateway of Discord: ${which}. Podium is connecting them.`;
}

/** Tells of every connection that is lost from now on. */
export function watchGateway(client: Client, watch: Watch): void {
  client.on(Events.ShardReconnecting, () => watch.reconnecting());
}
