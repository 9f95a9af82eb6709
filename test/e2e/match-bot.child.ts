import { lessonSource } from '../../src/play/lessons-source.ts';
import { tinyLabs } from '../play/lab-fixture.ts';
import { serveUntilKilled } from './child-bot.ts';
import { monthsOfCards } from './learner.ts';

/**
 * A bot that is killed: its clock runs FAST times as fast as the machine's since EPOCH, whatever process reads it, so
 * that a match of minutes is over in seconds.
 */
const { EPOCH = '', FAST = '' } = process.env;
const epoch = Number(EPOCH);
const bot = await serveUntilKilled({
  questions: monthsOfCards,
  labs: tinyLabs,
  lessons: lessonSource(() => []),
  now: () => epoch + (Date.now() - epoch) * Number(FAST),
});
// The bot's own timers wait by the machine's clock.
setInterval(() => bot.matches.wake(), 25);
process.stdout.write('serves\n');
