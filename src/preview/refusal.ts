import type { Json } from './wire.ts';

/** An answer of Discord's API that is not a success: HTTP status, JSON error code, message, and the errors tree. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: Json | undefined;

  constructor(status: number, code: number, message: string, errors?: Json) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): Json {
    return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) };
  }
}

/** Discord's own words for the codes the preview can give (topics/opcodes-and-status-codes). */
const CODES = {
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  30015: [400, 'Maximum number of attachments in a message reached (10)'],
  30032: [400, 'Maximum number of application commands reached (100)'],
  40005: [413, 'Request entity too large'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40094: [400, 'Maximum number of follow up messages for this interaction has been reached (5)'],
  40333: [403, 'internal network error'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50013: [403, 'Missing Permissions'],
  50027: [401, 'Invalid Webhook Token'],
  50109: [400, 'The request body contains invalid JSON.'],
} as const;

/** The refusal for one of Discord's numbered errors. */
export function refuse(code: keyof typeof CODES): Refusal {
  const [status, message] = CODES[code];
  return new Refusal(status, code, message);
}

/** A refusal that Discord sends without a number of its own: 401, 404 of a route, 405, 429, 500. */
export function refuseStatus(status: number, message: string): Refusal {
  return new Refusal(status, 0, `${status}: ${message}`);
}
