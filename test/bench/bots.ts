import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuMs } from './cpu.ts';
import { type StandIn, startStandIn } from './stand-in.ts';
import { atEnd } from './tidy.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Podium as it is run, or the bot it is compared with. */
export type Kind = 'podium' | 'ok' | 'card' | 'defer' | 'defer-podium';

/** A bot process on a stand-in of its own. */
export interface Running {
  readonly standIn: StandIn;
  /** From the start of the process to READY, in ms. */
  readonly startMs: number;
  /** Resident memory, in MB. */
  rss(): number;
  /** CPU time the process has used, in ms: what it costs, however busy the machine is. */
  cpuMs(): number;
  stop(): Promise<void>;
}

/** More of a process's environment: `CARD`, the paste of kind `card`, or what Podium reads. */
type Environment = Readonly<Record<string, string>>;

/** Starts one on a stand-in of its own and waits for READY. */
export async function startBot(kind: Kind, environment: Environment = {}): Promise<Running> {
  const standIn = await startStandIn();
  const running = await startProcess(kind, { ...standIn, token: 'bench' }, environment);
  return {
    ...running,
    standIn,
    async stop() {
      await running.stop();
      await standIn.close();
    },
  };
}

/** What a bot connects to: the stand-in that is as fast as it goes, or the preview, which is as strict as Discord. */
interface Discord {
  readonly apiUrl: string;
  readonly token: string;
  /** Resolves at the next READY. */
  ready(): Promise<void>;
}

/** Starts a bot's process and waits for READY. Builds dist/ first where it is missing; `rows` is read once it has stopped, before its database goes. */
export async function startProcess(
  kind: Kind,
  { apiUrl, token, ready: isReady }: Discord,
  environment: Environment = {},
): Promise<Omit<Running, 'standIn' | 'stop'> & { stop(rows?: (database: string) => void): Promise<void> }> {
  if (!existsSync(join(ROOT, 'dist/main.js')))
    spawnSync('npm', ['run', 'build'], { cwd: ROOT, stdio: 'inherit' });
  const folder = mkdtempSync(join(tmpdir(), 'podium-bench-'));
  const ready = isReady();
  const started = performance.now();
  const child = spawn(
    process.execPath,
    kind === 'podium' ? startCommand() : [join(ROOT, 'test/bench/ok-bot.mjs')],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH ?? '',
        DISCORD_TOKEN: token,
        DISCORD_API_URL: apiUrl,
        DATABASE_PATH: join(folder, 'podium.db'),
        LOG_LEVEL: 'warn',
        MODE: kind === 'card' ? 'card' : kind.startsWith('defer') ? 'defer' : 'reply',
        CARD: '',
        CLIENT: kind === 'defer-podium' ? 'podium' : '',
        ...environment,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const tidy = atEnd(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  let stopping = false;
  const gone = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`the bot ended with ${code} before it was ready`)));
  });
  await Promise.race([ready, gone]);
  gone.catch(() => {
    if (stopping) return;
    // Who waits for its answers would wait for ever.
    process.stderr.write('a bot ended in the middle of the bench\n');
    process.exit(1);
  });
  const startMs = performance.now() - started;
  return {
    startMs,
    rss: () => rssOf(child),
    cpuMs: () => cpuMs(child.pid ?? 0),
    async stop(rows) {
      stopping = true;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rows?.(join(folder, 'podium.db'));
      tidy();
    },
  };
}

/** `total` calls of `work`, at most `width` at a time; gives calls a second. */
export async function rate(
  total: number,
  width: number,
  work: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const started = performance.now();
  const lane = async (): Promise<void> => {
    while (next < total) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return (total * 1000) / (performance.now() - started);
}

/** What `npm start` gives to node: its flags belong to what is measured. */
function startCommand(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const [, ...args] = String(scripts.start).split(' ');
  return args.map((each) => (each.startsWith('-') ? each : join(ROOT, each)));
}

function rssOf(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
