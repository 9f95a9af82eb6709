export type StoreErrorCode =
  /** Another process has the database. */
  | 'locked'
  /** The folder or the file cannot be opened or created. */
  | 'cannot-open'
  | 'not-a-database'
  /** `podium move` was stopped in the middle, and the database holds a part of the data. */
  | 'half-moved'
  /** The database was written by a newer Podium. */
  | 'newer-database'
  /** A migration that was already applied reads differently now, or is gone. */
  | 'migration-changed'
  | 'migration-missing'
  | 'migration-failed'
  /** The migrations folder itself is not usable: absent, misnamed files, gaps. */
  | 'migrations-unusable'
  /** The question was put to somebody else. */
  | 'not-yours'
  /** The question is no longer kept. */
  | 'ask-gone'
  /** The run of a lab is no longer kept. */
  | 'lab-gone'
  /** Where a person was in a lesson is no longer kept. */
  | 'lesson-gone'
  /** The match is no longer kept. */
  | 'match-gone'
  /** The daily question is no longer kept. */
  | 'daily-gone'
  /** The exam is no longer kept. */
  | 'exam-gone'
  /** A server asks for a pause between two exams, and it is not over. */
  | 'cool-down'
  /** The season is no longer kept. */
  | 'season-gone'
  /** What was asked for does not apply (any more); the sentence says why. */
  | 'not-possible'
  /** A grade leads elsewhere than its button said: a day has begun since, or a setting was changed. */
  | 'promise-changed'
  /** Another program held the database for longer than anybody waits; nothing was recorded. */
  | 'busy'
  /** The disk is full, the file cannot be written, the disk fails, the file is damaged; nothing was recorded. */
  | 'no-room'
  | 'not-writable'
  | 'disk-failed'
  | 'damaged'
  /** The database server cannot be reached; nothing was recorded by the use-case that throws it. */
  | 'unreachable'
  /** The database is being moved elsewhere; nothing was recorded. */
  | 'moving'
  /** The connection broke while recording, and nobody can say what became of it. */
  | 'unknown'
  | 'closed';

/** What only whoever runs the bot can put right, or (`busy`) time. */
export const OUTSIDE_TROUBLE: ReadonlySet<StoreErrorCode> = new Set([
  'busy',
  'no-room',
  'not-writable',
  'disk-failed',
  'damaged',
  'unreachable',
  'moving',
  'unknown',
]);

/** What the store refuses, with a sentence that says what happened, where, and what to do next. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * What a transaction read was changed by another before it wrote; it left nothing behind and is done again. Its code is
 * the one by which PostgreSQL says the same of what it notices itself.
 */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
  readonly code = '40001';
}
