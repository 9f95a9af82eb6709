import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Actor, Reply, Seen } from '../../src/preview/driver.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { randomFrom } from '../../src/study/random.ts';
import { startProcess } from './bots.ts';
import { at } from './samples.ts';

const MATCHES = 20;
const PLAYERS = 50;
const ROUNDS = 3;
/** Of a round: more than anybody waits here. */
const SECONDS = 60;
/** A round's players answer within so long of its message, each at a moment of their own. */
const WINDOW_MS = 4000;

/** What came of a crowd's clicks. */
interface Clicks {
  readonly what: string;
  /** How long each waited for its acknowledgement, in ms. */
  readonly waited: number[];
  /** Those that were not answered within Discord's three seconds, or not as they should. */
  lost: number;
}

/**
 * Plays 20 matches of 50 people at once through the process that people run, against the preview, which refuses what
 * Discord refuses; before them one match alone, and before all the bot that only replies "ok" to as many people.
 * Prints what was lost (nothing may be), how long acknowledgements took, and how often a channel's message was edited.
 * The times are this machine's and hold the preview's own share; the ratios are between parts of one run.
 */
export async function benchMatch(): Promise<void> {
  const names = Array.from({ length: MATCHES }, (_, index) => `match-${index + 1}`);
  const preview = await startPreview({ port: 0, channels: ['alone', ...names] });
  preview.driver.patience = 5 * 60_000;
  const ok = await okClicks(preview, names);
  const edits = editsOf(preview);
  const podium = await startProcess('podium', discordOf(preview));
  await registered(preview);
  const alone = await crowd(preview, 'one match of 50 people', ['alone']);
  const together = await crowd(preview, `${MATCHES} matches of ${PLAYERS} at once`, names);
  const played = (MATCHES + 1) * PLAYERS;
  let kept: Rows | undefined;
  await podium.stop((database) => {
    kept = rowsIn(database);
  });
  await preview.close();
  console.table([ok, alone, together].map((clicks) => row(clicks, ok)));
  const wanted: Rows = { players: played, answers: played * ROUNDS, remembered: played * ROUNDS };
  const lines = (Object.keys(wanted) as (keyof Rows)[]).map(
    (key) => `${kept?.[key] ?? 0} of ${wanted[key]} ${key}`,
  );
  process.stdout.write(`rows: ${lines.join(', ')}\n`);
  const { most, least, count } = busiest(edits);
  process.stdout.write(
    `edits: ${count} in ${edits.size} channels; at most ${most} in any second of a channel (1 is allowed), ${least} ms apart at least\n`,
  );
  const missing = lines.some((line) => !/^(\d+) of \1 /.test(line));
  if (missing || alone.lost + together.lost > 0 || most > 1) process.exitCode = 1;
}

function discordOf({ apiUrl, token, driver }: Preview) {
  return { apiUrl, token, ready: () => driver.gateway.nextReady() };
}

/** Resolves when the bot's commands are there. */
async function registered({ driver }: Preview): Promise<void> {
  if (driver.world.commands.size > 0) return;
  await driver.when('the commands', (change) => (change.kind === 'commands' ? true : undefined));
}

/** As many people as play together press a button of the bot that replies "ok". */
async function okClicks(preview: Preview, channels: readonly string[]): Promise<Clicks> {
  const bot = await startProcess('ok', discordOf(preview));
  const clicks: Clicks = { what: 'as many people, the "ok" bot', waited: [], lost: 0 };
  for (let round = 0; round < ROUNDS; round += 1)
    await Promise.all(
      channels.map(async (name, index) => {
        const people = peopleOf(preview, name);
        const asked = await okMessage(preview, people[0]);
        await clicking(people, index * 100 + round, clicks, (person) => person.press(asked, 'ok'), /^ok$/);
      }),
    );
  await bot.stop();
  return clicks;
}

