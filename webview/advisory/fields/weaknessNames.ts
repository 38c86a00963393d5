import type { Weakness } from '../../../src/ui/editor/protocol.ts';
import type { PageModel } from '../model.ts';

/** Names of weaknesses. The list is big and stays with the host, so each name is asked for once. */
export class Weaknesses {
  readonly #model: PageModel;
  readonly #names = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #listeners = new Set<() => void>();

  private constructor(model: PageModel) {
    this.#model = model;
  }

  static readonly #of = new WeakMap<PageModel, Weaknesses>();

  /** The one of a page. */
  static of(model: PageModel): Weaknesses {
    const known = Weaknesses.#of.get(model) ?? new Weaknesses(model);
    Weaknesses.#of.set(model, known);
    return known;
  }

  onNames(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** The name, or empty while it is not known. */
  name(id: string): string {
    return this.#names.get(id) ?? '';
  }

  /** The names that are known by now. */
  names(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#names);
  }

  /** Asks for the names of these, as far as nobody has. */
  want(ids: readonly string[]): void {
    const unknown = ids.filter(id => !this.#asked.has(id));
    if (unknown.length === 0) return;
    for (const id of unknown) this.#asked.add(id);
    this.#model.ask({ t: 'nameWeaknesses', ids: unknown }).then(
      answer => this.#learn(answer),
      // Chips show the number alone; the next change asks again.
      () => unknown.forEach(id => this.#asked.delete(id)),
    );
  }

  /** Weaknesses by number or words, best first. */
  async find(words: string): Promise<readonly Weakness[]> {
    const answer = await this.#model.ask({ t: 'findWeakness', words });
    return this.#learn(answer);
  }

  #learn(answer: unknown): readonly Weakness[] {
    if (!Array.isArray(answer)) return [];
    const list = (answer as Weakness[]).filter(
      ({ id, name }) => typeof id === 'string' && typeof name === 'string',
    );
    for (const { id, name } of list) if (name !== '') this.#names.set(id, name);
    for (const listener of this.#listeners) listener();
    return list;
  }
}
