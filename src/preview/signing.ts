import { generateKeyPairSync, sign } from 'node:crypto';

/** The key pair of an application: Discord signs with it what it sends over HTTP. */
export class Signer {
  /** 64 hexadecimal digits, as the Developer Portal shows it. */
  readonly publicKey: string;
  private readonly key;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.key = privateKey;
    this.publicKey = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
  }

  /** The headers of a request with this body: the time it is sent, and the signature over both. */
  headers(body: string): Readonly<Record<string, string>> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    return {
      'content-type': 'application/json',
      'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
      'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), this.key).toString('hex'),
      'x-signature-timestamp': timestamp,
    };
  }
}
