import { extname } from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';

/** Work that would hold up the event loop, done in a thread of its own: one job after the other. */
export interface Thread<Input, Output> {
  /** Rejects with what the job threw, or with a {@link ThreadError} when it had to be stopped. */
  run(input: Input): Promise<Output>;
  /** Ends the thread; jobs that wait are rejected. */
  close(): Promise<void>;
}

export interface ThreadSettings {
  /** The module that calls {@link answerInThread}, without its extension: the same in `src/` and `dist/`. */
  readonly entry: URL;
  /** A job that takes longer is stopped, and the thread with it; counted from its own beginning. */
  readonly timeoutMs: number;
  /** The heap the thread may fill before it is stopped. */
  readonly megabytes: number;
}

/** A job was stopped: it took too long or too much memory, or the thread was closed. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError';
}

/** An idle thread gives its memory back after this long. */
const IDLE_MS = 30_000;

interface Job<Input, Output> {
  readonly input: Input;
  readonly resolve: (output: Output) => void;
  readonly reject: (error: unknown) => void;
}

/** What a thread sends back for each job. */
type Answer<Output> = { readonly output: Output } | { readonly error: unknown };

/** Starts with the first job, and again after one that had to be stopped. */
export function openThread<Input, Output>(settings: ThreadSettings): Thread<Input, Output> {
  const waiting: Job<Input, Output>[] = [];
  let worker: Worker | undefined;
  let current: Job<Input, Output> | undefined;
  let limit: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  function start(): Worker {
    const started = spawn(settings);
    started.on('message', (answer: Answer<Output>) => {
      if ('error' in answer) settle((job) => job.reject(answer.error));
      else settle((job) => job.resolve(answer.output));
    });
    started.on('error', (error) =>
      stopped(started, isOutOfMemory(error) ? new ThreadError(error.message) : error),
    );
    started.on('exit', (code) => stopped(started, new ThreadError(`the thread ended with code ${code}`)));
    return started;
  }

  function stopped(which: Worker, error: unknown): void {
    if (worker !== which) return;
    worker = undefined;
    settle((job) => job.reject(error));
  }

  function settle(how: (job: Job<Input, Output>) => void): void {
    clearTimeout(limit);
    const job = current;
    current = undefined;
    if (job !== undefined) how(job);
    next();
  }

  function next(): void {
    if (current !== undefined) return;
    current = waiting.shift();
    clearTimeout(idle);
    if (current === undefined) {
      idle = setTimeout(end, IDLE_MS).unref();
      return;
    }
    worker ??= start();
    worker.postMessage(current.input);
    limit = setTimeout(() => {
      const late = new ThreadError(`the job took more than ${settings.timeoutMs} ms`);
      end();
      settle((job) => job.reject(late));
    }, settings.timeoutMs);
  }

  function end(): void {
    const old = worker;
    worker = undefined;
    void old?.terminate();
  }

  return {
    run: (input) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new ThreadError('the thread is closed'));
          return;
        }
        waiting.push({ input, resolve, reject });
        next();
      }),
    async close() {
      closed = true;
      clearTimeout(limit);
      clearTimeout(idle);
      const old = worker;
      worker = undefined;
      const jobs = [...(current === undefined ? [] : [current]), ...waiting.splice(0)];
      current = undefined;
      for (const job of jobs) job.reject(new ThreadError('the thread is closed'));
      await old?.terminate();
    },
  };
}

function spawn({ entry, megabytes }: ThreadSettings): Worker {
  const extension = extname(new URL(import.meta.url).pathname);
  const started = new Worker(new URL(`${entry.href}${extension}`), {
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  started.unref();
  return started;
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** In the thread's module: answers every job with what `work` gives, or with the error it throws. */
export function answerInThread<Input, Output>(work: (input: Input) => Output | Promise<Output>): void {
  parentPort?.on('message', async (input: Input) => {
    try {
      parentPort?.postMessage({ output: await work(input) } satisfies Answer<Output>);
    } catch (error) {
      parentPort?.postMessage({ error } satisfies Answer<Output>);
    }
  });
}
