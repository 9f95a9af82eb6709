import type { Context } from './context.ts';
import { loggableError } from './platform/api-error.ts';

/** How often questions nobody will answer any more are removed: those about a paste may wait a day at most. */
const SWEEP_MS = 3600 * 1000;
/** How often it is looked whether the file is to be rewritten. */
const REWRITE_MS = 60 * 1000;

/** What the store wants done regularly, from now on; gives what ends it. */
export function keepUp({ store, log, now }: Pick<Context, 'store' | 'log' | 'now'>): () => void {
  const job = async (work: () => Promise<void>, failed: string): Promise<void> => {
    await work().catch((error: unknown) => log.error({ error: loggableError(error) }, failed));
  };
  const purge = async (): Promise<void> => {
    const guilds = await store.purgeGuilds(now());
    if (guilds.length > 0) log.info({ guilds }, 'what belonged to servers that left a week ago is deleted');
  };
  const sweep = async (): Promise<void> => {
    log.debug({ removed: await store.sweep(now()) }, 'old questions removed');
  };
  const sweepLabs = async (): Promise<void> => {
    log.debug({ removed: await store.sweepLabs(now()) }, 'labs left alone removed');
  };
  const sweepMatches = async (): Promise<void> => {
    log.debug({ removed: await store.sweepMatches(now()) }, 'matches of long ago removed');
  };
  const sweepReports = async (): Promise<void> => {
    log.debug({ removed: await store.sweepReports(now()) }, 'news of reports of long ago removed');
  };
  const sweepImports = async (): Promise<void> => {
    log.debug({ removed: await store.sweepImports(now()) }, 'imports that waited in vain removed');
  };
  const sweepDailies = async (): Promise<void> => {
    log.debug({ removed: await store.sweepDailies(now()) }, 'answers to daily questions of long ago removed');
  };
  const sweepExams = async (): Promise<void> => {
    log.debug({ removed: await store.sweepExams(now()) }, 'exams that nobody began, and old tasks, removed');
  };
  const rewrite = async (): Promise<void> => {
    const began = performance.now();
    const end = await store.rewrite();
    const ms = Math.round(performance.now() - began);
    if (end === 'done') log.info({ ms }, 'the database was rewritten: nothing is left of what was deleted');
    if (end === 'stopped') log.debug({ ms }, 'rewriting the database was put off: somebody was writing');
  };
  const hourly = async (): Promise<void> => {
    await job(purge, 'servers that left were not deleted');
    await job(sweep, 'old questions could not be removed');
    await job(sweepMatches, 'matches of long ago could not be removed');
    await job(sweepReports, 'news of reports could not be removed');
    await job(sweepImports, 'imports that waited in vain could not be removed');
    await job(sweepDailies, 'answers to daily questions of long ago could not be removed');
    await job(sweepExams, 'exams that nobody began could not be removed');
    await job(sweepLabs, 'labs left alone could not be removed');
  };
  const minutely = (): Promise<void> =>
    job(rewrite, 'the database could not be rewritten; some of what was deleted is still in the file');
  void hourly().then(minutely);
  const timers = [setInterval(hourly, SWEEP_MS), setInterval(minutely, REWRITE_MS)];
  for (const timer of timers) timer.unref();
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