/** A message with a button, as the "ok" bot would post it. */
async function okMessage({ apiUrl, token }: Preview, person: Actor | undefined): Promise<Seen | null> {
  const button = { type: 2, style: 1, label: 'ok', custom_id: 'ok' };
  const response = await fetch(`${apiUrl}/v10/channels/${person?.place.id}/messages`, {
    method: 'POST',
    headers: {
      'user-agent': 'DiscordBot (https://example.org, 1)',
      authorization: `Bot ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ content: 'ok?', components: [{ type: 1, components: [button] }] }),
  });
  const { id } = (await response.json()) as { readonly id: string };
  return person?.messages().find((message) => message.id === id) ?? null;
}

/** Matches in these channels at once, from the lobby to the podium. */
async function crowd(preview: Preview, what: string, channels: readonly string[]): Promise<Clicks> {
  const clicks: Clicks = { what, waited: [], lost: 0 };
  await Promise.all(channels.map((name, index) => match(peopleOf(preview, name), index, clicks)));
  return clicks;
}

async function match(people: readonly Actor[], index: number, clicks: Clicks): Promise<void> {
  const [host, ...others] = people;
  if (host === undefined) throw new RangeError('a match needs a host');
  await host.run('match', { rounds: ROUNDS, seconds: SECONDS, kind: 'questions' });
  const lobby = await shown(host, 'A match is about to begin');
  await clicking(others, index, clicks, (person) => person.press(lobby, 'Join'), /players/);
  await host.press(lobby, 'Start');
  for (let round = 1; round <= ROUNDS; round += 1) {
    const asked = await shown(host, `Round ${round} of ${ROUNDS}`);
    const answer = (person: Actor, place: number) => answered(person, asked, place);
    await clicking(people, index * 100 + round, clicks, answer, /You chose/);
  }
  await shown(host, 'The match is over');
}

/** Every one of these people clicks once, at a moment of their own in the window. */
async function clicking(
  people: readonly Actor[],
  seed: number,
  clicks: Clicks,
  click: (person: Actor, place: number) => Promise<Reply>,
  right: RegExp,
): Promise<void> {
  const random = randomFrom(seed);
  const moments = people.map(() => random.below(WINDOW_MS));
  await Promise.all(
    people.map(async (person, place) => {
      await sleep(moments[place]);
      const { ackMs, message } = await click(person, place);
      if (ackMs === null || !right.test(message?.text ?? '')) clicks.lost += 1;
      else clicks.waited.push(ackMs);
    }),
  );
}

/** Gives an answer to whatever kind of question it is; right or wrong, by where they sit. */
async function answered(person: Actor, asked: Seen, place: number): Promise<Reply> {
  const buttons = asked.buttons.filter(({ customId }) => customId?.startsWith('match:answer:'));
  const button = buttons[place % Math.max(1, buttons.length)];
  if (button !== undefined) return person.press(asked, button.customId ?? '');
  const [select] = asked.selects;
  const option = select?.options?.[place % (select.options.length || 1)];
  if (option !== undefined) return person.choose(asked, 0, option.value);
  return person.submit(await person.press(asked, 'Answer…'), { value: String(place) });
}

/** The message with this text, as soon as it is there. */
async function shown(person: Actor, text: string): Promise<Seen> {
  const fits = (message: Seen): boolean => !message.ephemeral && message.text.includes(text);
  return person.messages().find(fits) ?? person.next(fits);
}

function peopleOf({ driver }: Preview, channel: string): readonly Actor[] {
  const place = driver.channel(channel);
  return Array.from({ length: PLAYERS }, (_, n) => driver.person(`${channel} ${n + 1}`).at(place));
}

/** When each channel's messages were edited, in ms. */
function editsOf({ driver }: Preview): ReadonlyMap<string, readonly number[]> {
  const edits = new Map<string, number[]>();
  driver.listen(({ method, path }) => {
    const channel = /^\/channels\/(\d+)\/messages\/\d+$/.exec(path)?.[1];
    if (method !== 'PATCH' || channel === undefined) return;
    const known = edits.get(channel);
    if (known === undefined) edits.set(channel, [performance.now()]);
    else known.push(performance.now());
  });
  return edits;
}

function busiest(edits: ReadonlyMap<string, readonly number[]>) {
  let most = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const times of edits.values())
    for (const [index, at] of times.entries()) {
      most = Math.max(most, times.filter((other) => other >= at && other < at + 1000).length);
      least = Math.min(least, (times[index + 1] ?? Number.POSITIVE_INFINITY) - at);
    }
  const count = [...edits.values()].reduce((sum, { length }) => sum + length, 0);
  return { most, least: Math.round(least), count };
}

interface Rows {
  readonly players: number;
  readonly answers: number;
  /** Answers that became one of their player's own, for their memory. */
  readonly remembered: number;
}

function rowsIn(path: string): Rows {
  const database = new Database(path, { readonly: true });
  const count = (table: string): number =>
    (database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { readonly n: number }).n;
  const rows = {
    players: count('match_players'),
    answers: count('match_answers'),
    remembered: count('reviews'),
  };
  database.close();
  return rows;
}

function row({ what, waited, lost }: Clicks, ok: Clicks) {
  const share = (part: number): number =>
    Math.round((at(waited, part) / Math.max(1, at(ok.waited, part))) * 100) / 100;
  return {
    what,
    clicks: waited.length + lost,
    lost,
    'p50 ms': at(waited, 0.5),
    'p99 ms': at(waited, 0.99),
    'max ms': at(waited, 1),
    'p50 to ok': share(0.5),
    'p99 to ok': share(0.99),
  };
}
