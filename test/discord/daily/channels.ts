import { MINUTE } from '../../../src/study/schedule/day.ts';

/** Discord's first moment. */
const FIRST = 1_420_070_400_000;
/** "The past few minutes" in which the same nonce gives the first message back, taken short. */
const NONCE_MS = 2 * MINUTE;

export interface Posted {
  readonly id: string;
  readonly channel: string;
  readonly nonce: string;
  readonly at: number;
  body: { readonly components: unknown };
}

/** The channels of a Discord that keeps the same clock as whoever uses it: messages by nonce, edits, and the history. */
export function channels(now: () => number) {
  const messages: Posted[] = [];
  const snowflake = (at: number): bigint => BigInt(at - FIRST) << 22n;

  function post(channel: string, body: Posted['body'] & { readonly nonce: string }): Posted {
    const known = messages.find(
      (one) => one.channel === channel && one.nonce === body.nonce && now() - one.at < NONCE_MS,
    );
    if (known !== undefined) return known;
    const id = String(snowflake(now()) + BigInt(messages.length));
    const posted = { id, channel, nonce: body.nonce, at: now(), body };
    messages.push(posted);
    return posted;
  }

  return {
    messages,
    /** What a client's REST does with a route; `lost` says whether the answer is lost on its way. */
    rest: {
      async post(route: string, { body }: { readonly body: string }) {
        return post(segment(route), JSON.parse(body));
      },
      async patch(route: string, { body }: { readonly body: string }) {
        const found = messages.find(({ id }) => route.endsWith(`/${id}`));
        if (found === undefined) throw new Error(`no message at ${route}`);
        found.body = JSON.parse(body);
        return found;
      },
      async get(route: string, { query }: { readonly query: URLSearchParams }) {
        const after = BigInt(query.get('after') ?? '0');
        return messages
          .filter(({ id, channel }) => channel === segment(route) && BigInt(id) > after)
          .slice(0, Number(query.get('limit')))
          .map(({ id, body }) => ({ id, components: body.components }))
          .reverse();
      },
    },
  };
}

function segment(route: string): string {
  return route.split('/')[2] ?? '';
}
