import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { Bot } from '../../src/discord/bot.ts';
import type { StartError } from '../../src/discord/platform/start-error.ts';
import { openPodium } from '../../src/discord/podium.ts';
import type { Pictures } from '../../src/pictures/index.ts';
import { type ExamSource, examSource } from '../../src/play/exam-source.ts';
import type { LabSource } from '../../src/play/labs-source.ts';
import { type LessonSource, lessonSource } from '../../src/play/lessons-source.ts';
import type { QuestionSource } from '../../src/play/library.ts';
import type { Seen } from '../../src/preview/driver.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { readConfig } from '../../src/runtime/config.ts';
import type { Store } from '../../src/store/index.ts';
import { tinyLabs } from '../play/lab-fixture.ts';
import { openStore } from '../store/database.ts';
import { DOOR, type Door } from './door.ts';
import { fixtureSource } from './fixture-questions.ts';

/** The real client, store and commands against the preview, in this process. */
export interface Stage {
  readonly preview: Preview;
  readonly driver: Preview['driver'];
  readonly store: Store;
  /** Where the database is, and nothing else. */
  readonly folder: string;
  /** Another one after {@link Stage.restart}. */
  readonly bot: Bot;
  /** Every line logged so far, parsed. */
  readonly logged: readonly Record<string, unknown>[];
  /** Why Discord ended the connection for good, where it did. */
  readonly ended: readonly StartError[];
  /** Moves the bot's clock. */
  advance(ms: number): void;
  /** Which door interactions come in by. */
  readonly door: Door;
  /** Ends the bot and starts another one, on the same database and clock. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly questions?: QuestionSource;
  readonly labs?: LabSource;
  readonly lessons?: LessonSource;
  readonly exams?: ExamSource;
  readonly environment?: Readonly<Record<string, string>>;
  /** Wraps the store, to see or break what goes through it. */
  readonly store?: (store: Store) => Store;
  /** What draws in place of the thread. */
  readonly pictures?: Pictures;
  /** The preview's clock. */
  readonly previewNow?: () => number;
  /** {@link DOOR} where nothing is said. */
  readonly door?: Door;
  /** The bot's idea of the key that requests are signed with; the preview's own where nothing is said. */
  readonly publicKey?: string;
}

/** Leaves a message as it is where its files were removed from it. */
export function takeFilesAway(seen: Seen | null): void {
  if (!seen) throw new Error('no message');
  const { stored } = seen;
  const components = stored.message.components.filter((each) => each.type !== 13);
  stored.files = [];
  stored.message = { ...stored.message, attachments: [], components };
}

/** Starts a preview and a bot on a fresh database; `close` ends both and removes the files. */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'podium-e2e-'));
  const preview = await startPreview({
    port: 0,
    now: options.previewNow ?? Date.now,
    limits: { windowMs: 0 },
  });
  const real = await openStore({ path: join(folder, 'podium.db') });
  const store = options.store?.(real) ?? real;
  const logged: Record<string, unknown>[] = [];
  const ended: StartError[] = [];
  const door = options.door ?? DOOR;
  let offset = 0;
  let seed = 0;
  const open = () =>
    openPodium({
      token: preview.token,
      client: {
        apiUrl: preview.apiUrl,
        identifyWindowMs: 0,
      },
      ...(door === 'http'
        ? { endpoint: { host: '127.0.0.1', port: 0, publicKey: options.publicKey ?? preview.publicKey } }
        : {}),
      ...(options.pictures === undefined ? {} : { pictures: options.pictures }),
      onEnd: (reason) => ended.push(reason),
      context: {
        store,
        config: readConfig({ DISCORD_CDN_URL: preview.cdnUrl, ...options.environment }),
        questions: options.questions ?? fixtureSource,
        labs: options.labs ?? tinyLabs,
        lessons: options.lessons ?? lessonSource(() => []),
        exams: options.exams ?? examSource(() => []),
        log: pino({ level: 'debug' }, sink(logged)),
        now: () => Date.now() + offset,
        seed: () => seed++,
      },
    });
  const start = async () => {
    const podium = open();
    const bot = await podium.start();
    if (bot.interactionsUrl !== undefined) await preview.driver.setEndpoint(bot.interactionsUrl);
    await preview.driver.ready();
    return { podium, bot };
  };
  let { podium, bot } = await start();
  return {
    door,
    preview,
    driver: preview.driver,
    store,
    folder,
    get bot() {
      return bot;
    },
    logged,
    ended,
    advance(ms) {
      offset += ms;
    },
    async restart() {
      await podium.stop(2000);
      ({ podium, bot } = await start());
    },
    async close() {
      await podium.stop(2000);
      await preview.close();
      await real.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function sink(lines: Record<string, unknown>[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
      done();
    },
  });
}
