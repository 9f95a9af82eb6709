import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A key pair as an application has it. */
export interface Keys {
  /** 64 hexadecimal digits. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function newKeys(): Keys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { publicKey: Buffer.from(x, 'base64url').toString('hex'), privateKey };
}

/** What Discord sends with a body at this time, in ms. */
export function signedAt({ privateKey }: Keys, body: Buffer | string, at: number) {
  const timestamp = String(Math.floor(at / 1000));
  const said = Buffer.concat([Buffer.from(timestamp), Buffer.from(body)]);
  return { timestamp, signature: sign(null, said, privateKey).toString('hex') };
}

/** The same as headers of a request. */
export function signedHeaders(keys: Keys, body: Buffer | string, at = Date.now()): Record<string, string> {
  const { timestamp, signature } = signedAt(keys, body, at);
  return {
    'content-type': 'application/json',
    'x-signature-ed25519': signature,
    'x-signature-timestamp': timestamp,
  };
}
