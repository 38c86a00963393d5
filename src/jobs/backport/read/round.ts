/**
 * What is read once for all advisories of one look at the dashboard: branches, labels, tags and the newest pull requests
 * of a repository are the same for each of them. Whoever looks anew makes a new one.
 */
export class Round {
  readonly #read = new Map<string, Promise<unknown>>();

  /** What was read under that name, or what `read` gives; what failed is read again by who asks next. */
  once<Value>(name: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.#read.get(name) as Promise<Value> | undefined;
    if (known) return known;
    const reading = read();
    this.#read.set(name, reading);
    reading.catch(() => this.#read.delete(name));
    return reading;
  }
}
