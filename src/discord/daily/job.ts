import { type APIMessage, type Client, PermissionFlagsBits, SnowflakeUtil } from 'discord.js';
import { drawDaily } from '../../play/daily.ts';
import type { DailyQuestion, DailyTrouble, DailyView, DailyWork } from '../../store/store.ts';
import { MINUTE } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import { API_CODE, apiCode, isGone, loggableError } from '../platform/api-error.ts';
import { type DueWork, startDueWork } from '../platform/due-work.ts';
import { encode } from '../platform/encode.ts';
import { sentence } from '../platform/markdown.ts';
import { findOwnMessage } from '../platform/own-message.ts';
import { editInChannel, postInChannel, sendDirectly } from '../platform/post.ts';
import { isOfQuestion } from './ids.ts';
import { dailyMessage } from './view-question.ts';
import { WHY } from './view-status.ts';

/** Discord gives the first message back for the same nonce "in the past few minutes"; this long it is relied upon. */
const NONCE_HOLDS_MS = MINUTE;

/** Posts the question of each day, reveals the one before, and keeps what is shown up to date. */
export function startDaily(client: Client, context: Context): DueWork {
  const { store } = context;
  return startDueWork(context, {
    name: 'the daily questions',
    claim: (input) => store.claimDailies(input),
    nextAt: () => store.nextDailyAt(),
    carryOut: (work) => carryOut(client, context, work),
  });
}

/** Never rejects: what Discord refuses for good costs the day, and what may work in a moment is tried again. */
export async function carryOut(client: Client, context: Context, work: DailyWork): Promise<void> {
  const { log } = context;
  const { id } = work.view.question;
  try {
    if (work.kind === 'edit') await edit(client, context, work.view);
    else if (work.kind === 'draw') await draw(client, context, work.view.question);
    else await post(client, context, work);
  } catch (error) {
    const why = troubleOf(error);
    log.warn({ daily: id, why, error: loggableError(error) }, 'a daily question could not be shown');
    await settle(client, context, work, why).catch((second: unknown) =>
      log.error({ daily: id, error: loggableError(second) }, 'what became of a daily question was not noted'),
    );
  }
}

async function settle(
  client: Client,
  context: Context,
  { kind, view: { question } }: DailyWork,
  why: DailyTrouble | undefined,
): Promise<void> {
  const questionId = question.id;
  if (kind === 'edit')
    await context.store.dailyNotEdited({ questionId, refused: why !== undefined, now: context.now() });
  // Otherwise it is taken up again once the hold is over.
  else if (why !== undefined) await skip(client, context, question, why);
}

async function draw(client: Client, context: Context, question: DailyQuestion): Promise<void> {
  const drawn = await drawDaily(context, question);
  if (drawn === 'no-card') await skip(client, context, question, 'no-card');
  else if (drawn !== undefined) await post(client, context, drawn);
}

async function post(client: Client, context: Context, { kind, view, again }: DailyWork): Promise<void> {
  const { store, log, now } = context;
  const { question } = view;
  const found = again ? await there(client, context, question) : undefined;
  if (found === undefined && kind === 'look') return skip(client, context, question, 'too-late');
  if (found === 'unsure') return skip(client, context, question, 'unsure');
  const messageId = found ?? (await send());
  const at = SnowflakeUtil.timestampFrom(messageId);
  await store.dailyPosted({ questionId: question.id, messageId, at, now: now() });

  async function send(): Promise<string> {
    const message = encode(dailyMessage(view), log, { nonce: `daily-${question.id}` });
    return ((await postInChannel(client.rest, question.channelId, message)) as APIMessage).id;
  }
}

/**
 * The message of a question that somebody may have posted before they died: its id, undefined where there is none, or
 * `unsure` where that cannot be known and a second one would be the price of a mistake.
 */
async function there(
  client: Client,
  { now, servers }: Context,
  { id, channelId, triedAt }: DailyQuestion,
): Promise<string | undefined | 'unsure'> {
  if (triedAt === null) return undefined;
  const found = await findOwnMessage(client.rest, channelId, triedAt, isOfQuestion(id));
  const rights = await servers.rightsIn(channelId);
  const mayRead = rights?.has(PermissionFlagsBits.ReadMessageHistory) !== false;
  if (found !== undefined || mayRead) return found;
  return now() - triedAt < NONCE_HOLDS_MS ? undefined : 'unsure';
}

/** A message that somebody has deleted is not missed. */
async function edit(client: Client, { store, log, now }: Context, view: DailyView): Promise<void> {
  const { id: questionId, channelId, messageId, version } = view.question;
  if (messageId !== null) {
    try {
      const message = encode(dailyMessage(view), log, { replaces: true });
      await editInChannel(client.rest, channelId, messageId, message);
    } catch (error) {
      if (apiCode(error) !== API_CODE.unknownMessage) throw error;
    }
  }
  await store.dailyEdited({ questionId, version, now: now() });
}

async function skip(
  client: Client,
  context: Context,
  question: DailyQuestion,
  why: DailyTrouble,
): Promise<void> {
  const { store, log, now, servers } = context;
  const { tell, givenUp } = await store.dailySkipped({ questionId: question.id, why, now: now() });
  log.info({ daily: question.id, why, givenUp }, 'a daily question was skipped');
  if (tell === null) return;
  const server = await servers.nameOf(question.guildId);
  const where = server === undefined ? '' : ` of ${sentence(server, 100).text}`;
  const then = givenUp
    ? 'That was a week without one, so I have stopped trying. Once it is mended, run /daily set there.'
    : 'I try again with the next one. /daily set there chooses another channel, /daily off ends it.';
  const content = `The daily question${where} is paused: today's could not be posted in <#${question.channelId}>, because ${WHY[why]}. ${then}`;
  // Who has closed their direct messages reads it in /daily status.
  await sendDirectly(client.rest, tell, encode({ content }, log)).catch((error: unknown) =>
    log.info({ error: loggableError(error) }, 'who set the daily question could not be told'),
  );
}

/** Why a message is refused for good; undefined where it may work in a moment. */
function troubleOf(error: unknown): DailyTrouble | undefined {
  const code = apiCode(error);
  if (code === undefined || code === API_CODE.tooManyOldEdits) return undefined;
  if (isGone(code)) return 'channel-gone';
  return code === API_CODE.missingPermissions ? 'not-permitted' : 'refused';
}
