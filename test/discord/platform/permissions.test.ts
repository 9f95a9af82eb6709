import { OverwriteType, PermissionFlagsBits } from 'discord.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAbove, permissionsIn } from '../../../src/discord/platform/permissions.ts';
import { propertyRuns } from '../../property-runs.ts';

const { ViewChannel, SendMessages, Administrator } = PermissionFlagsBits;
const BOT = '9';
const GUILD = '1';
const role = (id: string, permissions: bigint, position = 1) => ({
  id,
  position,
  managed: false,
  permissions: String(permissions),
});
const server = (everyone: bigint, own: bigint, ownerId = '5') => ({
  id: GUILD,
  ownerId,
  roles: new Map([role(GUILD, everyone, 0), role('2', own), role('3', 0n)].map((each) => [each.id, each])),
  ownRoles: ['2', '3'],
});
const overwrite = (type: OverwriteType, id: string, allow: bigint, deny: bigint) => ({
  type,
  id,
  allow: String(allow),
  deny: String(deny),
});

test.each([
  ['everyone’s and its roles’', [], true],
  ['what everyone is denied is gone', [overwrite(OverwriteType.Role, GUILD, 0n, SendMessages)], false],
  [
    'a role gives it back',
    [
      overwrite(OverwriteType.Role, GUILD, 0n, SendMessages),
      overwrite(OverwriteType.Role, '2', SendMessages, 0n),
    ],
    true,
  ],
  [
    'of two roles that differ, the one that gives',
    [
      overwrite(OverwriteType.Role, '3', SendMessages, 0n),
      overwrite(OverwriteType.Role, '2', 0n, SendMessages),
    ],
    true,
  ],
  [
    'the member’s own has the last word',
    [
      overwrite(OverwriteType.Member, BOT, 0n, SendMessages),
      overwrite(OverwriteType.Role, '2', SendMessages, 0n),
    ],
    false,
  ],
  ['a role that it has not changes nothing', [overwrite(OverwriteType.Role, '4', 0n, SendMessages)], true],
  ['somebody else’s changes nothing', [overwrite(OverwriteType.Member, '5', 0n, SendMessages)], true],
])('%s', (_what, overwrites, may) => {
  const rights = permissionsIn(server(ViewChannel, SendMessages), BOT, overwrites);
  expect([rights.has(ViewChannel), rights.has(SendMessages)]).toEqual([true, may]);
});

test('the owner and an administrator may everything, whatever a channel says', () => {
  const nothing = [overwrite(OverwriteType.Role, GUILD, 0n, ViewChannel)];
  expect(permissionsIn(server(0n, 0n, BOT), BOT, nothing).has(SendMessages)).toBe(true);
  expect(permissionsIn(server(0n, Administrator), BOT, nothing).has(ViewChannel)).toBe(true);
});

test('of two roles exactly one stands above the other: the higher one, at one height the older', () => {
  const any = fc.record({ id: fc.bigInt({ min: 1n, max: 50n }).map(String), position: fc.nat(5) });
  fc.assert(
    fc.property(any, any, (a, b) => {
      const [one, other] = [role(a.id, 0n, a.position), role(b.id, 0n, b.position)];
      fc.pre(one.id !== other.id);
      expect(isAbove(one, other)).toBe(!isAbove(other, one));
      if (one.position > other.position) expect(isAbove(one, other)).toBe(true);
    }),
    { numRuns: propertyRuns() },
  );
  expect(isAbove(undefined, role('2', 0n))).toBe(false);
});
