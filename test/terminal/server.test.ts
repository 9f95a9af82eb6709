import { request } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { leaveLab } from '../../src/play/labs.ts';
import { labWorkHere } from '../../src/play/labs-in-thread.ts';
import { LINK_MS, passes } from '../../src/terminal/link.ts';
import { startTerminal, type Terminal } from '../../src/terminal/server.ts';
import { tinyLabs } from '../play/lab-fixture.ts';
import { propertyRuns } from '../property-runs.ts';
import { NOON, tempStore } from '../store/fixtures.ts';

const ADA = '100000000000000001';
const GRACE = '100000000000000002';
const open: Terminal[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function serving(more: { readonly url?: string } = {}) {
  let now = NOON;
  const play = { store: await tempStore(), now: () => now, labs: tinyLabs, labWork: labWorkHere() };
  const errors: unknown[] = [];
  const terminal = await startTerminal({
    play,
    port: 0,
    secret: 'a secret',
    onError: (error) => errors.push(error),
    ...more,
  });
  open.push(terminal);
  return {
    terminal,
    play,
    errors,
    advance: (ms: number) => {
      now += ms;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

function ask(
  url: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A call of the page that was opened with this address. */
async function call(link: string, name: string, asked: unknown, headers: Record<string, string> = {}) {
  const { origin, hash } = new URL(link);
  const answer = await ask(`${origin}/api/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hash.slice(1)}`, ...headers },
    body: typeof asked === 'string' ? asked : JSON.stringify(asked),
  });
  return { status: answer.status, body: JSON.parse(answer.body) };
}

describe('an address', () => {
  test('opens the lab of the person it was given to, and no other lab', async () => {
    const { terminal } = await serving();
    const link = terminal.link(ADA, 'tiny');
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/lab\/tiny#/);
    const { status, body } = await call(link, 'state', { known: null });
    expect(status).toBe(200);
    expect(body.shown.lab.id).toBe('tiny');
    const other = await call(terminal.link(ADA, 'free'), 'files', { session: body.shown.session });
    expect(other).toMatchObject({ status: 409, body: { error: expect.stringContaining('another lab') } });
  });

  test('of one person opens nothing of another one', async () => {
    const { terminal } = await serving();
    const { body } = await call(terminal.link(ADA, 'tiny'), 'state', { known: null });
    const { session } = body.shown;
    const grace = terminal.link(GRACE, 'tiny');
    for (const [name, asked] of Object.entries({
      type: { session, turn: 0, typed: { kind: 'line', text: 'ls' } },
      complete: { session, text: '', cursor: 0 },
      check: { session, step: 0 },
      hint: { session, step: 0, taken: 1 },
      undo: { session, turn: 0 },
      reset: { session },
      files: { session },
    }))
      expect((await call(grace, name, asked)).status, name).toBe(409);
  });

  test('is good for a day', async () => {
    const { terminal, advance } = await serving();
    const link = terminal.link(ADA, 'tiny');
    advance(LINK_MS - 1);
    expect((await call(link, 'state', { known: null })).status).toBe(200);
    advance(1);
    expect(await call(link, 'state', { known: null })).toMatchObject({
      status: 401,
      body: { gone: true, error: expect.stringContaining('/lab') },
    });
  });

  test('cannot be made up or changed', () => {
    const mine = passes('a secret');
    const issued = mine.issue({ userId: ADA, lab: 'tiny', until: NOON + 1000 });
    expect(mine.read(issued, NOON)).toEqual({ userId: ADA, lab: 'tiny', until: NOON + 1000 });
    expect(passes('another').read(issued, NOON)).toBeUndefined();
    const letter = fc.constantFrom(...'AZaz09-_.%= €'.split(''));
    fc.assert(
      fc.property(fc.nat(issued.length - 1), letter, (at, other) => {
        const changed = issued.slice(0, at) + other + issued.slice(at + 1);
        const read = mine.read(changed, NOON);
        // The last letter of base64 has bits that say nothing.
        expect(read === undefined || JSON.stringify(read) === JSON.stringify(mine.read(issued, NOON))).toBe(
          true,
        );
      }),
      { numRuns: propertyRuns() },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1200 }), (text) => {
        expect(mine.read(text, NOON)).toBeUndefined();
      }),
      { numRuns: propertyRuns() },
    );
  });
});

