import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';

/** What a request says of who sent it and when: the headers that Discord signs with. */
export interface Signed {
  /** `X-Signature-Ed25519`: 128 hexadecimal digits. */
  readonly signature: string | undefined;
  /** `X-Signature-Timestamp`: seconds since the epoch. */
  readonly timestamp: string | undefined;
}

/** Whether a body is Discord's own, as it was sent. */
export interface SignatureCheck {
  /** Whether the headers may be a signature of now at all; costs nothing, so it is asked before the body is read. */
  plausible(signed: Signed): boolean;
  /** Whether the signature is right for exactly these bytes, checked in a thread of Node's pool. */
  verify(signed: Signed, body: Buffer): Promise<boolean>;
}

/** A captured request is worth nothing after that, nor one from a clock that is as far ahead. */
const SKEW_MS = 5 * 60_000;

/**
 * Checks as Discord documents it (interactions/overview, "Validating Security Request Headers"): Ed25519 over the
 * timestamp followed by the raw body. `publicKey` has 64 hexadecimal digits; `now` is this machine's clock.
 */
export function openSignatureCheck(
  publicKey: string,
  now: () => number = Date.now,
  skewMs: number = SKEW_MS,
): SignatureCheck {
  const key = keyOf(publicKey);
  return {
    plausible: ({ signature, timestamp }) =>
      /^[0-9a-f]{128}$/i.test(signature ?? '') &&
      /^\d{1,12}$/.test(timestamp ?? '') &&
      Math.abs(now() - Number(timestamp) * 1000) <= skewMs,
    async verify(signed, body) {
      if (!this.plausible(signed)) return false;
      const said = Buffer.concat([Buffer.from(signed.timestamp ?? '', 'ascii'), body]);
      return verifyInThread(null, said, key, Buffer.from(signed.signature ?? '', 'hex'));
    },
  };
}

/** With a callback `verify` leaves this thread. */
const verifyInThread = promisify(
  (
    algorithm: null,
    data: Buffer,
    key: KeyObject,
    signature: Buffer,
    done: (error: Error | null, right: boolean) => void,
  ) => verify(algorithm, data, key, signature, done),
);

function keyOf(publicKey: string): KeyObject {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
