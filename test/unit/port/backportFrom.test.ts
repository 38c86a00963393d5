import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  confirmBackport,
  prepareBackport,
  proposeBackport,
  reviewBackport,
} from '../../../src/jobs/backport/make/index.ts';
import { fromMain } from '../../../src/jobs/backport/make/fromMain.ts';
import { ConflictError, filesOf } from '../../../src/jobs/port/index.ts';
import { profileOf } from '../../../src/project/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { afresh, fix, id, merged, onBranch, opened, request, upstream } from './backportDesk.ts';
import { desk, type Desk } from './harness.ts';

const fork = `${upstream}-${id.toLowerCase()}`;

describe('where the change of a backport comes from', function () {
  this.timeout(60_000);
  let at: Desk;
  before(async () => (at = await desk()));
  beforeEach(() => afresh(at));
  after(() => at.close());

  /** Somebody's private pull request into 3.12. */
  const privately = async (files: Readonly<Record<string, string>>, author = 'parsley-dev') => {
    const dir = at.sandbox.dir(fork);
    await git(dir, ['fetch', '-q', '--force', at.sandbox.dir(upstream), '3.12:refs/heads/3.12']);
    const commits = [{ files, author: ['Somebody Else', 'else@example.org'] as const }];
    return opened(at, { title: '[3.12] Fix', base: '3.12', commits }, { author, ref: 'mine' }, fork);
  };
  const messages = (findings: readonly { readonly message: string }[]) =>
    findings.map(({ message }) => message);

  it('is main, whatever somebody opened in the private fork, and each of these may be chosen', async () => {
    const evil = await privately({ 'Lib/evil.py': 'evil\n' });
    const good = await privately({ 'Lib/bread.py': fix.files['Lib/bread.py'] }, 'nutmeg-core');
    const { reviews, headSha } = good.pull!;
    const review = { id: at.sandbox.store.id(), state: 'APPROVED', body: '', at: at.sandbox.store.stamp() };
    reviews.push({ ...review, author: 'sage-admin', commit: headSha } as (typeof reviews)[number]);
    const main = await merged(at);
    const prepared = await prepareBackport(at.tools, request(at, main));
    assert.deepEqual(prepared.from, { kind: 'main' });
    assert.deepEqual(
      prepared.privates.map(({ number, sha, approvals }) => [number, sha, approvals]),
      [
        [good.number, headSha, 1],
        [evil.number, evil.pull!.headSha, 0],
      ],
    );
    assert.equal(prepared.privates[0]!.author, 'nutmeg-core');
    assert.match(prepared.privates[0]!.date, /^\d{4}-\d\d-\d\dT/);
    assert.deepEqual(reviewBackport(prepared, proposeBackport(prepared)).findings, []);

    const from = { private: good.number };
    const chosen = await prepareBackport(at.tools, request(at, main, { from }));
    const { findings, checks } = reviewBackport(chosen, proposeBackport(chosen));
    assert.deepEqual(findings, []);
    assert.equal(checks[0]!.label, `Private backport #${good.number} by Somebody Else`);
    assert.equal(checks[0]!.detail, `${headSha.slice(0, 7)}, 1 approval, 2 files`);
    assert.equal(checks[0]!.state, 'ok');
  });

  it('is named file by file, where a private one is not what main has', async () => {
    const evil = await privately({ 'Lib/evil.py': 'evil\n' });
    const main = await merged(at);
    const prepared = await prepareBackport(at.tools, request(at, main, { from: { private: evil.number } }));
    const draft = proposeBackport(prepared);
    const { toSettle, checks } = reviewBackport(prepared, draft);
    assert.deepEqual(messages(toSettle), [
      `The private backport #${evil.number} is not what gh-${main.number} brought to main: it alone changes Lib/evil.py; it leaves out Lib/bread.py. Take the commit on main, or read the files and say why not.`,
    ]);
    assert.equal(checks[0]!.state, 'warning');
    await assert.rejects(
      confirmBackport(at.tools.store, prepared, draft, at.tools.now()),
      /it alone changes/,
    );
    const overruled = [{ id: toSettle[0]!.id, reason: 'it is right so' }];
    assert.deepEqual(reviewBackport(prepared, { ...draft, overruled }).toSettle, []);
  });

  it('is refused where the chosen one is open no more', async () => {
    const main = await merged(at);
    await assert.rejects(
      prepareBackport(at.tools, request(at, main, { from: { private: 77 } })),
      /^JobError: The private backport #77 into 3\.12 is open no more\. Take the commit on main, or another one\.$/,
    );
  });

  it('stays what was chosen while its conflicts are resolved', async () => {
    const { number } = await privately({ 'Lib/bread.py': 'crumb\nfixed\ncrust\n' });
    await onBranch(at, '3.12', { 'Lib/bread.py': 'crumb\nolder\ncrust\n' });
    const main = await merged(at);
    const conflict = async (from?: { private: number }) =>
      prepareBackport(at.tools, request(at, main, from && { from })).then(
        () => assert.fail('there is no conflict'),
        (error: unknown) => {
          assert.ok(error instanceof ConflictError, String(error));
          return error;
        },
      );
    const { folder } = await conflict({ private: number });
    assert.equal((await conflict()).conflict.backport?.from, number);
    await assert.rejects(
      prepareBackport(at.tools, request(at, main, { from: 'main' })),
      /^JobError: Conflicts of the private fix with 3\.12 are resolved here\. Delete that .* to take the fix on main\.$/,
    );
    await writeFile(join(filesOf(folder), 'Lib/bread.py'), 'crumb\nolder, fixed\ncrust\n');
    const prepared = await prepareBackport(at.tools, request(at, main));
    assert.equal(prepared.from.kind === 'private' && prepared.from.pull, number);
    const { toSettle } = reviewBackport(prepared, proposeBackport(prepared));
    assert.match(messages(toSettle).join(), /: it changes Lib\/bread\.py in another way\./);
  });

  it('compares lines, wherever they stand, and takes none of a file for a header', () => {
    const diff = (path: string, at: number, ...lines: string[]) =>
      Buffer.from(
        [
          `diff --git a/${path} b/${path}`,
          `--- a/${path}`,
          `+++ b/${path}`,
          `@@ -${at} +${at} @@`,
          ...lines,
          '',
        ].join('\n'),
      );
    const profile = profileOf(upstream);
    const same = fromMain(diff('a.py', 1, '-old', '+new'), diff('a.py', 9, ' here', '-old', '+new'), profile);
    assert.deepEqual(same, { added: [], missing: [], other: [] });
    const hidden = diff('a.py', 1, '-old', '+new\rdiff --git a/b.py b/b.py', '++++ b/c.py');
    assert.deepEqual(fromMain(hidden, diff('a.py', 1, '-old', '+new'), profile).other, ['a.py']);
    const news = diff('Misc/NEWS.d/next/Security/2026-11-20-10-00-00.gh-issue-1.abc.rst', 1, '+Fixed.');
    assert.deepEqual(fromMain(news, Buffer.alloc(0), profile), { added: [], missing: [], other: [] });
  });
});
