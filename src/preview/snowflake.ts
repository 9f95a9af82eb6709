import { createHash } from 'node:crypto';

/** Discord's epoch: the first second of 2015, in milliseconds. */
const EPOCH = 1_420_070_400_000n;

/** A source of ids that rise strictly and carry `now()` in their upper 42 bits, as Discord's do. */
export function snowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const fresh = (BigInt(Math.floor(now())) - EPOCH) << 22n;
    last = fresh > last ? fresh : last + 1n;
    return String(last);
  };
}

/** The same id for the same name at every start, so that scores outlive a restart of the preview. */
export function fixedSnowflake(name: string): string {
  const hash = createHash('sha256').update(name).digest();
  return String(1_100_000_000_000_000_000n + BigInt(hash.readUIntBE(0, 6)));
}
