import { REST, type RESTOptions } from 'discord.js';
import type { Pace } from './pace.ts';

type Queued = Parameters<REST['queueRequest']>[0];

interface BotRestOptions {
  /** Of what carries no token of the bot's: the webhooks of interactions, which go to Discord itself. */
  readonly direct: Partial<RESTOptions>;
  /** Of calls with the bot's token: to Discord, or to a proxy. */
  readonly byToken: Partial<RESTOptions>;
  readonly pace: Pace;
}

/** The calls of a kind that comes in masses. */
class BulkRest extends REST {
  private readonly byToken: REST;
  private readonly pace: Pace;

  constructor(byToken: REST, pace: Pace) {
    super(byToken.options);
    this.clearHandlerSweeper();
    this.clearHashSweeper();
    this.byToken = byToken;
    this.pace = pace;
  }

  override async queueRequest(request: Queued): ReturnType<REST['queueRequest']> {
    await this.pace.turn('bulk');
    return this.byToken.queueRequest(request);
  }
}

/**
 * Discord allows a bot 50 requests a second, whichever process sends them; the webhooks of interactions are exempt
 * (topics/rate-limits, "Global Rate Limit"). So calls with the bot's token wait for their turn here, and go through the
 * proxy where there is one; those of interactions do neither.
 */
export class BotRest extends REST {
  /** For the same calls where many come at once, as reminders do: others go first. */
  readonly bulk: REST;
  private readonly byToken: REST;
  private readonly pace: Pace;

  constructor({ direct, byToken, pace }: BotRestOptions) {
    super(direct);
    this.byToken = new REST(byToken);
    this.byToken.on('invalidRequestWarning', (info) => void this.emit('invalidRequestWarning', info));
    this.pace = pace;
    this.bulk = new BulkRest(this.byToken, pace);
  }

  override setToken(token: string): this {
    this.byToken.setToken(token);
    return super.setToken(token);
  }

  override async queueRequest(request: Queued): ReturnType<REST['queueRequest']> {
    if (request.auth === false) return super.queueRequest(request);
    await this.pace.turn('usual');
    return this.byToken.queueRequest(request);
  }

  override clearHashSweeper(): void {
    super.clearHashSweeper();
    this.byToken?.clearHashSweeper();
  }

  override clearHandlerSweeper(): void {
    super.clearHandlerSweeper();
    this.byToken?.clearHandlerSweeper();
  }
}

/** The calls of `rest` for what comes in masses and may take its time. */
export function inBulk(rest: REST): REST {
  return rest instanceof BotRest ? rest.bulk : rest;
}
