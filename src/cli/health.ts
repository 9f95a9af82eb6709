import { isIPv6 } from 'node:net';
import { config as loadDotenv } from 'dotenv';
import { ConfigError, readConfig } from '../runtime/config.ts';
import { ArgumentError } from './arguments.ts';
import { type CliIo, defineCommand, EXIT } from './command.ts';

/** A bot that does not say within that how it is, in ms, is not well. */
const ANSWERS_MS = 4_000;

/** `podium health`: for whatever restarts a bot or tells somebody: HEALTHCHECK, a timer, a script. */
export const healthCommand = defineCommand(
  {
    name: 'health',
    usage: '',
    summary: 'Asks the bot that runs here whether people can be served.',
    notes: [
      'It asks /readyz at METRICS_PORT and METRICS_HOST, also where .env in this folder sets them.\nThat is: logged in to Discord, the gateway connected, the database answers.',
    ],
    options: {},
    examples: [['podium health', 'says "ok", or what is wrong']],
    exitCodes: { 0: 'people can be served', 1: 'they cannot: a line on stderr says why' },
  },
  async ({ positionals }, io) => {
    if (positionals.length > 0) throw new ArgumentError('it takes no arguments.');
    const trouble = await troubleOf(io);
    if (trouble === null) io.out('ok\n');
    else io.err(`podium health: ${trouble}\n`);
    return trouble === null ? EXIT.ok : EXIT.failed;
  },
);

/** Why people cannot be served, in a sentence; null when they can. */
async function troubleOf(io: CliIo): Promise<string | null> {
  const env = { ...io.env };
  loadDotenv({ quiet: true, processEnv: env });
  let address: string | undefined;
  try {
    address = addressOf(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  if (address === undefined) {
    return 'METRICS_PORT is not set to a port, so the bot cannot be asked. Set it, for instance to 9464, and restart the bot.';
  }
  try {
    const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(ANSWERS_MS) });
    if (answer.ok) return null;
    return `the bot at ${address} answers: ${(await answer.text()).trim()}`;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError')
      return `the bot at ${address} has not answered within ${ANSWERS_MS / 1000} s: it is too busy, or it hangs.`;
    return `nothing listens at ${address}. The bot is not running, or not with this METRICS_PORT.`;
  }
}

/** Where a bot with these settings is asked from its own machine; undefined where it is not, or at a port it chose itself. */
function addressOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { METRICS_PORT, METRICS_HOST } = env;
  const { metricsPort, metricsHost } = readConfig({ METRICS_PORT, METRICS_HOST });
  if (metricsPort === undefined || metricsPort === 0) return undefined;
  const own: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const host = own[metricsHost] ?? metricsHost;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${metricsPort}`;
}
