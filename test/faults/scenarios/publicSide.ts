import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { cleanEnvironment, git } from '../../../src/sandbox/gitdir.ts';
import { refs } from '../../../src/sandbox/refs.ts';
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
      if (!this.#sandbox.store.repo(repo)?.private) found.push(`Something was pushed to ${repo}.`);
    return found;
  }

  /** Where words that may not be public are, in what came to the public since: objects, refs, and all that was sent. */
  async hits(words: readonly string[]): Promise<string[]> {
    const all = words.map(text => ({ text }));
    const found: string[] = [];
    const has = (where: string, text: string | Uint8Array) => {
      for (const hit of look(text, all))
        found.push(`${where} names what is embargoed: "${hit.text.slice(0, 30)}".`);
    };
    for (const repo of publicRepos) {
      const dir = this.#sandbox.dir(repo);
      const came = await this.came(repo);
      const whole = Buffer.concat(bytesOf(dir, came).map(({ bytes }) => bytes));
      // All at once; one by one where there is something.
      if (look(whole, all).length > 0)
        for (const { type, bytes } of bytesOf(dir, came)) has(`A ${type} of ${repo}`, bytes);
      has(`A ref of ${repo}`, await this.#refsOf(repo));
    }
    const { calls, requests } = this.#sandbox.recorder;
    const mine = [...this.#sandbox.store.repos.values()].filter(each => each.private);
    const isPrivate = (path: string) =>
      /^\/repos\/[^/]+\/[^/]+\/security-advisories\//.test(path) ||
      mine.some(({ owner, name }) =>
        new RegExp(`^/(?:repos/)?${owner}/${name}(?:\\.git)?(?:/|$)`, 'i').test(path),
      );
    for (const { method, path, query } of calls)
      if (!isPrivate(path)) has(`${method} ${path}`, `${path}${query}`);
    for (const { method, path, body } of requests)
      if (method !== 'GET' && !isPrivate(path)) has(`${method} ${path}`, JSON.stringify(body) ?? '');
    return [...new Set(found)];
  }

  async #objectsOf(repo: string): Promise<string[]> {
    const how = ['--batch-all-objects', '--unordered', '--batch-check=%(objectname)'];
    return (await git(this.#sandbox.dir(repo), ['cat-file', ...how])).split('\n').filter(Boolean);
  }

  async #refsOf(repo: string): Promise<string> {
    const all = await refs(this.#sandbox.dir(repo), 'refs/');
    return all.map(({ sha, ref }) => `${sha} ${ref}`).join('\n');
  }
}

/** Objects of a repository, by one start of git. */
function bytesOf(dir: string, ids: readonly string[]): { readonly type: string; readonly bytes: Buffer }[] {
  if (ids.length === 0) return [];
  const how = { cwd: dir, env: cleanEnvironment, maxBuffer: 1 << 28 };
  const out = execFileSync('git', ['cat-file', '--batch', '--buffer'], {
    ...how,
    input: `${ids.join('\n')}\n`,
  });
  const found: { type: string; bytes: Buffer }[] = [];
  for (let start = 0; start < out.length;) {
    const end = out.indexOf(10, start);
    const [, type = '', size = ''] = out.subarray(start, end).toString('latin1').split(' ');
    found.push({ type, bytes: out.subarray(end + 1, end + 1 + Number(size)) });
    start = end + 2 + Number(size);
  }
  return found;
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
