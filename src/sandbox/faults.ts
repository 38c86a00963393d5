/** One thing that goes wrong, on purpose. */
export interface Fault {
  /** Default: any method. */
  readonly method?: string;
  /** Part of the path below the API's base, or a pattern; `git` faults name the path of the repository. */
  readonly path?: string | RegExp;
  /** How often it happens; default once. */
  readonly times?: number;
  /** Before the effect (nothing happened) or after it (it happened, nobody heard). Default `before`. */
  readonly effect?: 'before' | 'after';
  /** An answer, a reset connection, no answer at all, half of the answer, or no JSON. Default `status`. */
  readonly kind?: 'status' | 'reset' | 'timeout' | 'truncate' | 'malformed';
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The faults that wait for their request. */
export class Faults {
  readonly #waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  /** The fault that meets this request, used up by one. */
  take(method: string, path: string): Fault | null {
    for (const entry of this.#waiting) {
      const { fault } = entry;
      if (entry.left <= 0 || (fault.method && fault.method !== method)) continue;
      if (typeof fault.path === 'string' ? !path.includes(fault.path) : fault.path && !fault.path.test(path))
        continue;
      entry.left--;
      return fault;
    }
    return null;
  }
}
