import { pino } from 'pino';
import { openPodium } from '../../src/discord/podium.ts';
import { readConfig } from '../../src/runtime/config.ts';
import { openStore } from '../../src/store/index.ts';
import { OURS } from './ours.ts';

/** A bot that is killed while people sit an exam. Its clock is the machine's, OFFSET ms ahead. */
const { PREVIEW_API = '', PREVIEW_CDN = '', PREVIEW_TOKEN = '', DATABASE = '', OFFSET = '0' } = process.env;
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
    ...OURS,
    log: pino({ level: 'silent' }),
    now: () => Date.now() + Number(OFFSET),
    seed: () => 1,
  },
});
await podium.start();
process.stdout.write('serves\n');
