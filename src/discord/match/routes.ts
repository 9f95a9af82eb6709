import { typedNumber } from '../../play/answer.ts';
import { topicsForMatch } from '../../play/group.ts';
import { answerInMatch, startMatch } from '../../play/matches.ts';
import type { Answer } from '../../study/question.ts';
import type { Context } from '../context.ts';
import { matchEntries } from '../platform/entries.ts';
import { VALUE_INPUT } from '../platform/private-answer.ts';
import { defer, openModal, reply, tell, update } from '../platform/respond.ts';
import type { Route, RouteInteraction } from '../platform/route.ts';
import { TEXT_INPUT } from '../platform/typed-question.ts';
import { matchIds } from './ids.ts';
import { openLobby } from './open.ts';
import { controlOf, deckTitleOf, matchPlace, shownName } from './show.ts';
import { answerBox, controlMessage, takenMessage } from './view-control.ts';
import { missedMessage } from './view-end.ts';
import { lobbyMessage } from './view-lobby.ts';
import { DEFAULTS, LOBBY_OPEN } from './words.ts';

/** What the buttons, selects and modals of a match lead to. What they change is shown in the match's own message soon. */
export const matchRoutes: readonly Route[] = [
  matchIds.join.leadsTo(async (interaction, [matchId], context) => {
    const { id: userId } = interaction.user;
    await context.store.joinMatch({ matchId, userId, name: shownName(interaction), now: context.now() });
    await showLobby(interaction, context, matchId);
  }),
  matchIds.leave.leadsTo(async (interaction, [matchId], context) => {
    await context.store.leaveMatch({ matchId, userId: interaction.user.id, now: context.now() });
    await showLobby(interaction, context, matchId);
  }),
  matchIds.start.leadsTo(async (interaction, [matchId], context) => {
    await startMatch(context, controlOf(interaction, matchId));
    await showLobby(interaction, context, matchId);
  }),
  matchIds.answer.leadsTo(async (interaction, [matchId, round, key], context) => {
    await answer(interaction, context, matchId, round, { kind: 'options', keys: [key] });
  }),
  matchIds.pick.leadsTo(async (interaction, [matchId, round], context) => {
    const keys = [...interaction.values].sort();
    await answer(interaction, context, matchId, round, { kind: 'options', keys });
  }),
  matchIds.type.leadsTo(async (interaction, [matchId, round], context) => {
    const view = await context.store.matchView(matchId, round);
    if (view.round === null) return tell(interaction, context, 'This match has not begun yet.');
    return openModal(interaction, context, answerBox(matchId, round, view.round.question));
  }),
  matchIds.number.leadsTo(async (interaction, [matchId, round], context, typed) => {
    await answer(interaction, context, matchId, round, {
      kind: 'number',
      value: typedNumber(typed[VALUE_INPUT]),
    });
  }),
  matchIds.typed.leadsTo(async (interaction, [matchId, round], context, typed) => {
    await answer(interaction, context, matchId, round, { kind: 'text', text: typed[TEXT_INPUT] });
  }),
  matchIds.controls.leadsTo(async (interaction, [matchId], context) => {
    await reply(interaction, context, await controls(interaction, context, matchId), { ephemeral: true });
  }),
  matchIds.pause.leadsTo((interaction, [matchId], context) =>
    controlled(interaction, context, matchId, (control) => context.store.pauseMatch(control)),
  ),
  matchIds.resume.leadsTo((interaction, [matchId], context) =>
    controlled(interaction, context, matchId, (control) => context.store.resumeMatch(control)),
  ),
  matchIds.skip.leadsTo((interaction, [matchId], context) =>
    controlled(interaction, context, matchId, (control) => context.store.skipRound(control)),
  ),
  matchIds.stop.leadsTo(async (interaction, [matchId], context) => {
    const before = await context.store.matchView(matchId);
    await controlled(
      interaction,
      context,
      matchId,
      (control) => context.store.stopMatch(control),
      before.match.state === 'lobby',
    );
  }),
  matchIds.share.leadsTo(async (interaction, [matchId, word], context) => {
    const shares = word === 'on';
    await context.store.shareInMatch({ matchId, userId: interaction.user.id, shares, now: context.now() });
    context.wake('matches');
    await update(interaction, context, await controls(interaction, context, matchId));
  }),
  matchIds.missed.leadsTo(async (interaction, [matchId], context) => {
    const missed = await context.store.missedInMatch({ matchId, userId: interaction.user.id });
    const { players } = await context.store.matchView(matchId);
    if (!players.some(({ userId }) => userId === interaction.user.id))
      return tell(interaction, context, 'You did not play in this match. Join the next one: /match');
    return reply(interaction, context, missedMessage(matchId, missed), { ephemeral: true });
  }),
  matchIds.rematch.leadsTo(async (interaction, [matchId], context) => {
    const { match } = await context.store.matchView(matchId);
    await openLobby(
      interaction,
      context,
      match.options,
      'The lobby of the next match is open below. Press Start there once everybody is in.',
    );
  }),
  matchEntries.forgetting.leadsTo(async (interaction, _args, context) => {
    const { guildId } = matchPlace(interaction);
    await defer(interaction, context, { ephemeral: true });
    const topics = await topicsForMatch(context.groups, guildId);
    const options = {
      ...DEFAULTS,
      deck: null,
      topic: null,
      topics,
      kind: 'mixed',
      race: false,
      teams: 0,
      open: false,
    } as const;
    await openLobby(interaction, context, options, LOBBY_OPEN);
  }),
];

/** The lobby in place of the message that was pressed; the same at once that others see a moment later. */
async function showLobby(interaction: RouteInteraction, context: Context, matchId: number): Promise<void> {
  context.wake('matches');
  const view = await context.store.matchView(matchId);
  await update(interaction, context, lobbyMessage(view, await deckTitleOf(context, view.match)));
}

async function answer(
  interaction: RouteInteraction,
  context: Context,
  matchId: number,
  round: number,
  given: Answer,
): Promise<void> {
  const { id: userId } = interaction.user;
  const became = await answerInMatch(context, {
    matchId,
    round,
    userId,
    name: shownName(interaction),
    answer: given,
  });
  context.wake('matches');
  await reply(interaction, context, takenMessage(became, given), { ephemeral: true });
}

/** Does what a control says. On the match's own message the answer is private; on the private one it takes its place. */
async function controlled(
  interaction: RouteInteraction,
  context: Context,
  matchId: number,
  act: (control: Parameters<Context['store']['pauseMatch']>[0]) => Promise<unknown>,
  inLobby = false,
): Promise<void> {
  await act({ ...controlOf(interaction, matchId), now: context.now() });
  context.wake('matches');
  if (inLobby && !interaction.isModalSubmit()) return showLobby(interaction, context, matchId);
  const shown = await controls(interaction, context, matchId);
  const onPrivate = interaction.isMessageComponent() && interaction.message.flags.has('Ephemeral');
  if (onPrivate) return update(interaction, context, shown);
  return reply(interaction, context, shown, { ephemeral: true });
}

async function controls(interaction: RouteInteraction, context: Context, matchId: number) {
  const view = await context.store.matchView(matchId);
  const { userId, mayManage } = controlOf(interaction, matchId);
  return controlMessage(view, userId, mayManage || view.match.hostId === userId);
}
