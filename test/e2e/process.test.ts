import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { type Actor, type Reply, upload } from '../../src/preview/driver.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { SECURE_POD } from '../secure-pod.ts';
import { type BotProcess, startProcess } from './process.ts';

let folder: string;
let preview: Preview;
let started: BotProcess[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podium-process-'));
  preview = await startPreview({ port: 0, limits: { windowMs: 0 } });
  started = [];
});
afterEach(async () => {
  for (const each of started) each.kill('SIGKILL');
  await Promise.all(started.map((each) => each.ended));
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(environment: Readonly<Record<string, string>> = {}): BotProcess {
  const bot = startProcess(folder, environment);
  started.push(bot);
  return bot;
}

/** Settings that lead to the preview of this test. */
function there(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { DISCORD_TOKEN: preview.token, DISCORD_API_URL: preview.apiUrl, ...more };
}

/** Asks until a choice question comes, and finds the button of its right answer in the decks. */
async function askChoice(person: Actor): Promise<{ asked: Reply; right: string; points: number }> {
  const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
  const cards = decks.flatMap((deck) => deck.cards).filter((card) => card.kind === 'choice');
  for (;;) {
    const asked = await person.run('quiz', { share: true });
    const text = asked.message?.text ?? '';
    const card = cards.find((each) => text.includes(each.prompt) && asked.message?.buttons.length !== 0);
    const answer = card?.options.find((option) => option.correct)?.text ?? '';
    const right = text.split('\n').find((line) => line.endsWith(`**  ${answer}`))?.[2];
    if (card !== undefined && right !== undefined) return { asked, right, points: card.difficulty };
  }
}

describe('a bot killed with -9 between question and click', () => {
  test('answers the click after its restart, once, and the leaderboard shows it', async () => {
    const first = start(there());
    await first.says('Podium serves');
    const ada = preview.driver.person('Ada');
    const { asked, right, points } = await askChoice(ada);
    const before = asked.message?.text ?? '';
    first.kill('SIGKILL');
    await first.ended;

    const second = start(there());
    const back = preview.driver.gateway.nextReady();
    await second.says('Podium serves');
    await back;
    expect(asked.message?.text).toBe(before);
    const [pressed] = await Promise.all([ada.press(asked.message, right), ada.press(asked.message, right)]);
    expect(pressed.message?.text).toContain('✓ Right');
    const board = await ada.run('leaderboard', { period: 'all' });
    expect(board.message?.text).toContain(`<@${ada.id}> · **${points}** point`);
  });
});

describe('a bot killed with -9 while a question about a paste is open', () => {
  test('answers the click after its restart, and leaves nothing of the paste in its files', async () => {
    const marker = 'ivory-tapir';
    const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${marker}\nspec:\n  containers:\n  - name: ${marker}\n    image: i\n    securityContext:\n      runAsUser: 7\n      runAsGroup: 8\n`;
    const onDisk = (): boolean =>
      readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(marker));
    const first = start(there({ DISCORD_CDN_URL: preview.cdnUrl }));
    await first.says('Podium serves');
    const ada = preview.driver.person('Ada');
    const explained = await ada.submit(await ada.run('explain'), { manifest: pod });
    const asked = await ada.press(explained.message, 'Quiz me on this');
    const before = asked.message?.text ?? '';
    expect(before).toContain(marker);
    first.kill('SIGKILL');
    await first.ended;
    expect(onDisk()).toBe(true);

    const second = start(there({ DISCORD_CDN_URL: preview.cdnUrl }));
    const back = preview.driver.gateway.nextReady();
    await second.says('Podium serves');
    await back;
    expect(asked.message?.text).toBe(before);
    await ada.press(asked.message, 'A');
    expect(asked.message?.text).toMatch(/✓ Right|✗ Wrong/);
    expect(asked.message?.buttons.map(({ label }) => label)).toContain('Another one on this');
    expect(onDisk()).toBe(false);
    await ada.press(asked.message, 'Another one on this');
    expect(asked.message?.text).toContain(marker);
    await ada.press(asked.message, 'A');
    second.kill('SIGTERM');
    await second.ended;
    expect(onDisk()).toBe(false);
  });
});

describe('a bot killed with -9 in the middle of a lab', () => {
  test('goes on where it stood: inside of a container, with what was typed, and every line once', async () => {
    const first = start(there());
    await first.says('Podium serves');
    const ada = preview.driver.person('Ada');
    const lab = (await ada.run('lab', { name: 'two-levels' })).message;
    const type = async (line: string) => ada.submit(await ada.press(lab, 'Type'), { line });
    await type(`cat > secure-pod.yaml <<EOF\n${SECURE_POD}EOF\nkubectl apply -f secure-pod.yaml`);
    expect(lab?.text).toContain('pod/secure-pod created');
    await ada.press(lab, 'Check');
    expect(lab?.text).toContain('Step 1 done');
    await type('kubectl exec -it secure-pod -- sh');
    await type('echo once >> /tmp/f');
    const box = await ada.press(lab, 'Type');
    first.kill('SIGKILL');
    await first.ended;

    const second = start(there());
    const back = preview.driver.gateway.nextReady();
    await second.says('Podium serves');
    await back;
    // The box that was open all the while, and the same button twice.
    await ada.submit(box, { line: 'id -u; cat /tmp/f' });
    expect(lab?.text).toContain('id -u; cat /tmp/f\n1000\nonce\n');
    await Promise.all([ada.press(lab, 'exit'), ada.press(lab, 'exit')]);
    expect(lab?.text).not.toContain('not run');
    await ada.press(lab, 'kubectl exec secure-pod -- id > before.txt');
    await ada.press(lab, 'Check');
    expect(lab?.text).toContain('Step 2 done');
  });
});

test('the line of the start counts the decks with cards; without a token a warning says that it is the preview', async () => {
  const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
  const bot = start({ PREVIEW_PORT: '0' });
  await bot.says('Podium serves');
  await bot.says('so this is the preview and not Discord');
  expect(bot.stdout()).toMatch(
    new RegExp(`"decks":${decks.length},"database":"podium.db","msg":"Podium serves"`),
  );
  expect(bot.stdout()).toMatch(/"level":40,.*"page":"http:[^"]*","msg":"no DISCORD_TOKEN is set/);
});

describe('stopping', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('on %s it closes the database and exits 0', async (signal) => {
    const bot = start(there());
    await bot.says('Podium serves');
    bot.kill(signal);
    const { code, stdout } = await bot.ended;
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n').at(-1)).toContain('"msg":"Podium stopped"');
    // It left; that is no lost connection.
    expect(stdout).not.toContain('reconnecting');
    expect(preview.driver.gateway.online).toBe(false);
    const again = start(there());
    await again.says('Podium serves');
  });

  test('an answer that waits for a slow Discord is finished first', async () => {
    const bot = start(there());
    await bot.says('Podium serves');
    const fault = preview.driver.fault({ kind: 'rate-limit', path: /callback$/, retryAfter: 0.3 });
    const running = preview.driver.person('Ada').run('help');
    while (fault.hits() === 0) await new Promise((resolve) => setImmediate(resolve));
    bot.kill('SIGTERM');
    expect((await running).message?.text).toContain('Explain a manifest');
    expect((await bot.ended).code).toBe(0);
  });
});

describe('a bot stopped while it starts', () => {
  const POD =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n  - name: c\n    image: i\n    securityContext:\n      runAsUser: 7\n';

  /** A second start that hangs before its commands are registered, with the commands of the first. */
  async function hanging(): Promise<BotProcess> {
    const first = start(there());
    await first.says('Podium serves');
    first.kill('SIGTERM');
    await first.ended;
    const fault = preview.driver.fault({ kind: 'hang', method: 'GET', path: /\/commands$/, times: 9 });
    const bot = start(there({ DISCORD_CDN_URL: preview.cdnUrl }));
    while (fault.hits() === 0) await new Promise((resolve) => setImmediate(resolve));
    return bot;
  }

  test('finishes what is in flight with the database open, and exits 0', async () => {
    const bot = await hanging();
    const ada = preview.driver.person('Ada');
    const explained = await ada.run('explain', { file: upload('pod.yaml', POD) });
    const fault = preview.driver.fault({ kind: 'rate-limit', path: /callback$/, retryAfter: 0.5 });
    const asking = ada.press(explained.message, 'Quiz me on this');
    while (fault.hits() === 0) await new Promise((resolve) => setImmediate(resolve));
    bot.kill('SIGTERM');
    expect((await asking).message?.buttons.map(({ label }) => label)).toContain('A');
    const { code, stdout, stderr } = await bot.ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toMatch(/"level":[456]0/);
    expect(stdout).not.toContain('Podium serves');
  });

  test('tells who comes meanwhile to come again', async () => {
    const bot = await hanging();
    const ada = preview.driver.person('Ada');
    const fault = preview.driver.fault({ kind: 'rate-limit', path: /callback$/, retryAfter: 1 });
    const first = ada.run('help');
    while (fault.hits() === 0) await new Promise((resolve) => setImmediate(resolve));
    bot.kill('SIGTERM');
    let second = await ada.run('stats');
    while (!/restarted/.test(second.message?.text ?? '')) second = await ada.run('stats');
    expect(second.message?.ephemeral).toBe(true);
    expect((await first).message?.text).toContain('Explain a manifest');
    expect((await bot.ended).code).toBe(0);
  });
});

describe('what stops the start is one line', () => {
  test('a variable that holds what it must not: 78, and the token is never shown', async () => {
    const bot = start({ DISCORD_TOKEN: 'se cret', PREVIEW_PORT: '8o80' });
    const { code, stderr } = await bot.ended;
    expect(code).toBe(78);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^DISCORD_TOKEN holds a value that is not shown here; it must be /),
      expect.stringMatching(/^PREVIEW_PORT holds "8o80"; it must be a port/),
    ]);
    expect(stderr).not.toContain('se cret');
  });

  test('a variable from .env counts as well', async () => {
    writeFileSync(join(folder, '.env'), 'LOG_LEVEL=loud\n');
    const { code, stderr } = await start().ended;
    expect(code).toBe(78);
    expect(stderr).toMatch(/^LOG_LEVEL holds "loud"; it must be one of .*\n$/);
  });

  test('a token that Discord refuses: 77', async () => {
    const { code, stdout, stderr } = await start(there({ DISCORD_TOKEN: 'wrong.token.here' })).ended;
    expect(code).toBe(77);
    expect(stderr).toMatch(/^Discord refuses DISCORD_TOKEN\. .*\n$/);
    expect(stdout + stderr).not.toContain('wrong.token.here');
  });

  test('a Discord that cannot be reached: 1', async () => {
    const { code, stderr } = await start(there({ DISCORD_API_URL: 'http://127.0.0.1:1/api' })).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Discord's API at http:\/\/127\.0\.0\.1:1\/api cannot be reached \(ECONNREFUSED\).*\n$/,
    );
  });

  test('a database that another process has open: 1', async () => {
    const first = start(there());
    await first.says('Podium serves');
    const { code, stderr } = await start(there()).ended;
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('podium.db');
  });

  test('a port that is taken: 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, stderr } = await start({ PREVIEW_PORT: String(port) }).ended;
    other.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^Port ${port} of 127\\.0\\.0\\.1 is taken by another process\\..*\n$`),
    );
  });

  test('port 80: served where this account may open it, and else 1 with the reason', async () => {
    const bot = start({ PREVIEW_PORT: '80' });
    const served = bot.says('Podium serves').then(() => true);
    const refused = bot.ended.then(() => false);
    if (await Promise.race([served.catch(() => false), refused])) {
      expect((await fetch('http://127.0.0.1:80/')).status).toBe(200);
      return;
    }
    expect(await bot.ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Port 80 of 127\.0\.0\.1 is .*PREVIEW_PORT.*\n$/),
    });
  });

  test('the gateway closing with 4004 later ends the process with 77', async () => {
    const bot = start(there());
    await bot.says('Podium serves');
    preview.driver.gateway.closeAll(4004, 'Authentication failed.');
    const { code, stderr } = await bot.ended;
    expect(code).toBe(77);
    expect(stderr).toMatch(/^Discord refuses DISCORD_TOKEN\. .*\n$/);
  });
});

