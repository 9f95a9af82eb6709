import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, VARIABLES } from '../../src/runtime/config.ts';

test('with nothing set there is no token, and everything else has its default', () => {
  expect(readConfig({ DISCORD_TOKEN: '' })).toEqual({
    token: undefined,
    apiUrl: 'https://discord.com/api',
    cdnUrl: undefined,
    guildId: undefined,
    shards: 'auto',
    shardIds: undefined,
    proxyUrl: undefined,
    interactionsPort: undefined,
    interactionsHost: '127.0.0.1',
    publicKey: undefined,
    databasePath: 'data/podium.db',
    databaseUrl: undefined,
    databaseConnections: 10,
    previewPort: 8080,
    terminalPort: undefined,
    terminalUrl: undefined,
    metricsPort: undefined,
    metricsHost: '127.0.0.1',
    logLevel: 'info',
  });
});

describe('a bad value', () => {
  test.each([
    ['DISCORD_API_URL', 'discord.com/api'],
    ['DISCORD_API_URL', 'ftp://127.0.0.1/'],
    ['DISCORD_CDN_URL', 'http://user:pass@127.0.0.1/'],
    ['DISCORD_GUILD_ID', '12'],
    ['DISCORD_SHARDS', '0'],
    ['DISCORD_SHARDS', 'all'],
    ['DISCORD_SHARDS', '16385'],
    ['DISCORD_SHARD_IDS', '3-1'],
    ['DISCORD_SHARD_IDS', '0,2,1-3'],
    ['DISCORD_SHARD_IDS', '0,'],
    ['DISCORD_SHARD_IDS', '-1'],
    ['DISCORD_SHARD_IDS', '0-99999'],
    ['DISCORD_PROXY_URL', 'proxy:8080'],
    ['INTERACTIONS_PORT', '3000/interactions'],
    ['INTERACTIONS_HOST', 'podium.example.org'],
    ['DISCORD_PUBLIC_KEY', '0123456789abcdef'],
    ['DISCORD_PUBLIC_KEY', 'g'.repeat(64)],
    ['DATABASE_PATH', 'data/'],
    ['DATABASE_CONNECTIONS', '0'],
    ['PREVIEW_PORT', '65536'],
    ['PREVIEW_PORT', '-1'],
    ['TERMINAL_PORT', '8o81'],
    ['TERMINAL_URL', 'labs.example.org'],
    ['METRICS_PORT', '9464/metrics'],
    ['METRICS_HOST', 'http://127.0.0.1'],
    ['METRICS_HOST', 'localhost:9464'],
    ['LOG_LEVEL', 'verbose'],
  ])('%s=%s is one line with the name and what it must be', (name, value) => {
    const message = messageOf({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name} holds ".*"; it must be .+\\.$`));
    expect(message).not.toContain('pass');
  });

  test('of the token is never shown', () => {
    const message = messageOf({ DISCORD_TOKEN: 'Bot abc.def' });
    expect(message).toMatch(/^DISCORD_TOKEN holds a value that is not shown here; it must be .+\.$/);
    expect(message).not.toContain('abc');
  });

  test.each([
    'localhost/podium',
    'mysql://u:secret@h/d',
    'postgres://u:secret@h',
    'postgres://u:secret@h/a/b',
    'postgres://u:secret@h/d?sslmode=verify_full',
  ])('of the database’s address (%s) is never shown, for a password stands in it', (address) => {
    const message = messageOf({ DATABASE_URL: address });
    expect(message).toMatch(/^DATABASE_URL holds a value that is not shown here; it must be .+\.$/);
    expect(message).not.toContain('secret');
  });

  test('and another one are told at once', () => {
    expect(messageOf({ PREVIEW_PORT: 'x', LOG_LEVEL: 'x' }).split('\n')).toHaveLength(2);
  });
});

describe('the shards of one process', () => {
  const together = { DISCORD_SHARDS: '8', DATABASE_URL: 'postgres://u:secret@h/d' };

  test.each([
    ['0-3', [0, 1, 2, 3]],
    ['7', [7]],
    ['5-7, 0,2', [0, 2, 5, 6, 7]],
  ])('%s are %j', (written, ids) => {
    expect(readConfig({ ...together, DISCORD_SHARD_IDS: written })).toMatchObject({
      shards: 8,
      shardIds: ids,
    });
  });

  test.each([
    ['without a number of all', { DISCORD_SHARDS: '' }, 'DISCORD_SHARDS'],
    ['of as many as Discord recommends', { DISCORD_SHARDS: 'auto' }, 'DISCORD_SHARDS'],
    ['one of which there is not', { DISCORD_SHARDS: '6' }, 'the shards are 0 to 5, and 6 is none'],
    ['with an SQLite file', { DATABASE_URL: '' }, 'DATABASE_URL'],
  ])('%s are refused in one line', (_what, change, named) => {
    const message = messageOf({ ...together, DISCORD_SHARD_IDS: '5-7', ...change });
    expect(message).toMatch(/^DISCORD_SHARD_IDS holds "5-7"; it must .+\.$/);
    expect(message).toContain(named);
    expect(message).not.toContain('secret');
  });
});

test('every variable has its line in .env.example with a comment above, and every line there is a variable', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  expect(Object.keys(parse(example)).sort()).toEqual([...VARIABLES].sort());
  for (const name of VARIABLES) expect(example).toMatch(new RegExp(`^# .{10,}\\n${name}=`, 'm'));
});

test('.env.example holds the defaults', () => {
  const example = parse(readFileSync(new URL('../../.env.example', import.meta.url)));
  expect(readConfig(example)).toEqual(readConfig({}));
});

test('an endpoint for Discord’s interactions needs the key that they are signed with; the preview brings its own', () => {
  const endpoint = { INTERACTIONS_PORT: '3000', DISCORD_TOKEN: 'abc.def' };
  expect(messageOf(endpoint)).toMatch(
    /^DISCORD_PUBLIC_KEY is not set; with INTERACTIONS_PORT it must be .+\.$/,
  );
  const key = 'aB'.repeat(32);
  expect(readConfig({ ...endpoint, DISCORD_PUBLIC_KEY: key })).toMatchObject({
    interactionsPort: 3000,
    publicKey: key,
  });
  expect(readConfig({ INTERACTIONS_PORT: '0' })).toMatchObject({ interactionsPort: 0, publicKey: undefined });
});

function messageOf(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}
