import type { ServerResponse } from 'node:http';

/** One thing that goes wrong, on purpose. */
export interface Fault {
  /** Default: any method. */
  readonly method?: string;
  /** Requests that change something only. */
  readonly changes?: boolean;
  /** Part of the path below the API's base, or a pattern; `git` faults name the path of the repository. */
  readonly path?: string | RegExp;
  /** So many requests that it would meet pass first: the place of a request in a list. Default 0. */
  readonly skip?: number;
  /** How often it happens; default once. */
  readonly times?: number;
  /** Before the effect (nothing happened) or after it (it happened, nobody heard). Default `before`. */
  readonly effect?: 'before' | 'after';
  /**
   * An answer, a reset connection, no answer at all (until the client is gone), half of the answer, no JSON, a page of
   * somebody else (200, `body` as it is), or nothing wrong: `pass` only tells. Default `status`.
   */
  readonly kind?: 'status' | 'reset' | 'timeout' | 'truncate' | 'malformed' | 'html' | 'pass';
  /** Called when it happens; with `pass`, when the answer is on its way. A test kills its client then. */
  readonly met?: () => void;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The faults that wait for their request. */
export class Faults {
  readonly #waiting: { readonly fault: Fault; skip: number; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  /** The fault that meets this request, used up by one. */
  take(method: string, path: string): Fault | null {
    for (const entry of this.#waiting) {
      const { fault } = entry;
      if (entry.left <= 0 || (fault.method && fault.method !== method)) continue;
      if (fault.changes && method === 'GET') continue;
      if (typeof fault.path === 'string' ? !path.includes(fault.path) : fault.path && !fault.path.test(path))
        continue;
      if (entry.skip > 0) {
        entry.skip--;
        continue;
      }
      entry.left--;
      return fault;
    }
    return null;
  }
}

/** Does a request that meets this fault have its effect? */
export function happens(fault: Fault | null): boolean {
  return !fault || fault.effect === 'after' || fault.kind === 'pass';
}

/** Tells when an answer that nothing is wrong with has gone out. */
export function tellOf(fault: Fault | null, response: ServerResponse): void {
  if (fault?.met) response.once('finish', fault.met);
}
