import { readFile, rm } from 'node:fs/promises';
import { look } from '../leaks/look.ts';
import { canaries } from '../unit/port/leaks.ts';
import { logFile } from './log.ts';
import type { World } from './scenario.ts';
import type { Shim } from './shim.ts';

/** The advisory itself and the private fork know what is embargoed; so may what is asked of them. */
const embargoed =
  /^\/(?:repos\/)?[^/]+\/(?:[^/]+-ghsa(?:-\w{4}){3}(?:\.git)?\/?|[^/]+\/security-advisories\/)/i;

interface Canary {
  readonly kind: string;
  readonly text: string;
}

/** What no job may give away on its way, whichever it is: arguments, environments, the log, requests. */
export class Watch {
  readonly #world: Pick<World, 'sandbox' | 'place'>;
  readonly #shim: Shim;
  #texts: readonly Canary[] = [];
  #names: readonly Canary[] = [];
  #from = 0;

  constructor(world: Pick<World, 'sandbox' | 'place'>, shim: Shim) {
    this.#world = world;
    this.#shim = shim;
  }

  /** From now on it looks, for what the advisories say now. */
  async begin(): Promise<void> {
    const { sandbox, place } = this.#world;
    const hidden = [...sandbox.store.advisories.values()].filter(({ state }) => state !== 'published');
    this.#texts = [
      { kind: 'the token', text: place.token },
      ...hidden.map(({ summary }) => ({ kind: 'a title', text: summary })),
      ...hidden
        .flatMap(({ description, comments }) => [description, ...comments.map(({ body }) => body)])
        .flatMap(canaries)
        .map(text => ({ kind: 'a sentence', text })),
    ];
    this.#names = hidden.flatMap(({ ghsaId, fork }) => [
      { kind: 'an advisory', text: ghsaId },
      ...(fork === null ? [] : [{ kind: 'a private fork', text: fork.split('/')[1]! }]),
    ]);
    this.#from = sandbox.recorder.calls.length;
    await this.#shim.forget();
    await rm(logFile(this.#shim.path), { force: true });
  }

  /** What went out that way since. A sentence each. */
  async leaks(): Promise<string[]> {
    const all = [...this.#texts, ...this.#names];
    const log = await readFile(logFile(this.#shim.path), 'utf8').catch(() => '');
    const asked = this.#world.sandbox.recorder.calls
      .slice(this.#from)
      .filter(({ path }) => !embargoed.test(path))
      .map(({ method, path, query, headers }) => `${method} ${path}${query} ${JSON.stringify(headers)}`);
    const found = [
      ...look(await this.#shim.seen(), this.#texts).map(({ kind }) => `git was started with ${kind}.`),
      ...look(log, all).map(({ kind }) => `The log has ${kind}.`),
      ...look([...new Set(asked)].join('\n'), all).map(({ kind }) => `A request names ${kind}.`),
    ];
    return [...new Set(found)];
  }
}
