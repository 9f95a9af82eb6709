import { EXIT } from '../../runtime/exit-code.ts';

/** The start (or the going on) is impossible; `message` is the one line for whoever runs the bot. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly exitCode: number;

  constructor(exitCode: number, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

const TOKEN_REFUSED =
  'Discord refuses DISCORD_TOKEN. Copy the bot token again from the Developer Portal (Bot → Reset Token).';

/** What a close code that ends a shard's connection for good means; undefined where the client reconnects by itself. */
export function gatewayEnd(code: number, shard: number): StartError | undefined {
  switch (code) {
    case 4004:
      return new StartError(EXIT.tokenRefused, TOKEN_REFUSED);
    case 4010:
      return new StartError(
        EXIT.failed,
        `Discord closed the gateway with 4010: it knows no shard ${shard} of this bot. Check DISCORD_SHARDS and DISCORD_SHARD_IDS.`,
      );
    case 4011:
      return new StartError(
        EXIT.failed,
        `Discord closed the gateway with 4011: shard ${shard} has too many servers. Set DISCORD_SHARDS to a larger number in all processes of the bot, or to auto where there is one, and start them again.`,
      );
    case 4012:
      return new StartError(
        EXIT.failed,
        'Discord closed the gateway with 4012: this version of its API is gone. Update Podium.',
      );
    case 4013:
    case 4014:
      return new StartError(
        EXIT.failed,
        `Discord closed the gateway with ${code}: it refuses the Guilds intent, the only one Podium asks for.`,
      );
    default:
      return undefined;
  }
}

/** Where calls with the bot's token go: to the proxy, where there is one. */
export interface TokenCalls {
  readonly apiUrl: string;
  readonly proxyUrl?: string | undefined;
}

/** A failed login in one line. */
export function loginError(error: unknown, { apiUrl, proxyUrl }: TokenCalls): StartError {
  if (error instanceof StartError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (code === 'TokenInvalid' || status === 401) return new StartError(EXIT.tokenRefused, TOKEN_REFUSED);
  const reason =
    typeof status === 'number'
      ? `answers HTTP ${status}`
      : `cannot be reached (${String(code ?? 'no answer')})`;
  return new StartError(
    EXIT.failed,
    proxyUrl !== undefined
      ? `The proxy at ${proxyUrl} ${reason}. Check that it runs and that DISCORD_PROXY_URL ends in /api, then start again.`
      : `Discord's API at ${apiUrl} ${reason}. Check the network and DISCORD_API_URL, then start again.`,
  );
}

/** Where a port was to be opened, and the variables that say so. */
interface AskedPort {
  readonly port: number;
  readonly host?: string;
  readonly variables: readonly [port: string, host?: string];
}

/** A port that could not be opened, in one line. `error` is the system's. */
export function portError(
  error: unknown,
  { port, host = '127.0.0.1', variables: [variable, hostVariable] }: AskedPort,
): StartError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRNOTAVAIL' && hostVariable !== undefined) {
    return new StartError(
      EXIT.failed,
      `This machine has no address ${host}. Set ${hostVariable} to one that it has, or to 127.0.0.1.`,
    );
  }
  const why =
    code === 'EADDRINUSE'
      ? 'is taken by another process'
      : code === 'EACCES'
        ? 'is not for this account to open: the system keeps ports below 1024 to itself'
        : `cannot be opened (${String(code)})`;
  return new StartError(
    EXIT.failed,
    `Port ${port} of ${host} ${why}. Set ${variable} to another one, or to 0 for any that is free.`,
  );
}
