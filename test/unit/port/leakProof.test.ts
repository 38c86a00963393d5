import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../../../src/embargo/redact.ts';
import type { PortLinks } from '../../../src/jobs/port/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { canariesOf, type Canary, type Kind } from '../../leaks/canary.ts';
import { below } from '../../leaks/disk.ts';
import { ids, jobs, typed } from '../../leaks/jobs.ts';
import { lines } from '../../leaks/look.ts';
import { openMachine, type Machine } from '../../leaks/machine.ts';
import { inRequests } from '../../leaks/requests.ts';
import { leaks, objectsOf, privateObjects, secretsOf, type Secret } from './leaks.ts';

describe('the leak proof: every job on one machine', function () {
  this.timeout(90_000);
  let at: Machine;
  let links: PortLinks;
  let secrets: Secret[];
  /** Also of every advisory that GitHub hides and no job is about. */
  let hidden: readonly Canary[];
  let objects: Map<string, string>;
  const folders: string[] = [];
  const of = (...kinds: Kind[]) => at.canaries.filter(({ kind }) => kinds.includes(kind));
  const first = (kind: Kind): Canary => at.canaries.find(canary => canary.kind === kind)!;

  before(async () => {
    const words = Object.values(typed).map((text): Canary => ({ kind: 'report', text }));
    at = await openMachine(Object.values(ids), { typed: words });
    secrets = [];
    for (const id of [ids.spam, ids.toast]) secrets.push(...(await secretsOf(at, id)));
    const advisories = [...at.sandbox.store.advisories.values()];
    const unpublished = advisories.filter(({ state }) => state !== 'published');
    const ofAll = await canariesOf(
      at.sandbox,
      unpublished.map(({ ghsaId }) => ghsaId),
    );
    hidden = [...at.canaries, ...ofAll.filter(({ text }) => !at.canaries.some(known => known.text === text))];
    await jobs.startFork(at);
    await jobs.decide(at);
    folders.push(await jobs.clone(at));
    await jobs.privatePull(at, folders[0]!);
    folders.unshift(await jobs.worktree(at, folders[0]!));
    await jobs.save(at);
    links = await jobs.port(at);
    await jobs.announce(at, links);
    objects = await privateObjects(at, ids.spam, links.commit);
    for (const entry of await privateObjects(at, ids.toast, links.commit)) objects.set(...entry);
    // Bread has no report: this is the public fix of somebody else, and only its way is looked at.
    await jobs.backport(at);
  });
  after(() => at.close());

  it('knows its canaries: tokens, mails, titles, sentences, messages, ids, forks', () => {
    const texts = (kind: Kind) => of(kind).map(({ text }) => text);
    assert.ok(texts('token').includes(at.sandbox.tokens['coordinator']!));
    assert.deepEqual(texts('mail'), ['oregano@home.example']);
    assert.ok(texts('report').includes('Spam parser reads past the end of its buffer'));
    assert.ok(texts('report').some(text => text.includes('marmalade elephant')));
    assert.ok(texts('report').includes('WIP: fix for GHSA-7q4m-xv2c-93rp, do not make public'));
    for (const id of Object.values(ids)) assert.ok(texts('name').includes(id));
    assert.ok(texts('name').includes('python/cpython-ghsa-7q4m-xv2c-93rp'));
    for (const { state, ghsaId, summary } of at.sandbox.store.advisories.values())
      if (state !== 'published')
        for (const text of [ghsaId, summary.replace(/\[[^\]]*\]/g, '').trim()])
          assert.ok(
            hidden.some(canary => canary.text === text),
            text,
          );
  });

  it('looked at enough: processes, lines of the log, the disk at every call', () => {
    const { ours, all } = at.shim.count();
    assert.ok(ours > 60, `${ours} of git`);
    assert.ok(all > ours, `${all} with their children`);
    assert.ok(at.shim.environments() > 30, `${at.shim.environments()} environments of these`);
    assert.ok(at.log.length > 120, `${at.log.length} lines`);
    assert.ok(at.looks() > 120, `${at.looks()} looks`);
  });

  it('no token, mail, title or sentence is in an argument or the environment of a process', () => {
    assert.deepEqual(at.shim.leaks(of('token', 'mail', 'report')), []);
  });

  it('no token, mail, title or sentence is in the log, and no name is where it is written down', () => {
    assert.deepEqual(lines('log', at.log.join('\n'), of('token', 'mail', 'report')), []);
    assert.deepEqual(lines('log', at.log.map(redact).join('\n'), at.canaries), []);
  });

  it('nothing lay outside of clones and scratch at any time, and no token anywhere', () => {
    assert.deepEqual([...at.met], []);
  });

  it('the public clone got nothing private', async () => {
    const found = (await objectsOf(join(at.clone, '.git'))).flatMap(({ id, bytes }) => [
      ...(objects.has(id) ? [`object ${id}`] : []),
      ...lines(`object ${id}`, bytes, at.canaries),
    ]);
    assert.deepEqual(found, []);
    const files = below(at.clone).filter(path => lines('', path, at.canaries).length > 0);
    assert.deepEqual(files, []);
  });

  it('nothing private is public: every request, every push, every object of both repositories', async () => {
    const all = [...secrets, ...hidden.map(({ kind, text }) => ({ what: kind, text }))];
    assert.deepEqual([...inRequests(at.sandbox.recorder, hidden), ...(await leaks(at, all, objects))], []);
  });

  it('nothing is left when the clones are deleted: no scratch, no clone, no temporary file', async () => {
    assert.ok(readdirSync(join(at.disk, 'clones')).length >= 2);
    await jobs.removeClone(at, ...folders);
    const left = (name: string) => readdirSync(join(at.disk, name));
    assert.deepEqual([left('scratch'), left('clones')], [[], []]);
    // The askpass channel of this window: a socket and a script.
    assert.deepEqual(
      below(join(at.disk, 'tmp')).map(path => path.replace(/.*-/, '').replace(/^\w+(?=\/|$)/, '')),
      ['', '/askpass.sh', '/socket'],
    );
    assert.deepEqual(at.look(), []);
  });

  describe('would be seen', () => {
    const found = (all: readonly string[], what: RegExp) => {
      assert.ok(
        all.some(line => what.test(line)),
        all.join('\n') || 'nothing was seen',
      );
    };
    const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
      execFileSync(at.shim.binary, args, { cwd: at.clone, env: { ...process.env, ...env } });

    for (const kind of ['token', 'mail', 'report', 'name'] as const) {
      const said = new RegExp(`: ${kind}: `);

      it(`${kind}: in an argument, in the environment, in an argument of git's own child`, () => {
        const { text } = first(kind);
        const seen = () => at.shim.leaks([first(kind)]).filter(line => said.test(line));
        const before = seen().length;
        start(['-c', `ghsa.x=${text}`, 'version']);
        const argument = seen().length;
        assert.ok(argument > before);
        start(['version'], { GHSA_X: text });
        const environment = seen().length;
        assert.ok(environment > argument);
        start(['-c', 'alias.say=!true', 'say', text]);
        found(seen().slice(environment), /^child of git: /);
        // Not in ours, but in that which git gives its child.
        const own = seen().length;
        start(['-c', `alias.say=!GHSA_X='${text}' git version`, 'say']);
        found(seen().slice(own), /^environment of a child of git: /);
      });

      it(`${kind}: in a file, a name, a link; wrapped, in capitals, in two bytes a letter, in JSON, in base64`, () => {
        const { text } = first(kind);
        const folder = join(at.disk, 'storage');
        const forms: Record<string, string | Buffer> = {
          'as it is': `x${text}x`,
          wrapped: text.replaceAll(' ', '\n  '),
          capitals: text.toUpperCase(),
          wide: Buffer.from(`{"a":"${text}"}`, 'utf16le'),
          JSON: JSON.stringify({ body: `\n${text.replaceAll(' ', '\n')}` }),
          URL: encodeURIComponent(text),
          base64: Buffer.from(`user:${text} and so on`).toString('base64'),
        };
        for (const [name, bytes] of Object.entries(forms)) {
          mkdirSync(folder);
          writeFileSync(join(folder, name), bytes);
          assert.deepEqual(
            at.look().filter(line => line.startsWith(`storage/${name}`) && line.endsWith(text)).length,
            1,
            name,
          );
          rmSync(folder, { recursive: true });
        }
        mkdirSync(folder);
        symlinkSync(`/nowhere/${text}`, join(folder, 'link'));
        found(at.look(), /^storage\/link: /);
        mkdirSync(join(folder, text.replaceAll('/', ' ')));
        if (!text.includes('/')) found(at.look(), /^name of storage/);
        rmSync(folder, { recursive: true });
      });

      it(`${kind}: in the path, the query, a header, the body of a request to what is public`, async () => {
        const { text } = first(kind);
        const { recorder } = at.sandbox;
        const seen = () => inRequests(recorder, hidden).filter(line => line.endsWith(`: ${kind}: ${text}`));
        assert.deepEqual(seen(), []);
        const issues = `${at.sandbox.api}/repos/python/cpython/issues`;
        await fetch(`${issues}/${encodeURIComponent(text)}`);
        await fetch(`${issues}?${new URLSearchParams({ q: text })}`);
        await fetch(issues, { headers: { 'x-trace': text } });
        await fetch(issues, { method: 'POST', body: JSON.stringify({ title: text }) });
        for (const place of ['path of GET', 'query of GET', 'headers of GET', 'body of POST'])
          found(seen(), new RegExp(`^${place}`));
      });

      it(`${kind}: in the log`, () => {
        found(lines('log', [...at.log, `git push -> ${first(kind).text}`].join('\n'), at.canaries), said);
      });
    }

    for (const kind of ['token', 'mail'] as const)
      it(`a ${kind} in a file of scratch, and of a clone`, () => {
        for (const place of ['scratch', 'clones']) {
          const file = join(at.disk, place, 'config');
          writeFileSync(file, `url = https://x:${first(kind).text}@github.example`);
          found(at.look(), new RegExp(`^${place}/config: ${kind}: `));
          rmSync(file);
        }
      });

    it('a private commit in the public clone', async () => {
      const fork = at.sandbox.dir(at.sandbox.store.advisory(ids.spam)!.fork!);
      await git(at.clone, ['fetch', '-q', fork, 'refs/pull/1/head']);
      const all = (await objectsOf(join(at.clone, '.git'))).flatMap(({ id, bytes }) => [
        ...(objects.has(id) ? [`object ${id}`] : []),
        ...lines(`message ${id}`, bytes, at.canaries),
      ]);
      found(all, /^object /);
      found(all, /^message .*: mail: oregano@home\.example/);
    });
  });
});
