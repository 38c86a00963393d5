import { execFileSync } from 'node:child_process';
import { cleanEnvironment, git, gitBytes } from '../../../src/sandbox/gitdir.ts';
import type { Desk } from './harness.ts';
import { own, upstream } from './rewind.ts';

/** Something that must not be public, and what it is. */
export interface Secret {
  readonly what: string;
  readonly text: string;
}

const forkOf = (at: Desk, id: string) => at.sandbox.dir(at.sandbox.store.advisory(id)!.fork!);
const lines = (text: string) => text.split('\n').filter(line => line !== '');
/** Case and white space do not hide a sentence: a blurb is wrapped. */
const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ');

/** Sentences of six words or more: the canaries of a description. */
export function canaries(description: string): string[] {
  return description
    .split(/\n{2,}|(?<=\.)\s+/)
    .map(sentence => sentence.trim())
    .filter(sentence => sentence.split(/\s+/).length >= 6);
}

/** Everything that an advisory, its private fork and its private commits must not give away. */
export async function secretsOf(at: Desk, id: string): Promise<Secret[]> {
  const { ghsaId, cveId, fork, summary, description } = at.sandbox.store.advisory(id)!;
  const [dir, main] = [forkOf(at, id), at.sandbox.dir(upstream)];
  const bare = ghsaId.replace(/^GHSA-/, '');
  const publicMain = await git(main, ['rev-parse', 'main']);
  // The fork borrows the public objects, so it knows public main.
  const log = (format: string) =>
    git(dir, ['log', `--format=${format}`, 'refs/pull/1/head', `^${publicMain}`]);
  const publicMails = new Set(lines(await git(main, ['log', '--all', '--format=%ae%n%ce'])));
  const secret = (what: string, ...texts: readonly (string | null)[]): Secret[] =>
    texts.flatMap(text => (text ? [{ what, text }] : []));
  return [
    ...secret('advisory id', bare, bare.replaceAll('-', '_'), bare.replaceAll('-', '')),
    ...secret('CVE id', cveId, cveId?.replaceAll('-', '_') ?? null),
    ...secret('private fork', fork, fork!.split('/')[1]!),
    ...secret('title tag', ...(summary.match(/\[[^\]]+\]/g) ?? []), '[ACCEPTED]', '[COMPLETED]'),
    ...secret('private message', ...new Set(lines(await log('%B')).filter(line => line.trim().length >= 10))),
    ...secret(
      'private e-mail',
      ...new Set(
        lines(await log('%ae%n%ce')).filter(mail => !publicMails.has(mail) && !/noreply/.test(mail)),
      ),
    ),
    ...secret('private commit', ...lines(await log('%H')), ...lines(await log('%h'))),
    ...secret('description', ...canaries(description)),
  ];
}

/** Objects that only private history has: public main does not, and the tree that was confirmed does not. */
export async function privateObjects(at: Desk, id: string, published: string): Promise<Map<string, string>> {
  const ids = async (dir: string, args: readonly string[]) =>
    lines(await git(dir, ['rev-list', '--objects', ...args])).map(line => line.slice(0, 40));
  const known = new Set([
    ...(await ids(at.sandbox.dir(upstream), ['--branches'])),
    ...(await ids(at.sandbox.dir(own), [published])),
  ]);
  const all = await ids(forkOf(at, id), ['refs/pull/1/head', '--branches']);
  return new Map(all.filter(object => !known.has(object)).map(object => [object, `${id}: object`]));
}

/** Every object of a public repository, reachable or not, with its bytes. */
export async function objectsOf(dir: string): Promise<{ readonly id: string; readonly bytes: Buffer }[]> {
  const args = ['cat-file', '--batch-all-objects', '--batch', '--buffer'];
  const unreachable = split(await gitBytes(dir, args));
  const reachable = lines(await git(dir, ['rev-list', '--objects', '--no-object-names', '--all']));
  const known = new Set(unreachable.map(({ id }) => id));
  const rest = reachable.filter(id => !known.has(id));
  if (rest.length === 0) return unreachable;
  const input = `${rest.join('\n')}\n`;
  const out = execFileSync('git', ['cat-file', '--batch', '--buffer'], {
    cwd: dir,
    env: cleanEnvironment,
    input,
    maxBuffer: 1 << 28,
  });
  return [...unreachable, ...split(out)];
}

/** `<id> <type> <size>\n<bytes>\n`, again and again. */
function split(out: Buffer): { id: string; bytes: Buffer }[] {
  const found: { id: string; bytes: Buffer }[] = [];
  for (let start = 0; start < out.length;) {
    const end = out.indexOf(10, start);
    const [id = '', , size = ''] = out.subarray(start, end).toString('latin1').split(' ');
    found.push({ id, bytes: out.subarray(end + 1, end + 1 + Number(size)) });
    start = end + 2 + Number(size);
  }
  return found;
}

/** All that is public of the two repositories and all that was sent there, by the place it was found in. */
async function published(at: Desk): Promise<{ readonly where: string; readonly text: string }[]> {
  const found: { where: string; text: string }[] = [];
  const add = (where: string, text: string) => found.push({ where, text: plain(text) });
  const isPrivate = (path: string) => /^\/(?:repos\/)?python\/cpython-ghsa-/i.test(path);
  // What is asked of the advisory itself, or written into it, stays there: it is private.
  const isAdvisory = (path: string) =>
    /^\/repos\/[\w.-]+\/[\w.-]+\/security-advisories(\/GHSA-|$)/i.test(path);
  // But for the one write that shows it to everybody.
  const publishes = (body: unknown) => (body as { readonly state?: unknown } | null)?.state === 'published';
  for (const { method, path, query, headers } of at.sandbox.recorder.calls) {
    if (isPrivate(path) || isAdvisory(path)) continue;
    add(`${method} ${path}`, decodeURIComponent(`${path}${query.replaceAll('+', ' ')}`));
    add(`headers of ${method} ${path}`, JSON.stringify(headers));
  }
  for (const { method, path, body } of at.sandbox.recorder.writes()) {
    if (!isPrivate(path) && (!isAdvisory(path) || publishes(body)))
      add(`body of ${method} ${path}`, texts(body).join('\n'));
  }
  for (const name of [upstream, own]) {
    const dir = at.sandbox.dir(name);
    for (const ref of lines(await git(dir, ['for-each-ref', '--format=%(refname)'])))
      add(`ref in ${name}`, ref);
    for (const { id, bytes } of await objectsOf(dir))
      add(`object ${id} in ${name}`, bytes.toString('latin1'));
  }
  for (const { number, title, body, labels } of at.sandbox.store.repo(upstream)!.issues.values()) {
    add(`gh-${number}`, [title, body, ...labels].join('\n'));
  }
  return found;
}

/** The strings in a body, as they are read (JSON's escapes would hide a line's end). */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.entries(value).flat().flatMap(texts) : [];
}

/** What is public and must not be: one line each. */
export async function leaks(
  at: Desk,
  secrets: readonly Secret[],
  objects: ReadonlyMap<string, string>,
): Promise<string[]> {
  const places = await published(at);
  const found = places.flatMap(({ where, text }) =>
    secrets
      .filter(secret => text.includes(plain(secret.text)))
      .map(({ what, text }) => `${where}: ${what}: ${text}`),
  );
  for (const name of [upstream, own]) {
    for (const { id } of await objectsOf(at.sandbox.dir(name))) {
      if (objects.has(id)) found.push(`object ${id} in ${name}: private object`);
    }
  }
  return found;
}
