/** The address that opens a lab in the browser: who holds it is that person there, for a day, in that lab. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long an address is good, in ms. */
export const LINK_MS = 24 * 60 * 60_000;

/** Who may do what. */
export interface Pass {
  readonly userId: string;
  /** Id of the lab; `*` stands for the list and every lab. */
  readonly lab: string;
  /** ms since 1970. */
  readonly until: number;
}

/** Signs passes and reads them. The key follows from a secret of the bot's, so that nothing has to be kept. */
export interface Passes {
  /** For the part of an address behind `#`, which no server is sent. */
  issue(pass: Pass): string;
  /** What a pass says; undefined: it was not issued with this secret, or its time is over. */
  read(text: string, now: number): Pass | undefined;
}

export function passes(secret: string): Passes {
  const key = createHmac('sha256', secret).update('podium: labs in the browser, 1').digest();
  const signed = (said: string): Buffer => createHmac('sha256', key).update(said).digest();
  return {
    issue({ userId, lab, until }) {
      const said = Buffer.from(JSON.stringify([userId, lab, until])).toString('base64url');
      return `${said}.${signed(said).toString('base64url')}`;
    },
    read(text, now) {
      if (text.length > 1000) return undefined;
      const [said = '', signature = ''] = text.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = signed(said);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const [userId, lab, until] = JSON.parse(Buffer.from(said, 'base64url').toString('utf8')) as [
        string,
        string,
        number,
      ];
      return now < until ? { userId, lab, until } : undefined;
    },
  };
}
