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
