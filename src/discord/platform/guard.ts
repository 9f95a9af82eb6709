import type { AutocompleteInteraction, RepliableInteraction } from 'discord.js';
import type { InteractionKind, Outcome } from '../../runtime/metrics/watch.ts';
import { UserError } from '../../runtime/user-error.ts';
import { StoreError } from '../../store/engine/store-error.ts';
import type { Context } from '../context.ts';
import { ackedAt, ackedState } from './ack.ts';
import { anotherAnswers, stopping } from './another-process.ts';
import {
  AnsweredElsewhere,
  API_CODE,
  apiCode,
  isExpectedApiError,
  loggableError,
  Undelivered,
} from './api-error.ts';
import { isOutsideTrouble, logOutsideTrouble } from './outside-trouble.ts';
import { suggest, tell } from './respond.ts';

/** A callback refused as unknown although it came this early was probably too big, not too late. */
const SUSPICIOUSLY_YOUNG_MS = 2500;

/** What the store refuses because of what the person did, not because of its own trouble. */
const FOR_THE_PERSON: ReadonlySet<string> = new Set([
  'not-yours',
  'ask-gone',
  'lab-gone',
  'lesson-gone',
  'match-gone',
  'daily-gone',
  'exam-gone',
  'cool-down',
  'not-possible',
]);

/**
 * Runs one handler and turns whatever it throws into one sentence for the person and one line in the log.
 * Never rejects, so that no listener can bring the process down, and never leaves an interaction unanswered.
 * `what` names the handler in the log: `/quiz`, `quiz:answer`.
 */
export async function guard(
  interaction: RepliableInteraction,
  context: Context,
  what: string,
  handler: () => Promise<void>,
): Promise<void> {
  const began = performance.now();
  let outcome: Outcome = 'answered';
  try {
    await handler();
    if (ackedState(interaction) === 'none') throw new TypeError(`${what} ended without an answer`);
  } catch (thrown) {
    const error = unlessStopping(thrown);
    outcome = outcomeOf(error);
    if (isOutsideTrouble(error) || error !== thrown) await anotherAnswers(context, interaction);
    const sentence = report(error, interaction, context, what);
    if (sentence !== undefined && (await tellGuarded(interaction, context, what, sentence)) === 'elsewhere')
      outcome = 'elsewhere';
  }
  watched(interaction, context, what, { began, outcome });
}

/** The same for autocomplete, where the only answer to trouble is an empty list. */
export async function guardAutocomplete(
  interaction: AutocompleteInteraction,
  context: Context,
  what: string,
  handler: () => Promise<void>,
): Promise<void> {
  const began = performance.now();
  let outcome: Outcome = 'answered';
  try {
    await handler();
    if (ackedState(interaction) === 'none') throw new TypeError(`${what} ended without a list`);
  } catch (thrown) {
    const error = unlessStopping(thrown);
    outcome = outcomeOf(error);
    if (error instanceof AnsweredElsewhere) context.log.debug({ what }, 'another process has answered');
    else if (isOutsideTrouble(error)) logOutsideTrouble(error, context, what);
    else {
      context.log[autocompleteLevel(error)]({ what, error: loggableError(error) }, 'autocomplete failed');
    }
    if (ackedState(interaction) === 'none' && !isOver(error)) {
      await suggest(interaction, context, []).catch((second: unknown) => {
        context.log.info({ what, error: loggableError(second) }, 'the empty list did not arrive either');
      });
    }
  }
  watched(interaction, context, what, { began, outcome });
}

/** A handler that was given more time than a bot that stops has finds the store closed: nobody's mistake. */
function unlessStopping(error: unknown): unknown {
  return error instanceof StoreError && error.code === 'closed' ? stopping() : error;
}

/** The same distinctions as {@link report} makes, for whoever counts. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof UserError || isForThePerson(error)) return 'told';
  if (isOutsideTrouble(error)) return 'database';
  if (error instanceof Undelivered) return 'undelivered';
  if (error instanceof AnsweredElsewhere) return 'elsewhere';
  return isExpectedApiError(error) ? 'refused' : 'failed';
}

/** Nothing more can or need be sent as the first answer. */
function isOver(error: unknown): boolean {
  return error instanceof Undelivered || error instanceof AnsweredElsewhere;
}

