import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Files of a clone with their sizes. */
async function filesOf(clone: string | null): Promise<ReadonlySet<string>> {
  if (clone === null) return new Set();
  const files = (await readdir(clone, { recursive: true, withFileTypes: true })).filter(each =>
    each.isFile(),
  );
  return new Set(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return `${path.slice(clone.length + 1)} of ${(await stat(path)).size} bytes`;
      }),
    ),
  );
}

/** What no job may give away on its way, whichever it is: arguments, environments, the log, requests, the public clone. */
export class Watch {
  readonly #world: Pick<World, 'sandbox' | 'place'>;
  readonly #shim: Shim;
  #texts: readonly Canary[] = [];
  #names: readonly Canary[] = [];
  #from = 0;
  #clone: ReadonlySet<string> = new Set();

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
    this.#clone = await filesOf(place.clone);
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
    // No job writes anything there: what is private would stay.
    const changed = [...(await filesOf(this.#world.place.clone))].filter(file => !this.#clone.has(file));
    return [...new Set(found), ...changed.map(file => `The public clone has another ${file}.`)];
  }
}
