/** What an interaction came to, as the guard saw it; a label of a metric, so it stays. */
export const OUTCOMES = [
  /** It was answered. */
  'answered',
  /** The person was told what they did wrong, or that it is too late. */
  'told',
  /** The database could not record it, and the person was told so. */
  'database',
  /** Discord took no answer within the 3 s. */
  'undelivered',
  /** Another process of this bot answered first, and this one left it at that. */
  'elsewhere',
  /** Discord refused the answer, as it may: the message is gone, rights are missing. */
  'refused',
  /** A fault of ours. */
  'failed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How somebody reached us. */
export type InteractionKind = 'command' | 'autocomplete' | 'component' | 'modal';

/** An interaction that is over. */
interface WatchedInteraction {
  readonly kind: InteractionKind;
  /** The command or the route that handled it: `/quiz`, `quiz:answer`. Never what somebody typed, nobody's id. */
  readonly handler: string;
  readonly outcome: Outcome;
  /** From its arrival here until Discord had the first answer, in ms; null: Discord never had one. */
  readonly acknowledgedMs: number | null;
}

/** One use-case of the store that is over. */
interface WatchedUseCase {
  /** Its name in the store: `recordAnswer`. */
  readonly name: string;
  readonly ms: number;
  /** The code of a StoreError, `other` for any other error; null where it went well. */
  readonly failure: string | null;
}

/** Told what happens, for whoever watches the bot. Absent where nobody does: telling nobody costs nothing. */
export interface Watch {
  interaction(over: WatchedInteraction): void;
  useCase(over: WatchedUseCase): void;
  /** So many pieces of work of a kind (`reminders`) were taken from the store to be done. */
  claimed(work: string, count: number): void;
  /** Somebody tried in a lab what is not simulated; `code` as the cluster says it: `kubectl-verb:drain`. */
  notSimulated(code: string): void;
  /** A connection to the gateway was lost and is made anew. */
  reconnecting(): void;
  /** A request to the interactions endpoint is over: `/interactions`, `/events` or `other`; 0: its connection broke. */
  request(path: string, status: number): void;
}
