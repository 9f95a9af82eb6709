import { pino } from 'pino';
import { openPodium } from '../../src/discord/podium.ts';
import { lessonSource } from '../../src/play/lessons-source.ts';
import { readConfig } from '../../src/runtime/config.ts';
import { openStore } from '../../src/store/index.ts';
import { tinyLabs } from '../play/lab-fixture.ts';
import { monthsOfCards } from './learner.ts';

/**
 * A bot that is killed: its clock runs FAST times as fast as the machine's since EPOCH, whatever process reads it, so
 * that a match of minutes is over in seconds.
 */
const {
  PREVIEW_API = '',
  PREVIEW_CDN = '',
  PREVIEW_TOKEN = '',
  DATABASE = '',
  EPOCH = '',
  FAST = '',
} = process.env;
const epoch = Number(EPOCH);
const store = await openStore({ path: DATABASE });
const podium = openPodium({
  token: PREVIEW_TOKEN,
  client: {
    apiUrl: PREVIEW_API,
    buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }),
  },
  onEnd: () => process.exit(3),
  context: {
    store,
    config: readConfig({ DISCORD_CDN_URL: PREVIEW_CDN }),
    questions: monthsOfCards,
    labs: tinyLabs,
    lessons: lessonSource(() => []),
    log: pino({ level: 'silent' }),
    now: () => epoch + (Date.now() - epoch) * Number(FAST),
    seed: () => 1,
  },
});
const bot = await podium.start();
// The bot's own timers wait by the machine's clock.
setInterval(() => bot.matches.wake(), 25);
process.stdout.write('serves\n');