test('without a token it starts the preview, says where, and serves there', async () => {
  const bot = start({ PREVIEW_PORT: '0' });
  await bot.says('Podium serves');
  await bot.says('in a browser');
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(bot.stdout())?.[0] ?? '';
  expect((await fetch(address)).status).toBe(200);
});

test('commands are sent to Discord only when they differ from what it has', async () => {
  const first = start(there());
  await first.says('"commandsSent":true');
  first.kill('SIGTERM');
  await first.ended;
  const second = start(there());
  await second.says('"commandsSent":false');
  expect(preview.driver.calls.filter((call) => call.method === 'PUT')).toHaveLength(1);
});

test('commands can be registered in one server', async () => {
  const bot = start(there({ DISCORD_GUILD_ID: preview.guildId }));
  await bot.says('"commandsSent":true');
  const put = preview.driver.calls.find((call) => call.method === 'PUT');
  expect(put?.path).toContain(`/guilds/${preview.guildId}/commands`);
  const help = await preview.driver.person('Ada').run('help');
  expect(help.message?.text).toMatch(/<\/quiz:\d+>/);
});

test('nothing a person typed and no token is in the log', async () => {
  const bot = start(there({ LOG_LEVEL: 'trace' }));
  await bot.says('Podium serves');
  const ada = preview.driver.person('Ada');
  await ada.run('quiz', { deck: 'a-secret-deck-name' });
  const asked = await ada.run('quiz');
  bot.kill('SIGTERM');
  const { stdout, stderr } = await bot.ended;
  const all = stdout + stderr + readFileSync(join(folder, 'podium.db')).toString('latin1');
  expect(all).not.toContain('a-secret-deck-name');
  expect(all).not.toContain(preview.token);
  expect(all).not.toContain(asked.interaction.token);
});
