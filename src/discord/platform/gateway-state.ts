import { type Client, Events, Status } from 'discord.js';
import type { Watch } from '../../runtime/metrics/watch.ts';

/** How the connections to the gateway are. */
export interface GatewayState {
  /** How many shards are in each state; every state is named. */
  readonly shards: Readonly<Record<string, number>>;
  /** Round trip of the last heartbeat in ms, the mean of all shards; null before the first one. */
  readonly pingMs: number | null;
  /** Every shard is ready, and there is one. */
  readonly ready: boolean;
}

/** `WaitingForGuilds` as a label: `waiting-for-guilds`. */
const STATES: readonly (readonly [Status, string])[] = Object.entries(Status)
  .filter((entry): entry is [string, Status] => typeof entry[1] === 'number')
  .map(([name, status]) => [status, name.replace(/(?<=.)[A-Z]/g, (capital) => `-${capital}`).toLowerCase()]);

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
  };
}

/** Tells of every connection that is lost from now on. */
export function watchGateway(client: Client, watch: Watch): void {
  client.on(Events.ShardReconnecting, () => watch.reconnecting());
}
