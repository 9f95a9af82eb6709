import { serveUntilKilled } from './child-bot.ts';
import { OURS } from './ours.ts';

/** A bot that is killed while people sit an exam. Its clock is the machine's, OFFSET ms ahead. */
const { OFFSET = '0' } = process.env;
await serveUntilKilled({ ...OURS, now: () => Date.now() + Number(OFFSET) });
process.stdout.write('serves\n');
