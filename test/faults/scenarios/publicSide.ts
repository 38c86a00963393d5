import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { git, gitBytes } from '../../../src/sandbox/gitdir.ts';
import { look } from '../../leaks/look.ts';

/** What everybody can see of the sandbox. */
export const publicRepos = ['python/cpython', 'octo-coordinator/cpython'];

/** The public repositories as they are: every object and every ref. */
export class PublicSide {
  readonly #sandbox: Sandbox;
  #objects = new Map<string, ReadonlySet<string>>();
  #refs = new Map<string, string>();

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** From now on this is how they were. */
  async look(): Promise<void> {
    for (const repo of publicRepos) {
      this.#objects.set(repo, new Set(await this.#objectsOf(repo)));
      this.#refs.set(repo, await this.#refsOf(repo));
    }
  }

  /** Objects that came since. */
  async came(repo: string): Promise<string[]> {
    const known = this.#objects.get(repo)!;
    return (await this.#objectsOf(repo)).filter(id => !known.has(id));
  }

  /** What a job that sends nothing to the public left there: refs, objects, requests. A sentence each. */
  async traces(allowed: RegExp): Promise<string[]> {
    const found: string[] = [];
    for (const repo of publicRepos) {
      if ((await this.#refsOf(repo)) !== this.#refs.get(repo)) found.push(`The refs of ${repo} have moved.`);
      const objects = await this.came(repo);
      if (objects.length > 0) found.push(`${repo} has ${objects.length} new objects.`);
    }
    const { recorder } = this.#sandbox;
    for (const { method, path } of recorder.writes())
      if (!allowed.test(path)) found.push(`${method} ${path} was sent.`);
    for (const { repo } of recorder.pushes)
      if (publicRepos.includes(repo)) found.push(`Something was pushed to ${repo}.`);
    return found;
  }

  /** Where words that may not be public are, in what came to the public since. */
  async hits(words: readonly string[]): Promise<string[]> {
    const all = words.map(text => ({ text }));
    const has = (text: string | Uint8Array) => look(text, all).length > 0;
    const found: string[] = [];
    for (const repo of publicRepos) {
      const dir = this.#sandbox.dir(repo);
      for (const id of await this.came(repo)) {
        const type = await git(dir, ['cat-file', '-t', id]);
        if (has(await gitBytes(dir, ['cat-file', type, id])))
          found.push(`A ${type} of ${repo} names what is embargoed.`);
      }
      if (has(await this.#refsOf(repo))) found.push(`A ref of ${repo} names what is embargoed.`);
    }
    for (const { method, path, body } of this.#sandbox.recorder.writes())
      if (has(path) || has(JSON.stringify(body) ?? ''))
        found.push(`${method} ${path} names what is embargoed.`);
    return found;
  }

  async #objectsOf(repo: string): Promise<string[]> {
    const how = ['--batch-all-objects', '--unordered', '--batch-check=%(objectname)'];
    return (await git(this.#sandbox.dir(repo), ['cat-file', ...how])).split('\n').filter(Boolean);
  }

  #refsOf(repo: string): Promise<string> {
    return git(this.#sandbox.dir(repo), ['for-each-ref', '--format=%(objectname) %(refname)']);
  }
}

/** Files below a folder that hold a token: there is none in any. */
export async function filesWithToken(root: string, token: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (bytes.includes(token)) found.push(`${path.slice(root.length + 1)} holds the token.`);
  }
  return found;
}
