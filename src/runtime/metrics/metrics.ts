/** The figures of a running bot. Loaded only where they are asked for, because it loads prom-client. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Exposition } from './server.ts';
import type { Watch } from './watch.ts';

/** What is asked at each scrape, because it is known at that moment only. None of it rejects. */
export interface Readings {
  /** Whether people can be served. */
  readonly ready: () => Promise<boolean>;
  /** How many shards are in which state, every state named; and the last heartbeat's round trip in ms, null before it. */
  readonly gateway: () => {
    readonly shards: Readonly<Record<string, number>>;
    readonly pingMs: number | null;
  };
  /** By kind of work, how long the earliest that is due has been so, in ms: 0 where nothing is; null where unknown. */
  readonly overdueMs: () => Promise<Readonly<Record<string, number | null>>>;
}

export interface Metrics {
  readonly watch: Watch;
  expose(): Promise<Exposition>;
}

export interface About {
  readonly version: string;
  /** `sqlite` or `postgres`. */
  readonly database: string;
}

/** In seconds; Discord gives up after 3. */
const ACKNOWLEDGED = [0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 2.5, 3] as const;
/** In seconds; who waits for the database is told after 2 that it is busy. */
const STORED = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] as const;
/** The cluster names some twenty kinds; more than these would be a fault, and are counted together. */
const MOST_KINDS = 60;

/** Every metric, registered apart from any other registry of the process. */
export function openMetrics(about: About, readings: Readings): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  new Gauge({
    name: 'podium_info',
    help: 'Always 1; its labels say what runs.',
    labelNames: ['version', 'database'],
    registers,
  }).set({ ...about }, 1);
  registerReadings(registers, readings);
  return {
    watch: counting(registers),
    async expose() {
      return { contentType: register.contentType, text: await register.metrics() };
    },
  };
}

function registerReadings(registers: Registry[], { ready, gateway, overdueMs }: Readings): void {
  new Gauge({
    name: 'podium_ready',
    help: '1 while people can be served: logged in, the gateway connected, the database answers.',
    registers,
    async collect() {
      this.set((await ready()) ? 1 : 0);
    },
  });
  new Gauge({
    name: 'podium_gateway_shards',
    help: 'Connections to the gateway of Discord, by state.',
    labelNames: ['state'],
    registers,
    collect() {
      this.reset();
      for (const [state, count] of Object.entries(gateway().shards)) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'podium_gateway_ping_seconds',
    help: 'Round trip of the last heartbeat to the gateway.',
    registers,
    collect() {
      this.reset();
      const { pingMs } = gateway();
      if (pingMs === null) this.remove();
      else this.set(pingMs / 1000);
    },
  });
  new Gauge({
    name: 'podium_due_overdue_seconds',
    help: 'How long the earliest work that is due has waited; 0 where nothing is due. Absent while the database does not say.',
    labelNames: ['work'],
    registers,
    async collect() {
      this.reset();
      for (const [work, ms] of Object.entries(await overdueMs())) {
        if (ms !== null) this.set({ work }, ms / 1000);
      }
    },
  });
}

function counting(registers: Registry[]): Watch {
  const interactions = new Counter({
    name: 'podium_interactions_total',
    help: 'Interactions that are over, by what handled them and how they ended.',
    labelNames: ['kind', 'handler', 'outcome'],
    registers,
  });
  const acknowledgement = new Histogram({
    name: 'podium_acknowledgement_seconds',
    help: 'From the arrival of an interaction until Discord had its first answer. Without those it never had.',
    labelNames: ['kind'],
    buckets: [...ACKNOWLEDGED],
    registers,
  });
  const stored = new Histogram({
    name: 'podium_store_seconds',
    help: 'What a use-case of the store took, with waiting for the database.',
    labelNames: ['use_case'],
    buckets: [...STORED],
    registers,
  });
  const failures = new Counter({
    name: 'podium_store_failures_total',
    help: 'Use-cases of the store that were refused or failed, by the code of the error.',
    labelNames: ['use_case', 'code'],
    registers,
  });
  const claimed = new Counter({
    name: 'podium_due_claimed_total',
    help: 'Work that was due and was taken on.',
    labelNames: ['work'],
    registers,
  });
  const missed = new Counter({
    name: 'podium_lab_not_simulated_total',
    help: 'Lines typed in labs whose answer was that this is not simulated. podium labs misses tells of what.',
    labelNames: ['kind'],
    registers,
  });
  const reconnects = new Counter({
    name: 'podium_gateway_reconnects_total',
    help: 'Connections to the gateway that were lost and are made anew.',
    registers,
  });
  const requests = new Counter({
    name: 'podium_endpoint_requests_total',
    help: 'Requests to the interactions endpoint (INTERACTIONS_PORT) by path and status; 0: the connection broke.',
    labelNames: ['path', 'status'],
    registers,
  });
  const kinds = new Set<string>();
  return {
    interaction({ kind, handler, outcome, acknowledgedMs }) {
      interactions.inc({ kind, handler, outcome });
      if (acknowledgedMs !== null) acknowledgement.observe({ kind }, acknowledgedMs / 1000);
    },
    useCase({ name, ms, failure }) {
      stored.observe({ use_case: name }, ms / 1000);
      if (failure !== null) failures.inc({ use_case: name, code: failure });
    },
    claimed: (work, count) => claimed.inc({ work }, count),
    notSimulated(code) {
      const [kind = ''] = code.split(':');
      if (kinds.size < MOST_KINDS) kinds.add(kind);
      missed.inc({ kind: kinds.has(kind) ? kind : 'other' });
    },
    reconnecting: () => reconnects.inc(),
    request: (path, status) => requests.inc({ path, status }),
  };
}