describe('the server', () => {
  test('answers its own page only, under its own name', async () => {
    const { terminal } = await serving();
    const port = new URL(terminal.url).port;
    const refused = async (headers: Record<string, string>): Promise<number> =>
      (await ask(`${terminal.url}/`, { headers })).status;
    expect(await refused({})).toBe(200);
    expect(await refused({ host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(200);
    expect(await refused({ host: 'evil.example' })).toBe(403);
    expect(await refused({ origin: 'https://evil.example' })).toBe(403);
    expect(await refused({ origin: 'null' })).toBe(403);
    expect(await refused({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(403);
    expect(await refused({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200);
  });

  test('is reached through a proxy under the address it was told', async () => {
    const { terminal } = await serving({ url: 'https://labs.example.org' });
    expect(terminal.link(ADA, 'tiny')).toMatch(/^https:\/\/labs\.example\.org\/lab\/tiny#/);
    expect(terminal.url).toBe('https://labs.example.org');
  });

  test('sends its page with a strict policy, and no other file', async () => {
    const { terminal } = await serving();
    const { headers, body } = await ask(`${terminal.url}/lab/anything`, {});
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(body).toContain('<script type="module" src="/main.js">');
    for (const path of ['/main.js', '/main.css'])
      expect((await ask(terminal.url + path, {})).status).toBe(200);
    for (const path of [
      '/../package.json',
      '/%2e%2e/cli.js',
      '/constructor',
      '/lab/a/b',
      '/api/state',
      '/main.js.map',
    ])
      expect((await ask(terminal.url + path, {})).status, path).toBe(404);
  });

  test('refuses what is no question of its page', async () => {
    const { terminal, errors } = await serving();
    const link = terminal.link(ADA, 'tiny');
    expect((await call(link, 'type', { session: 1, turn: 0 })).status).toBe(400);
    expect((await call(link, 'type', 'no JSON')).status).toBe(400);
    expect((await call(link, 'type', `"${'x'.repeat(1100 * 1024)}"`)).status).toBe(413);
    expect((await call(link, 'state', { known: null }, { authorization: 'Bearer x.y' })).status).toBe(401);
    expect(errors).toEqual([]);
  });

  test('runs a line once however often it is sent, and says when something else was done at its turn', async () => {
    const { terminal } = await serving();
    const link = terminal.link(ADA, 'tiny');
    const { session } = (await call(link, 'state', { known: null })).body.shown;
    const line = (text: string) =>
      call(link, 'type', { session, turn: 0, typed: { kind: 'line', text } }).then(({ body }) => body);
    const answers = await Promise.all([line('echo a >> f'), line('echo a >> f'), line('echo a >> f')]);
    for (const { entry, shown } of answers) expect([entry.turn, shown.turn]).toEqual([0, 1]);
    expect((await line('rm f')).entry).toBeNull();
    const { files } = (await call(link, 'files', { session })).body;
    expect(files).toContainEqual({ path: '/root/f', text: 'a\n' });
    expect((await call(link, 'state', { known: { session, turn: 1 } })).body.entries).toBeNull();
    expect((await call(link, 'state', { known: { session, turn: 0 } })).body.entries).toHaveLength(1);
  });

  test('begins no lab anew that was left, for a page that only looks', async () => {
    const { terminal, play } = await serving();
    const link = terminal.link(ADA, 'tiny');
    const { session, turn } = (await call(link, 'state', { known: null })).body.shown;
    await leaveLab(play, { session: { id: session }, userId: ADA });
    const looked = await call(link, 'state', { known: { session, turn } });
    expect(looked).toMatchObject({ status: 409, body: { error: expect.stringContaining('was left') } });
    expect(await play.store.openLabSession(ADA, 'tiny')).toBeUndefined();
    expect((await call(link, 'state', { known: null })).body.shown.session).not.toBe(session);
  });

  test('completes on the cluster as it stands', async () => {
    const { terminal } = await serving();
    const link = terminal.link(ADA, 'tiny');
    const { session } = (await call(link, 'state', { known: null })).body.shown;
    const { body } = await call(link, 'complete', { session, text: 'kubec', cursor: 5 });
    expect(body).toMatchObject({ from: 0, to: 5, common: 'kubectl ' });
  });

  test('lists all labs for who has the address of the list', async () => {
    const { terminal } = await serving();
    const { body } = await call(terminal.link(ADA, '*'), 'list', {});
    expect(body.rows.map(({ id }: { id: string }) => id)).toContain('tiny');
    const [row] = body.rows;
    const { status } = await call(`${terminal.url}${row.address}`, 'state', { known: null });
    expect(status).toBe(200);
    expect((await call(terminal.link(ADA, 'tiny'), 'list', {})).status).toBe(409);
  });
});
