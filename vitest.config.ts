import { defineConfig } from 'vitest/config';
import { V8_FLAGS } from './src/runtime/v8-flags.ts';
import type { Door } from './test/e2e/door.ts';
import { propertyRuns } from './test/property-runs.ts';

const BROWSER = 'test/e2e/**/*browser.test.ts';
/** Which door the bots of a project have; PODIUM_E2E_DOOR=gateway|http has all of them use that one. */
const doorOr = (usual: Door): Door => {
  const asked = process.env.PODIUM_E2E_DOOR;
  return asked === 'gateway' || asked === 'http' ? asked : usual;
};
const SQLITE_DOOR = doorOr('gateway');
const POSTGRES_DOOR = doorOr('http');
/** These look at answers to interactions as calls to Discord, of which there are none by HTTP. */
const unlessByGateway = (door: Door): string[] =>
  door === 'gateway' ? [] : ['test/e2e/{faults,openapi}.test.ts'];

/**
 * What waits more than it computes (bots, browsers, databases), with deadlines of seconds: after the unit tests, which take
 * every core, and two files at a time, of whichever projects.
 */
const TWO_AT_A_TIME = {
  execArgv: [...V8_FLAGS],
  isolate: false,
  maxWorkers: 2,
  sequence: { groupOrder: 1 },
};

/** Each of these has a bot of its own. */
const WHOLE_BOT = {
  ...TWO_AT_A_TIME,
  setupFiles: 'test/property-seed.ts',
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

/** The suites of the store on PostgreSQL, all on one server; what they say to it is looked at. */
const ON_POSTGRES = {
  ...TWO_AT_A_TIME,
  setupFiles: ['test/property-seed.ts', 'test/store/postgres/statements.ts'],
  testTimeout: 30_000 + 24 * propertyRuns(),
};

/** One run, six projects: the rooms by themselves, the store on PostgreSQL (twice), the whole bot on both, and in Chromium. */
export default defineConfig({
  test: {
    globalSetup: 'test/build.ts',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/bench/**', 'test/store/postgres/**'],
          execArgv: [...V8_FLAGS],
          setupFiles: 'test/property-seed.ts',
          isolate: false,
          // All cores: one is left alone by default, which is half of a small machine.
          maxWorkers: '100%',
          // Ends a test that hangs: eight times what the slowest drill takes for a question.
          testTimeout: 30_000 + 24 * propertyRuns(),
        },
      },
      {
        test: {
          name: 'postgres',
          // What holds of any store, on the other kind of database.
          include: [
            'test/store/{answers,beliefs,boards,daily,decks,drill-difficulty,exams,labs,leaderboard,lessons,matches,memory,people,points,process,reports,shards,year}.test.ts',
            'test/store/{interleavings,match-interleavings,exam-interleavings}.test.ts',
            'test/store/postgres/**/*.test.ts',
          ],
          globalSetup: 'test/postgres.ts',
          ...ON_POSTGRES,
        },
      },
      {
        test: {
          name: 'postgres-by-person',
          // The use-cases of people, with every person's table split by its person.
          include: [
            'test/store/{answers,beliefs,boards,drill-difficulty,exams,labs,lessons,memory,people,interleavings}.test.ts',
          ],
          globalSetup: 'test/postgres-by-person.ts',
          ...ON_POSTGRES,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [BROWSER, ...unlessByGateway(SQLITE_DOOR)],
          provide: { door: SQLITE_DOOR },
          ...WHOLE_BOT,
        },
      },
      {
        test: {
          name: 'e2e-postgres-http',
          include: ['test/e2e/**/*.test.ts'],
          // Those left out have a process or an SQLite file of their own.
          exclude: [
            BROWSER,
            ...unlessByGateway(POSTGRES_DOOR),
            'test/e2e/{process,compiled,database,outside-trouble,review-year,endpoint,endpoint-process}.test.ts',
          ],
          globalSetup: 'test/postgres.ts',
          provide: { door: POSTGRES_DOOR },
          ...WHOLE_BOT,
        },
      },
      { test: { name: 'browser', include: [BROWSER], provide: { door: SQLITE_DOOR }, ...WHOLE_BOT } },
    ],
  },
});
