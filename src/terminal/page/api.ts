import type { CallName, Calls, Failed } from '../protocol.ts';

/** What the server answered instead of what was asked; `gone`: this address is not good any more. */
export class CallError extends Error {
  readonly gone: boolean;
  /** It did not answer at all. */
  readonly away: boolean;

  constructor({ error, gone }: Failed, away = false) {
    super(error);
    this.away = away;
    this.gone = gone === true;
  }
}

const AWAY: Failed = { error: 'Podium does not answer. What was answered is kept; this is tried again.' };
/** Between two attempts to reach a server that is away, in ms. */
const AGAIN_MS = 1000;

/** Asks the server. Throws CallError. */
export async function call<Name extends CallName>(
  name: Name,
  ask: Calls[Name]['ask'],
): Promise<Calls[Name]['answer']> {
  const response = await fetch(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${location.hash.slice(1)}` },
    body: JSON.stringify(ask),
  }).catch(() => undefined);
  // A proxy answers in its own words while the bot restarts.
  const body: unknown = await response?.json().catch(() => undefined);
  if (response === undefined || typeof body !== 'object' || body === null) throw new CallError(AWAY, true);
  if (!response.ok) throw new CallError('error' in body ? (body as Failed) : AWAY);
  return body as Calls[Name]['answer'];
}

/**
 * The same for what may be sent twice without being done twice: a server that is away (it restarts) is asked again
 * until it answers. `onAway` is told once.
 */
export async function callUntilAnswered<Name extends CallName>(
  name: Name,
  ask: Calls[Name]['ask'],
  onAway: (message: string) => void,
): Promise<Calls[Name]['answer']> {
  for (let first = true; ; first = false) {
    try {
      return await call(name, ask);
    } catch (error) {
      if (!(error instanceof CallError) || !error.away) throw error;
      if (first) onAway(error.message);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
