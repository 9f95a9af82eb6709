import type { APIMessage, Client } from 'discord.js';
import { podiumSheet } from '../../pictures/index.ts';
import { standings } from '../../play/match-standings.ts';
import type { Match, MatchTrouble, MatchView, MatchWork } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { API_CODE, apiCode, isGone, loggableError } from '../platform/api-error.ts';
import { type DueWork, startDueWork } from '../platform/due-work.ts';
import { encode } from '../platform/encode.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { editInChannel, postInChannel, sendDirectly } from '../platform/post.ts';
import { deckTitleOf } from './show.ts';
import { endMessage } from './view-end.ts';
import { lobbyMessage } from './view-lobby.ts';
import { roundMessage } from './view-round.ts';
import { teamName } from './words.ts';

/** Matches taken from the store at once: closing a round is a transaction over all its players, which others wait for. */
const BATCH = 5;

/** Carries on with every match as the store has it: a bot that was killed goes on with the time that is left. */
export function startMatches(client: Client, context: Context): DueWork {
  const { store, config } = context;
  // Beside a PostgreSQL database another process may be sending what it has in its hands.
  const alone = config.databaseUrl === undefined;
  return startDueWork(context, {
    name: 'the matches',
    batch: BATCH,
    ...(alone ? { before: () => store.releaseMatches() } : {}),
    claim: (input) => store.claimMatches(input),
    nextAt: () => store.nextMatchAt(),
    carryOut: (work) => carryOut(client, context, work),
  });
}

/** Never rejects: what cannot be sent pauses its match, and what may work in a moment is tried again when the hold is over. */
async function carryOut(client: Client, context: Context, work: MatchWork): Promise<void> {
  const { log, store, now } = context;
  const { match } = work.view;
  try {
    if (work.kind === 'edit') await edit(client, context, work.view);
    else await post(client, context, { ...work, kind: work.kind });
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined) {
      log.warn({ match: match.id, error: loggableError(error) }, 'a match could not be shown; trying again');
      return;
    }
    await store
      .matchTroubled({ matchId: match.id, trouble, now: now() })
      .then((paused) => (paused ? tellHost(client, context, match, trouble) : undefined))
      .catch((second: unknown) => log.error({ error: loggableError(second) }, 'a match could not be paused'));
  }
}

type Post = MatchWork & { readonly kind: 'post-lobby' | 'post-round' | 'post-end' };

async function post(client: Client, context: Context, { kind, view }: Post): Promise<void> {
  const { store, log, now } = context;
  const { match } = view;
  await finishEarlier(client, context, view);
  const message = await messageFor(context, kind, view);
  const nonce = `match-${match.id}-${kind === 'post-round' ? match.round : kind}`;
  const posted = (await postInChannel(
    client.rest,
    match.channelId,
    encode(message, log, { nonce }),
  )) as APIMessage;
  await store.matchPosted({
    matchId: match.id,
    what: kind,
    round: match.round,
    messageId: posted.id,
    version: match.version,
    now: now(),
  });
}

async function messageFor(context: Context, kind: Post['kind'], view: MatchView): Promise<OutgoingMessage> {
  const { match, round } = view;
  if (kind === 'post-lobby') return lobbyMessage(view, await deckTitleOf(context, match));
  if (kind === 'post-end') return endMessage(view, await podiumOf(context, view));
  if (round === null) throw new TypeError(`match ${match.id} has no round ${match.round}`);
  // As it will be once it is posted: the store counts the time from then on.
  const dueAt = context.now() + match.options.seconds * 1000;
  return roundMessage({ ...view, match: { ...match, state: 'asking', dueAt } });
}

/** The message before the one that is to be posted shows how it ended. */
async function finishEarlier(client: Client, context: Context, { match }: MatchView): Promise<void> {
  if (match.state === 'lobby') return;
  if (match.rounds === 0 || (match.state === 'posting' && match.round === 0)) {
    await editLobby(client, context, await context.store.matchView(match.id));
    return;
  }
  if (match.state === 'posting' && match.shown >= match.version) return;
  const before = match.state === 'posting' ? match.round - 1 : match.round;
  await editRound(client, context, await context.store.matchView(match.id, before));
}

async function edit(client: Client, context: Context, view: MatchView): Promise<void> {
  const { match } = view;
  if (match.rounds === 0) await editLobby(client, context, view);
  else if (match.state !== 'posting') await editRound(client, context, view);
  await context.store.matchEdited({ matchId: match.id, version: match.version, now: context.now() });
}

async function editLobby(client: Client, context: Context, view: MatchView): Promise<void> {
  const { match } = view;
  await editMessage(
    client,
    context,
    match,
    match.lobbyMessage,
    lobbyMessage(view, await deckTitleOf(context, match)),
  );
}

async function editRound(client: Client, context: Context, view: MatchView): Promise<void> {
  if (view.round === null) return;
  await editMessage(client, context, view.match, view.round.messageId, roundMessage(view));
}

/** A message that somebody has deleted is not missed. */
async function editMessage(
  client: Client,
  { log }: Context,
  { channelId }: Match,
  messageId: string | null,
  message: OutgoingMessage,
): Promise<void> {
  if (messageId === null) return;
  try {
    await editInChannel(client.rest, channelId, messageId, encode(message, log, { replaces: true }));
  } catch (error) {
    if (apiCode(error) !== API_CODE.unknownMessage) throw error;
  }
}

/** The podium; null where nobody has points or it cannot be drawn. */
async function podiumOf({ pictures, log }: Context, view: MatchView) {
  const sides = standings(view);
  if (!sides.some(({ points }) => points > 0)) return null;
  const steps = sides.slice(0, 3).map(({ rank, points, team, players }) => ({
    rank,
    points,
    name: team === null ? (players[0]?.name ?? 'somebody') : teamName(team),
  }));
  return pictures.made(podiumSheet(steps)).catch((error: unknown) => {
    log.warn({ error: loggableError(error) }, 'the podium could not be drawn');
    return null;
  });
}

/** Why nothing can be sent there; undefined where it may work in a moment. */
function troubleOf(error: unknown): MatchTrouble | undefined {
  const code = apiCode(error);
  if (code === undefined) return undefined;
  return isGone(code) ? 'channel-gone' : 'not-permitted';
}

const WHY: Readonly<Record<MatchTrouble, string>> = {
  'channel-gone': 'the channel is gone, or I may not see it any more',
  'not-permitted': 'I may not send messages there any more',
};

/** Where the channel cannot be written to, whoever opened the match is told, once and as far as that is possible. */
async function tellHost(
  client: Client,
  { log }: Context,
  match: Match,
  trouble: MatchTrouble,
): Promise<void> {
  log.info({ match: match.id, trouble }, 'a match was paused');
  if (match.hostId === null) return;
  const content = `Your match in <#${match.channelId}> is paused: ${WHY[trouble]}. Once that is mended, run /match there and press "Go on". It ends by itself in an hour.`;
  await sendDirectly(client.rest, match.hostId, encode({ content }, log)).catch(() => undefined);
}
