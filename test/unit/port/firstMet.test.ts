import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Git } from '../../../src/git/index.ts';
import { amend, amendmentsFor, readRecord, reviewPort, scratchOf } from '../../../src/jobs/port/index.ts';
import { claim, isHeldElsewhere, release } from '../../../src/jobs/lock.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { writeHistory } from '../../../src/sandbox/seed/history.ts';
import { desk, goOn, prepare, publish, type Desk } from './harness.ts';

const id = 'GHSA-hj5m-pq6r-vw7x';
const upstream = 'python/cpython';
const own = 'octo-coordinator/cpython';
const privateFork = `${upstream}-${id.toLowerCase()}`;

/** The record of a port, as a new window reads it. */
async function recordOf(at: Desk, key: string) {
  const record = readRecord(await at.tools.store.load(key));
  assert.ok(record);
  return record;
}

async function script(path: string, text: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
}

/** Runs with another home, as somebody else's machine. */
async function athome<T>(home: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['HOME'];
  process.env['HOME'] = home;
  try {
    return await work();
  } finally {
    process.env['HOME'] = before;
  }
}

describe('what a PSRT member meets first', () => {
  let at: Desk;
  beforeEach(async () => (at = await desk()));
  afterEach(() => at.close());

  it('GH007: the noreply address is offered, and with it the port goes on', async () => {
    await script(
      join(at.sandbox.dir(own), 'hooks/pre-receive'),
      'while read old new ref; do git log -1 --format="%ae %ce" "$new" | grep -q "home.example" && { echo "error: GH007: Your push would publish a private email address." >&2; exit 1; }; done; exit 0',
    );
    const { prepared, draft } = await prepare(at, id);
    const exposing = {
      ...draft,
      author: 'private:oregano-core',
      overruled: [{ id: 'author:email-private:oregano-core', reason: 'they said so' }],
    };
    const first = await publish(at, prepared, exposing);
    assert.equal(first.ended, 'failed');
    const failure = first.events.at(-1)!;
    assert.ok(failure.state === 'failed' && failure.id === 'push');
    assert.match(String(failure.error), /private e-mail address\. Nothing was pushed\./);
    const record = await recordOf(at, prepared.key);
    assert.deepEqual(amendmentsFor(record, failure.error), ['noreply']);
    assert.deepEqual(amendmentsFor(record, new Error('x')), []);
    await amend(at.tools.store, record, 'noreply');
    const second = await goOn(at, await recordOf(at, prepared.key));
    assert.equal(second.ended, 'done');
    const log = await git(at.sandbox.dir(own), ['log', '-1', '--format=%an <%ae>', second.links!.commit]);
    assert.equal(log, 'Oregano Core <4107+oregano-core@users.noreply.github.com>');
    assert.equal([...at.sandbox.store.repo(upstream)!.issues.values()].length, 2);
  });

  it('no name in git, no configuration at all: GitHub knows who it is', async () => {
    const home = join(at.root, 'nobody');
    await mkdir(home);
    const { ended, links } = await athome(home, async () => {
      const { prepared, draft } = await prepare(at, id);
      return publish(at, prepared, { ...draft, author: 'me' });
    });
    assert.equal(ended, 'done');
    assert.equal(
      await git(at.sandbox.dir(own), ['log', '-1', '--format=%an <%ae>', links!.commit]),
      'Octo Coordinator <4101+octo-coordinator@users.noreply.github.com>',
    );
  });

  it('a branch of that name is there: the next free name, and the pull request comes from it', async () => {
    const { prepared, draft } = await prepare(at, id);
    const number = 210777;
    const branch = draft.texts['commit.branch'].replace('{issue}', String(number));
    const issue = await at.tools.github.issues.create(
      upstream,
      await texts(at, 'An older issue', 'About it.'),
    );
    const named = { ...draft, existingIssue: issue.number };
    const name = branch.replace(String(number), String(issue.number));
    const dir = at.sandbox.dir(own);
    for (const taken of [name, `${name}-2`]) await git(dir, ['update-ref', `refs/heads/${taken}`, 'main']);
    const { ended, links, events } = await publish(at, prepared, named);
    assert.equal(ended, 'done');
    const pushed = events.find(event => event.id === 'push' && event.state === 'done');
    assert.match(pushed?.state === 'done' ? pushed.text : '', /its name was taken, so it ends in -3/);
    assert.equal(at.sandbox.store.repo(upstream)!.issues.get(links!.pull)!.pull!.headRef, `${name}-3`);
    assert.equal(await git(dir, ['rev-parse', name]), await git(dir, ['rev-parse', 'main']), 'never forced');
  });

  for (const [what, from, to, ours] of [
    ['the same commit, made at another time: it is ours', / \d{10} \+0000$/gm, ' 1700000000 +0000', true],
    ['an older message: it is not ours', /^(?=gh-)/m, 'Remote code execution! ', false],
    ['another address of the author: it is not ours', /<[^>]+>/, '<octo.private@home.example>', false],
  ] as const)
    it(`the branch holds ${what}`, async () => {
      const { prepared, draft } = await prepare(at, id);
      at.sandbox.fail({ method: 'POST', path: '/pulls', status: 502 });
      await publish(at, prepared, draft);
      const record = await recordOf(at, prepared.key);
      const dir = at.sandbox.dir(own);
      const branch = `refs/heads/${record.confirmed.texts['commit.branch'].replace('{issue}', String(record.done.issue!.number))}`;
      const whole = await git(dir, ['cat-file', 'commit', record.done.commit!]);
      const other = whole.replace(from, to);
      assert.notEqual(other, whole);
      const file = join(at.root, 'commit');
      await writeFile(file, `${other}\n`);
      const made = await git(dir, ['hash-object', '-t', 'commit', '-w', file]);
      await git(dir, ['update-ref', branch, made]);
      const { commit: _, pushed: __, ...done } = record.done;
      await at.tools.store.save(record.key, { ...record, done });
      const { ended, links } = await goOn(at, { ...record, done });
      assert.equal(ended, 'done');
      assert.equal(links!.commit === made, ours);
      const { headRef } = at.sandbox.store.repo(upstream)!.issues.get(links!.pull)!.pull!;
      assert.equal(`refs/heads/${headRef}`, ours ? branch : `${branch}-2`);
    });

  it('the own fork is months behind', async () => {
    const dir = at.sandbox.dir(own);
    const first = (await git(dir, ['rev-list', '--max-parents=0', 'main'])).split('\n')[0]!;
    for (const ref of (await git(dir, ['for-each-ref', '--format=%(refname)'])).split('\n'))
      await git(dir, ['update-ref', ref, first]);
    const { prepared, draft } = await prepare(at, id);
    assert.equal((await publish(at, prepared, draft)).ended, 'done');
    assert.equal(await git(dir, ['rev-parse', 'main']), first, 'its main is left as it was');
  });

  it('the change touches workflows and the sign-in may not', async () => {
    const { prepared, draft } = await prepare(at, id);
    assert.equal(prepared.mayWorkflow, true);
    const file = { ...prepared.files[0]!, path: '.github/workflows/build.yml' };
    const changed = { ...prepared, files: [...prepared.files, file] };
    assert.deepEqual(reviewPort(changed, draft).toSettle, []);
    const [finding] = reviewPort({ ...changed, mayWorkflow: false }, draft).toSettle;
    assert.match(finding!.message, /Sign in with it, then port again/);
    assert.equal(finding!.overrulable, false);
  });

  it('git would push as somebody else', async () => {
    const home = join(at.root, 'other');
    const helper = await script(
      join(home, 'helper'),
      `[ "$1" = get ] && printf 'username=x\\npassword=%s\\n' '${at.sandbox.tokens['admin']}'`,
    );
    await writeFile(join(home, '.gitconfig'), `[credential]\n\thelper = ${helper}\n`);
    const other = { ...at, tools: { ...at.tools, git: new Git() } };
    await athome(home, async () => {
      const { prepared, draft } = await prepare(other, id);
      const [finding] = reviewPort(prepared, draft).toSettle;
      assert.match(
        finding!.message,
        /^git would push as [\w-]+, and you are signed in as octo-coordinator\.$/,
      );
      assert.doesNotMatch(finding!.message, /as octo-coordinator,/);
    });
  });

  it('the private pull request stands on another one: its commits are named', async () => {
    const fork = at.sandbox.dir(privateFork);
    const base = await git(fork, ['rev-parse', 'refs/pull/1/head']);
    await writeHistory(
      fork,
      [
        { branch: 'below', from: base, message: 'Butter first', files: { 'Lib/butter.py': 'butter\n' } },
        {
          branch: 'above',
          from: 'refs/heads/below^0',
          message: 'Then jam',
          files: { 'Lib/jelly.py': 'jelly\n' },
        },
      ].slice(0, 1),
    );
    await writeHistory(fork, [
      {
        branch: 'above',
        from: 'refs/heads/below^0',
        message: 'Then jam',
        files: { 'Lib/jelly.py': 'jelly\n' },
      },
    ]);
    await git(fork, ['update-ref', 'refs/pull/1/head', 'refs/heads/above']);
    const { prepared, draft } = await prepare(at, id);
    assert.deepEqual(
      prepared.foreignCommits.map(({ subject }) => subject),
      ['Then jam', 'Butter first'],
    );
    const [finding] = reviewPort(prepared, draft).toSettle;
    assert.match(finding!.message, /^2 commits of the private fork .*"Then jam".*"Butter first"/);
    assert.equal(finding!.overrulable, true);
  });

  for (const [name, number, kept] of [
    ['a placeholder', '000000', false],
    ['a number that is no issue', '999999', false],
    ['a public issue', 'real', true],
    ['a public pull request', 'pull', false],
  ] as const) {
    it(`the private fix carries a blurb for ${name}`, async () => {
      const issue = await at.tools.github.issues.create(
        upstream,
        await texts(at, 'The tape ends', 'It ends.'),
      );
      const pull = [...at.sandbox.store.repo('pypa/pip')!.issues.keys()][0];
      assert.ok(pull === undefined || pull > 0);
      const digits = number === 'real' ? String(issue.number) : number === 'pull' ? await aPull(at) : number;
      const path = `Misc/NEWS.d/next/Security/2026-11-20-10-11-12.gh-issue-${digits}.aB3dE5.rst`;
      const body = 'Fix the end of the tape.\n';
      const fork = at.sandbox.dir(privateFork);
      const head = await git(fork, ['rev-parse', 'refs/pull/1/head']);
      await writeHistory(fork, [{ branch: 'news', from: head, message: 'News', files: { [path]: body } }]);
      await git(fork, ['update-ref', 'refs/pull/1/head', 'refs/heads/news']);
      const stored = at.sandbox.store.repo(privateFork)!.issues.get(1)!.pull!;
      Object.assign(stored, { headSha: await git(fork, ['rev-parse', 'refs/heads/news']) });
      const { prepared, draft } = await prepare(at, id);
      assert.equal(draft.texts['commit.blurb'].trimEnd(), 'Fix the end of the tape.');
      assert.equal(draft.existingIssue, kept ? issue.number : null);
      const info = reviewPort(prepared, draft).findings.find(finding => finding.id === 'commit.blurb:kept');
      assert.match(info!.message, kept ? /for gh-\d+\.$/ : /Its file gets a new name\.$/);
      const { ended, links } = await publish(at, prepared, draft);
      assert.equal(ended, 'done');
      const files = (
        await git(at.sandbox.dir(own), ['diff', '--name-only', `${links!.commit}^`, links!.commit])
      ).split('\n');
      const news = files.filter(file => file.startsWith('Misc/'));
      assert.equal(news.length, 1);
      assert.equal(news[0] === path, kept);
      assert.match(news[0]!, new RegExp(`gh-issue-${links!.issue}\\.`));
    });
  }

  it('the number of the issue is a pull request: said, and nothing is made', async () => {
    const pull = Number(await aPull(at));
    const before = at.sandbox.recorder.writes().length;
    const { prepared, draft } = await prepare(at, id);
    const { ended, events } = await publish(at, prepared, { ...draft, existingIssue: pull });
    assert.equal(ended, 'failed');
    const failure = events.at(-1)!;
    assert.equal(
      failure.state === 'failed' && String(failure.error),
      `JobError: gh-${pull} is a pull request, not an issue.`,
    );
    assert.equal(at.sandbox.recorder.writes().length, before);
  });

  it('another window runs the same port', async () => {
    const { prepared, draft } = await prepare(at, id);
    const folder = scratchOf(at.root, prepared.key);
    await writeFile(join(folder, 'lock'), String(process.ppid));
    await assert.rejects(publish(at, prepared, draft), /open in another window/);
    assert.deepEqual(at.sandbox.recorder.writes(), []);
    await writeFile(join(folder, 'lock'), '999999999');
    assert.equal((await goOn(at, await recordOf(at, prepared.key))).ended, 'done', 'that one was killed');
    const mine = join(at.root, 'x');
    await claim(mine);
    await claim(mine);
    assert.equal(await isHeldElsewhere(mine), false);
    await release(mine);
    assert.deepEqual(await readdir(mine), []);
    await writeFile(join(mine, 'lock'), String(process.ppid));
    assert.equal(await isHeldElsewhere(mine), true);
    await release(mine);
    assert.deepEqual(await readdir(mine), ['lock'], 'only its owner gives it back');
  });

  it('the scratch repository was deleted between two runs: it is made again, exactly', async () => {
    const { prepared, draft } = await prepare(at, id);
    at.sandbox.fail({ method: 'POST', path: 'git-receive-pack', status: 503 });
    await publish(at, prepared, draft);
    const record = await recordOf(at, prepared.key);
    await rm(dirname(record.scratch), { recursive: true });
    // In VS Code the record lies elsewhere.
    await at.tools.store.save(record.key, record);
    const { ended, links } = await goOn(at, record);
    assert.equal(ended, 'done');
    assert.equal(links!.commit, record.done.commit, 'the identical commit');
  });
});

async function texts(at: Desk, title: string, body: string) {
  const { declassify } = await import('../../../src/embargo/index.ts');
  const made = (text: string) => {
    const result = declassify(text, {
      stage: 'announced',
      ghsaId: 'GHSA-2222-3333-4444',
      forkFullName: null,
      cveId: null,
      cvePublished: true,
      description: '',
      allowedEmails: [],
    });
    assert.ok(result.ok);
    return result.text;
  };
  assert.ok(at);
  return { title: made(title), body: made(body) };
}

/** The number of a public pull request: another advisory's, ported before. */
async function aPull(at: Desk): Promise<string> {
  const { prepared, draft } = await prepare(at, 'GHSA-m2pg-3qcr-4vfw');
  return String((await publish(at, prepared, draft)).links!.pull);
}
