/** What a person needs to know about expected trouble: what happened, where, what to do next. */
export interface UserErrorInput {
  /** Stable, lower-case, hyphenated: for logs and tests. */
  readonly identifier: string;
  /** One or two sentences, shown as they are. */
  readonly message: string;
  /** What went wrong, for the log only. Never what a person pasted. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Expected trouble. The guard shows `message` privately to whoever caused it and logs the rest at info. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly identifier: string;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(input: UserErrorInput) {
    super(input.message);
    this.identifier = input.identifier;
    this.context = input.context ?? {};
  }
}
