import { OUTSIDE_TROUBLE, StoreError, type StoreErrorCode } from '../../store/engine/store-error.ts';
import { locationOf, placeOf } from '../../store/place.ts';
import { MINUTE } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import { loggableError } from './api-error.ts';

interface Logged {
  readonly at: number;
  /** How often it was met since without a line in the log. */
  silent: number;
}

/** What whoever runs the bot can do, where the store's sentence says only what people can. */
const FOR_OPERATORS: Partial<Record<StoreErrorCode, string>> = {
  unreachable: ' See that PostgreSQL runs there and lets this machine in.',
};

/** What the running bot logged last of each trouble. */
const logged = new WeakMap<Context['store'], Map<StoreErrorCode, Logged>>();

/** A lock held elsewhere, a full disk: no fault of ours, and the store's sentence says what whoever runs the bot must do. */
export function isOutsideTrouble(error: unknown): error is StoreError {
  return error instanceof StoreError && OUTSIDE_TROUBLE.has(error.code);
}

/** Logs it once a minute: a full disk is met with every click. `what` names the handler that met it. */
export function logOutsideTrouble(
  error: StoreError,
  { store, config, log, now }: Context,
  what: string,
): void {
  const known = logged.get(store) ?? new Map<StoreErrorCode, Logged>();
  logged.set(store, known);
  const last = known.get(error.code);
  const at = now();
  if (last !== undefined && at - last.at < MINUTE) {
    last.silent += 1;
    return;
  }
  known.set(error.code, { at, silent: 0 });
  const level = error.code === 'busy' ? 'warn' : 'error';
  const since = last === undefined || last.silent === 0 ? {} : { timesSinceTheLastLine: last.silent };
  log[level](
    { what, code: error.code, error: loggableError(error.cause), ...since },
    `nothing can be recorded in ${locationOf(placeOf(config))}, and people are told so: ${error.message}${FOR_OPERATORS[error.code] ?? ''}`,
  );
}