function isForThePerson(error: unknown): error is StoreError {
  return error instanceof StoreError && FOR_THE_PERSON.has(error.code);
}

function watched(
  interaction: RepliableInteraction | AutocompleteInteraction,
  { watch }: Context,
  handler: string,
  { began, outcome }: { readonly began: number; readonly outcome: Outcome },
): void {
  if (watch === undefined) return;
  const at = ackedAt(interaction);
  watch.interaction({
    kind: kindOf(interaction),
    handler,
    outcome,
    acknowledgedMs: at === undefined ? null : at - began,
  });
}

function kindOf(interaction: RepliableInteraction | AutocompleteInteraction): InteractionKind {
  if (interaction.isAutocomplete()) return 'autocomplete';
  if (interaction.isMessageComponent()) return 'component';
  return interaction.isModalSubmit() ? 'modal' : 'command';
}

function autocompleteLevel(error: unknown): 'info' | 'warn' | 'error' {
  if (isExpectedApiError(error) || error instanceof UserError) return 'info';
  return error instanceof Undelivered ? 'warn' : 'error';
}

/** Logs the error; gives what to tell the person, undefined where nothing can reach them any more. */
function report(
  error: unknown,
  interaction: RepliableInteraction,
  context: Context,
  what: string,
): string | undefined {
  const { log } = context;
  if (error instanceof UserError) {
    log.info({ what, identifier: error.identifier, ...error.context }, 'told the person what went wrong');
    return error.message;
  }
  if (isForThePerson(error)) {
    log.info({ what, identifier: error.code }, 'told the person what went wrong');
    return error.message;
  }
  if (isOutsideTrouble(error)) {
    logOutsideTrouble(error, context, what);
    return error.message;
  }
  if (error instanceof AnsweredElsewhere) {
    log.debug({ what }, 'another process has answered');
    return undefined;
  }
  if (error instanceof Undelivered) {
    log.warn({ what, status: error.status, tries: error.tries }, 'Discord took no answer in time');
    return undefined;
  }
  const code = apiCode(error);
  if (isExpectedApiError(error)) {
    const age = context.now() - interaction.createdTimestamp;
    const tooBig = code === API_CODE.unknownInteraction && age < SUSPICIOUSLY_YOUNG_MS;
    log.info(
      { what, code, age, ...(tooBig ? { suspect: 'payload size' } : {}) },
      'Discord refused, as it may',
    );
    return sentenceFor(code);
  }
  const incident = context.seed().toString(16).padStart(8, '0');
  log.error({ what, incident, error: loggableError(error) }, 'a handler failed');
  return `Something went wrong on my side; it was nothing you did. Try again. If it keeps happening, tell whoever runs this bot the number \`${incident}\`.`;
}

function sentenceFor(code: number | undefined): string | undefined {
  switch (code) {
    case API_CODE.missingAccess:
    case API_CODE.missingPermissions:
      return 'Discord does not let me post here. Ask a moderator to give me "View Channel" and "Send Messages", or use me in a direct message.';
    case API_CODE.unknownChannel:
      return 'That channel is gone. Use me in another one, or in a direct message.';
    case API_CODE.cannotMessageUser:
      return 'Your direct messages are closed to me. Open them in the privacy settings of this server, or use me here.';
    case API_CODE.unknownMessage:
      return 'That message is gone. Start again with the command.';
    default:
      return undefined;
  }
}

async function tellGuarded(
  interaction: RepliableInteraction,
  context: Context,
  what: string,
  sentence: string,
): Promise<'elsewhere' | undefined> {
  try {
    await tell(interaction, context, sentence);
  } catch (error) {
    if (error instanceof AnsweredElsewhere) {
      context.log.debug({ what }, 'another process has answered');
      return 'elsewhere';
    }
    const level = isExpectedApiError(error) ? 'info' : 'warn';
    context.log[level]({ what, error: loggableError(error) }, 'the error message did not arrive');
  }
  return undefined;
}
