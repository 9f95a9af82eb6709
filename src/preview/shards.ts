/** The shard a connection is of, and how many there are: `[id, count]` of IDENTIFY. */
export type Shard = readonly [id: number, count: number];

/**
 * The shard that what happens in a server goes to; what happens outside of any goes to shard 0
 * (https://discord.com/developers/docs/events/gateway#sharding).
 */
export function shardOf(guildId: string | null, count: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/** What IDENTIFY says of its shard: the only one where it says nothing; undefined where it is none. */
export function readShard(value: unknown): Shard | undefined {
  if (value === undefined) return [0, 1];
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [id, count]: unknown[] = value;
  const fits =
    Number.isInteger(id) && Number.isInteger(count) && Number(id) >= 0 && Number(id) < Number(count);
  return fits ? [Number(id), Number(count)] : undefined;
}

/** What Discord allows a bot at its gateway. Times in ms. */
export interface GatewayLimits {
  /** Sessions that may be started in 24 hours. */
  readonly total: number;
  /** Sessions that may be started at the same time; the shards whose ids leave the same rest start one after another. */
  readonly maxConcurrency: number;
  /** The time between two of these. */
  readonly windowMs: number;
  /** A shard of more servers is closed with 4011. */
  readonly guildsPerShard: number;
}

const DAY_MS = 86_400_000;

/** Discord's own numbers, for a bot that it has not granted more. */
export const USUAL_LIMITS: GatewayLimits = {
  total: 1000,
  maxConcurrency: 1,
  windowMs: 5000,
  guildsPerShard: 2500,
};

/** Counts the sessions that are started. */
export class SessionStarts {
  readonly limits: GatewayLimits;
  private readonly now: () => number;
  private used = 0;
  private endsAt = 0;
  private readonly last = new Map<number, number>();

  constructor(limits: GatewayLimits, now: () => number) {
    this.limits = limits;
    this.now = now;
  }

  get remaining(): number {
    this.turn();
    return this.limits.total - this.used;
  }

  /** So many are left from now on, until the day is over. */
  set remaining(left: number) {
    this.turn();
    this.used = this.limits.total - left;
  }

  /** How many shards Discord would have: well below the most, so that the bot can grow. */
  recommended(guilds: number): number {
    return Math.max(1, Math.ceil(guilds / Math.max(1, Math.floor(this.limits.guildsPerShard * 0.4))));
  }

  /** In how many ms the count begins anew. */
  get resetAfter(): number {
    this.turn();
    return this.endsAt - this.now();
  }

  /** An IDENTIFY of a shard. `spent`: none was left; `too-soon`: it comes right after another one of its bucket. */
  take(shardId: number): 'taken' | 'too-soon' | 'spent' {
    if (this.remaining <= 0) return 'spent';
    this.used += 1;
    const bucket = shardId % this.limits.maxConcurrency;
    const before = this.last.get(bucket);
    if (before !== undefined && this.now() - before < this.limits.windowMs) return 'too-soon';
    this.last.set(bucket, this.now());
    return 'taken';
  }

  private turn(): void {
    if (this.now() < this.endsAt) return;
    this.endsAt = this.now() + DAY_MS;
    this.used = 0;
  }
}
