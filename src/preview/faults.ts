/** What goes wrong, for the next `times` REST calls that match. */
export interface Fault {
  /**
   * `429` with Retry-After, another status, a connection closed without an answer (`drop`: discord.js does not try
   * again), one that is reset (`reset`: it does, on ECONNRESET), or no answer at all.
   */
  readonly kind: 'rate-limit' | 'status' | 'drop' | 'reset' | 'hang';
  readonly method?: string;
  /** Matched against the path without its query, for instance `/callback$/`. */
  readonly path?: RegExp;
  readonly times?: number;
  /** For `status`; 500 when absent. */
  readonly status?: number;
  /** For `status`: Discord's own code in the body; 0 when absent. */
  readonly code?: number;
  /** For `rate-limit`, in seconds; 0.05 when absent. */
  readonly retryAfter?: number;
  /** For `rate-limit`: whose limit it is, as X-RateLimit-Scope says it; `user` when absent. */
  readonly scope?: 'user' | 'shared' | 'global';
  /** For `rate-limit`, true: as Cloudflare says it, in the header alone, the body being a page. */
  readonly headerOnly?: boolean;
  /** True: the request takes effect and only its answer is lost (for every kind). */
  readonly afterEffect?: boolean;
}

interface Armed {
  readonly fault: Fault;
  left: number;
  hits: number;
}

/** Faults that were ordered and not yet used up. */
export class Faults {
  private armed: Armed[] = [];

  /** Arms a fault; the result tells how often it struck and disarms it. */
  add(fault: Fault): { readonly hits: () => number; readonly remove: () => void } {
    const armed: Armed = { fault, left: fault.times ?? 1, hits: 0 };
    this.armed.push(armed);
    return {
      hits: () => armed.hits,
      remove: () => {
        this.armed = this.armed.filter((one) => one !== armed);
      },
    };
  }

  clear(): void {
    this.armed = [];
  }

  /** The first armed fault for this request, used once. */
  take(method: string, path: string): Fault | undefined {
    const found = this.armed.find(
      ({ fault, left }) =>
        left > 0 && (!fault.method || fault.method === method) && (!fault.path || fault.path.test(path)),
    );
    if (!found) return undefined;
    found.left -= 1;
    found.hits += 1;
    return found.fault;
  }
}
