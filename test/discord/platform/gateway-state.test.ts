import { type Client, Collection, Status } from 'discord.js';
import { expect, test } from 'vitest';
import { gatewayState, gatewayTrouble } from '../../../src/discord/platform/gateway-state.ts';

/** A client whose shards are in these states. */
function client(...states: readonly (readonly [id: number, Status])[]): Client {
  const shards = new Collection(states.map(([id, status]) => [id, { id, status, ping: 20 }]));
  return { ws: { shards } } as unknown as Client;
}

test('a process is ready once all its shards are, and says which are not', () => {
  const ready = client([4, Status.Ready], [5, Status.Ready]);
  expect(gatewayState(ready)).toMatchObject({ ready: true, unready: [], pingMs: 20 });
  expect(gatewayTrouble(ready)).toBeNull();
  const half = client([6, Status.Resuming], [4, Status.Ready], [5, Status.WaitingForGuilds]);
  expect(gatewayState(half)).toMatchObject({ ready: false, shards: { ready: 1, resuming: 1 } });
  expect(gatewayTrouble(half)).toBe(
    'Of the 3 shards of this process, these are not connected to the gateway of Discord: 5 (waiting-for-guilds), 6 (resuming). Podium is connecting them.',
  );
});

test('of many shards that are not connected ten are named', () => {
  const many = client(...Array.from({ length: 16 }, (_, id) => [id, Status.Identifying] as const));
  expect(gatewayTrouble(many)).toContain('9 (identifying) and 6 more.');
});
