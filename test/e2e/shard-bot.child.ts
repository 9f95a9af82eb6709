import { openPace } from '../../src/discord/platform/pace.ts';
import { examSource } from '../../src/play/exam-source.ts';
import { lessonSource } from '../../src/play/lessons-source.ts';
import { tinyLabs } from '../play/lab-fixture.ts';
import { serveUntilKilled } from './child-bot.ts';
import { fixtureSource } from './fixture-questions.ts';

/**
 * One process of a bot with shards. Its clock is the machine's, OFFSET ms ahead; where FAST is set, its calls with the
 * bot's token go at RATE a second of a clock that runs FAST times as fast.
 */
const { OFFSET = '0', WINDOW = '0', FAST, RATE = '20' } = process.env;
const fast = Number(FAST);
const pace = openPace({
  rate: Number(RATE),
  burst: 4,
  now: () => performance.now() * fast,
  after: (ms, run) => void setTimeout(run, ms / fast),
});
await serveUntilKilled(
  {
    questions: fixtureSource,
    labs: tinyLabs,
    lessons: lessonSource(() => []),
    exams: examSource(() => []),
    now: () => Date.now() + Number(OFFSET),
  },
  { identifyWindowMs: Number(WINDOW), ...(FAST === undefined ? {} : { pace }) },
);
process.stdout.write('serves\n');
