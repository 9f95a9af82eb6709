import type { ServerResponse } from 'node:http';
import { Undelivered } from '../api-error.ts';
import type { Door } from '../incoming.ts';
import type { WrittenBody } from '../multipart.ts';
import { postCallback } from '../post-callback.ts';

/** Discord waits 3 s from when it began to send; that and the way back are taken off. */
const ANSWER_MS = 2_800;

/**
 * A response larger than this, in bytes, is not taken reliably where it has files (discord-api-docs 5250 and 5925: from
 * about 150 kB on); such an answer is announced by 202 and sent as a callback.
 */
const MOST_INLINE = 100_000;

/** The response to a request that brought an interaction: given once, in time, or not at all. */
export interface HttpAnswer {
  /** The way of the first answer: the response itself. */
  readonly door: Door;
  /** Ends a response that has no answer with this status, so that Discord is not kept waiting. */
  end(status: number): void;
}

/** `headers` go with every response. The time begins now. */
export function answerIn(
  response: ServerResponse,
  headers: () => Readonly<Record<string, string>>,
  answerMs: number = ANSWER_MS,
): HttpAnswer {
  let answered = false;
  let over = false;
  const timer = setTimeout(() => end(504), answerMs);
  response.once('close', () => clearTimeout(timer));

  function end(status: number): void {
    if (answered || over) return;
    over = true;
    clearTimeout(timer);
    response.writeHead(status, { ...headers(), 'content-length': 0 }).end();
  }

  async function send(status: number, { body, contentType }: WrittenBody): Promise<void> {
    clearTimeout(timer);
    const length = Buffer.byteLength(body);
    const type = length === 0 ? {} : { 'content-type': contentType };
    await new Promise<void>((resolve, reject) => {
      const broken = (): void => reject(new Undelivered(0, 1));
      if (response.closed || response.destroyed) return broken();
      response.once('close', broken);
      response.once('finish', resolve);
      response.writeHead(status, { ...headers(), ...type, 'content-length': length }).end(body);
    });
  }

  return {
    end,
    async door(interaction, body, context) {
      if (over) throw new Undelivered(0, 0);
      if (answered) return 'answered-before';
      answered = true;
      if (Buffer.byteLength(body.body) <= MOST_INLINE) {
        await send(200, body);
        return 'sent';
      }
      await send(202, { body: '', contentType: '' });
      return postCallback(interaction, body, context);
    },
  };
}
